// Lessons as figures and curves.

import { drawChart, movingMean } from './charts.js';

const Window = 20;
const element = id => document.getElementById(id);
const percent = share => Math.round(share * 100);

function showShare(place, share) {
  place.replaceChildren(String(percent(share)));
  const sign = document.createElement('small');
  sign.textContent = ' %';
  place.append(sign);
}

export function showProgress(lessons, model) {
  const right = lessons.map(lesson => (lesson.isRight ? 1 : 0));
  const recent = right.slice(-Window);
  const sum = values => values.reduce((a, b) => a + b, 0);
  if (lessons.length === 0) {
    element('recent').textContent = '–';
    element('overall').textContent = '–';
    element('recent-note').textContent = `right of the last ${Window} lessons`;
    element('overall-note').textContent = 'right of all lessons';
  } else {
    showShare(element('recent'), sum(recent) / recent.length);
    showShare(element('overall'), sum(right) / right.length);
    element('recent-note').textContent = recent.length === 1 ? 'right of 1 lesson' : `right of the last ${recent.length} lessons`;
    element('overall-note').textContent = `right of all ${lessons.length}`;
  }
  drawAccuracy(right);
  drawLayers(lessons, model);
}

function drawAccuracy(right) {
  let sum = 0;
  const all = right.map((value, i) => (sum += value) / (i + 1));
  const recent = movingMean(right, Window);
  drawChart(element('accuracy-chart'), {
    series: [{ style: 'faint', values: all }, { style: 'c0', values: recent }],
    marks: right.map(value => value === 1),
    label: right.length === 0
      ? 'Right answers: no lessons yet'
      : `Right answers over ${right.length} lessons: ${percent(recent.at(-1))} % of the last ${Math.min(Window, right.length)}, ${percent(all.at(-1))} % of all. `
        + 'The line is the share of the last 20, the dashed line that of all; ticks below are single answers, right ones above wrong ones.',
    empty: 'The curve begins with the first lesson.',
  });
}

function drawLayers(lessons, model) {
  const layers = (model?.layers ?? []).map((learns, i) => ({ learns, i })).filter(layer => layer.learns);
  const told = lessons.filter(lesson => lesson.locals.length > 0);
  const series = layers.map(({ i }, at) => ({
    name: `layer ${i + 1}`, style: `c${(at + 1) % 6}`, values: movingMean(told.map(lesson => lesson.locals[i] ?? 0), Window),
  }));
  const ends = series.filter(line => line.values.length > 0).map(line => `${line.name} ${percent(line.values.at(-1))} %`);
  drawChart(element('layer-chart'), {
    series,
    label: ends.length > 0 ? `Local probability of the true class, mean of the last ${Window} lessons: ${ends.join(', ')}` : 'Layers: no lessons yet',
    empty: layers.length === 0 ? 'Only the readout of this model learns.' : told.length < lessons.length ? 'This board keeps no journal to read it from.' : 'No lessons yet.',
  });
  element('layer-legend').replaceChildren(...series.map(line => {
    const item = document.createElement('li');
    const key = document.createElement('i');
    key.className = line.style;
    item.append(key, line.name);
    return item;
  }));
}
