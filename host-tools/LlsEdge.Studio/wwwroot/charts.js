// Two small charts as SVG, drawn at the size they have, so that type stays readable on a phone.

const Svg = 'http://www.w3.org/2000/svg';
const Left = 40;
const Right = 10;
const Top = 8;
const Bottom = 36;

function add(parent, name, attributes, text) {
  const node = document.createElementNS(Svg, name);
  for (const [key, value] of Object.entries(attributes)) {
    node.setAttribute(key, value);
  }
  if (text !== undefined) {
    node.textContent = text;
  }
  parent.append(node);
  return node;
}

export function movingMean(values, window) {
  const means = [];
  let sum = 0;
  values.forEach((value, i) => {
    sum += value;
    if (i >= window) {
      sum -= values[i - window];
    }
    means.push(sum / Math.min(i + 1, window));
  });
  return means;
}

// 1, 2 or 5 times a power of ten.
function stepFor(span) {
  const least = Math.max(1, span / 5);
  const power = 10 ** Math.floor(Math.log10(least));
  return power * [1, 2, 5, 10].find(factor => factor * power >= least);
}

export function drawChart(svg, { series, marks, label, empty }) {
  const width = svg.clientWidth || 320;
  const height = svg.clientHeight || 190;
  const count = Math.max(0, ...series.map(line => line.values.length));
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.setAttribute('aria-label', label);
  svg.replaceChildren();
  const base = height - Bottom;
  const x = i => Left + (width - Left - Right) * (count < 2 ? 0 : i / (count - 1));
  const y = share => base - (base - Top) * share;
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    add(svg, 'line', { class: share === 0 ? 'axis' : 'grid', x1: Left, x2: width - Right, y1: y(share), y2: y(share) });
    if (share !== 0.25 && share !== 0.75) {
      add(svg, 'text', { x: Left - 6, y: y(share) + 4, 'text-anchor': 'end' }, `${share * 100} %`);
    }
  }
  if (count === 0) {
    add(svg, 'text', { class: 'empty', x: (Left + width - Right) / 2, y: y(0.5) - 10, 'text-anchor': 'middle' }, empty);
    return;
  }
  const step = stepFor(count);
  for (let i = step; i <= count; i += step) {
    add(svg, 'text', { x: x(i - 1), y: height - 4, 'text-anchor': i > count * 0.95 ? 'end' : 'middle' }, String(i));
  }
  (marks ?? []).forEach((isRight, i) => add(svg, 'line', {
    class: isRight ? 'right' : 'wrong', x1: x(i), x2: x(i), y1: isRight ? base + 4 : base + 8, y2: isRight ? base + 12 : base + 16, 'stroke-width': Math.min(3, Math.max(1, 200 / count)),
  }));
  for (const line of series) {
    const points = line.values.map((value, i) => `${x(i).toFixed(1)},${y(Math.min(1, Math.max(0, value))).toFixed(1)}`);
    add(svg, 'polyline', { class: line.style, points: (points.length === 1 ? [points[0], points[0]] : points).join(' ') });
  }
}
