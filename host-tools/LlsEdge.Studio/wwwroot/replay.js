// The panel that replays a set: its form, how far it is, what came of it.

import { post } from './api.js';
import { createPicker } from './picker.js';

const element = id => document.getElementById(id);
const Stages = {
  measuring: 'Measuring before teaching', teaching: 'Teaching', measuringAgain: 'Measuring after teaching', done: 'Done', stopped: 'Stopped',
};

function bar(name, share, isMain) {
  const row = document.createElement('div');
  row.className = isMain ? 'bar main' : 'bar';
  const [label, track, fill, value] = ['span', 'div', 'i', 'b'].map(tag => document.createElement(tag));
  label.textContent = name;
  fill.style.width = `${share * 100}%`;
  value.textContent = `${(share * 100).toFixed(1)} %`;
  track.append(fill);
  row.append(label, track, value);
  return row;
}

export function startReplayPanel(run) {
  const kinds = ['room', 'roomTest', 'path'];
  const teach = createPicker(element('replay-teach'), { label: 'Frames of', kinds });
  const test = createPicker(element('replay-test'), { label: 'Frames of', kinds, kind: 'roomTest' });
  element('replay-form').addEventListener('submit', event => {
    event.preventDefault();
    run(element('replay-start'), () => post('replay', {
      teach: teach(), count: Number(element('teach-count').value),
      test: test(), testCount: Number(element('test-count').value), measuresBefore: element('before').checked,
    }));
  });
  element('replay-stop').addEventListener('click', () => run(element('replay-stop'), () => post('replay/stop')));
}

export function showReplay(replay) {
  const isRunning = replay?.isRunning ?? false;
  element('replay-view').hidden = !replay;
  element('replay-stop').hidden = !isRunning;
  element('replay-start').hidden = isRunning;
  if (!replay) {
    return;
  }
  const stage = Stages[replay.stage];
  const words = isRunning ? `${stage}: ${replay.done} of ${replay.total}` : `${stage}: ${replay.taught} of ${replay.description}`.replace(/(\d+) of \1 frames/, '$1 frames');
  if (element('replay-stage').textContent !== words) {
    element('replay-stage').textContent = words;
  }
  element('replay-progress').hidden = !isRunning;
  element('replay-progress').max = replay.total;
  element('replay-progress').value = replay.done;
  element('replay-bars').replaceChildren(
    ...(replay.before === null ? [] : [bar('Before teaching', replay.before, false)]),
    ...(replay.after === null ? [] : [bar(`After ${replay.taught} lessons`, replay.after, true)]));
}
