// What predictions and lessons cost: predicted from counted instructions on a virtual board, told by a real one.

const element = id => document.getElementById(id);
const grouped = value => Math.round(value).toLocaleString('en-US');
const ms = value => (value < 10 ? value.toFixed(1) : grouped(value));

function entry(term, value, note) {
  const box = document.createElement('div');
  const [dt, dd, small] = [document.createElement('dt'), document.createElement('dd'), document.createElement('small')];
  dt.textContent = term;
  dd.textContent = value;
  small.textContent = note ?? '';
  dd.append(small);
  box.append(dt, dd);
  return box;
}

const phase = (term, cost) => (cost
  ? entry(term, `${ms(cost.milliseconds)} ms`, `to ${ms(cost.pessimisticMilliseconds)} ms · ${grouped(cost.instructions)} IL instructions`)
  : entry(term, '–', 'none yet'));

export function showCosts({ virtual: bench, counters }) {
  element('heap').hidden = !bench;
  if (bench) {
    element('bench-note').textContent = 'Counted on the virtual board, instruction by instruction; milliseconds are predicted for an ESP32 at 240 MHz.';
    element('bench').replaceChildren(phase('A prediction', bench.predict), phase('A lesson', bench.train));
    element('heap-text').textContent = `${grouped(bench.heapUsed)} bytes in use, ${grouped(bench.heapPeak)} at the peak, of ${grouped(bench.heapBytes)}`;
    element('heap-peak').style.width = `${Math.min(100, (100 * bench.heapPeak) / bench.heapBytes)}%`;
    element('heap-used').style.width = `${Math.min(100, (100 * bench.heapUsed) / bench.heapBytes)}%`;
    return;
  }
  element('bench-note').textContent = 'By the board’s own clock and counters.';
  element('bench').replaceChildren(...(counters ? [
    entry('Last prediction', counters.predicted > 0 ? `${ms(counters.predictMilliseconds)} ms` : '–', `${grouped(counters.predicted)} since start`),
    entry('Last lesson', counters.trained > 0 ? `${ms(counters.trainMilliseconds)} ms` : '–', `${grouped(counters.trained)} since start`),
    entry('Free heap', grouped(counters.freeHeap), 'bytes after tidying up'),
    entry('Line', grouped(counters.damagedPackets), 'packets arrived damaged'),
  ] : []));
}
