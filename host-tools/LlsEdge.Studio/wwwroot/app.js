// The page: shows what the studio tells, passes on what its user wants.

import { get, listen, post, upload } from './api.js';
import { showCosts } from './costs.js';
import { bytesOf, draw } from './frames.js';
import { clearErrors, say } from './notices.js';
import { createPicker } from './picker.js';
import { showProgress } from './progress.js';
import { showReplay, startReplayPanel } from './replay.js';
import { Images, Webcam, wishFor } from './sources.js';
import { startTheme } from './theme.js';

const element = id => document.getElementById(id);
const PairKeys = ['j', 'k'];

let state = { board: null };
let lessons = [];
let source = 'camera';
let shown = null;          // the frame on the screen, which the next label is for
let isTeaching = false;
let heard = null;          // the class that a screen reader was told last
let pending = null;        // the class of the frame before: told once it has been seen twice

const images = new Images(imagesChanged, say);
const webcam = new Webcam(element('video'), pixels => (state?.replay?.isRunning ? null : look(pixels, 'webcam')));

// ---- wishes ----

async function run(button, wish) {
  button?.setAttribute('aria-busy', 'true');
  try {
    const answer = await wish();
    clearErrors();
    return answer;
  } catch (failure) {
    say(failure.message, 'error');
    return null;
  } finally {
    button?.removeAttribute('aria-busy');
  }
}

async function look(pixels, from) {
  try {
    const frame = await post('look', wishFor(pixels));
    if (source === from && (from !== 'images' || images.current?.pixels === pixels)) {
      show({ ...frame, bytes: pixels });
    }
  } catch (failure) {
    say(failure.message, 'error');
    setSource('camera');
  }
}

async function teach(label) {
  if (!shown || isTeaching || state.replay?.isRunning) {
    return;
  }
  isTeaching = true;
  flash(label);
  const frame = shown;
  shown = null;
  showLabels();
  const lesson = await run(null, () => post('teach', { frame: frame.number, label, source: source === 'images' ? 'image' : source }));
  isTeaching = false;
  if (lesson) {
    showLast(lesson);
    if (source === 'images') {
      images.finish();
    }
  } else {
    shown = frame;
  }
  showLabels();
}

function flash(label) {
  const button = element('labels').children[label];
  button?.setAttribute('data-pressed', '');
  setTimeout(() => button?.removeAttribute('data-pressed'), 180);
}

// ---- what is seen ----

function show(frame) {
  shown = frame;
  const name = state.model?.classes[frame.class] ?? `class ${frame.class}`;
  draw(element('frame'), frame.bytes, frame.size);
  setBlank(null);
  element('frame').setAttribute('aria-label', `The frame; the board takes it for ${name}, ${Math.round(frame.confidence * 100)} % sure`);
  element('caption').textContent = frame.scene === null || frame.scene === undefined ? '' : `Scene ${frame.scene + 1} of ${state.scene?.count ?? '…'} · ${state.scene?.description ?? ''}`;
  element('guess-name').textContent = name;
  element('guess-share').textContent = `${Math.round(frame.confidence * 100)} % sure`;
  showBalance(frame);
  element('guess').removeAttribute('data-empty');
  if (pending === frame.class && heard !== frame.class) {
    heard = frame.class;
    element('guess-live').textContent = `The board sees ${name}`;
  }
  pending = frame.class;
  showLabels();
}

// With two classes the bar leaves the middle towards the one it is for.
function showBalance(frame) {
  const isPair = state.model?.classes.length === 2;
  const high = frame.class === 1 ? frame.confidence : 1 - frame.confidence;
  const [from, to] = isPair ? [Math.min(0.5, high), Math.max(0.5, high)] : [0, frame.confidence];
  element('needle').style.left = `${from * 100}%`;
  element('needle').style.width = `${(to - from) * 100}%`;
}

function setBlank(words) {
  if (!words) {
    element('view').removeAttribute('data-blank');
    return;
  }
  shown = null;
  element('view').setAttribute('data-blank', '');
  element('blank-title').textContent = words.title;
  element('blank-text').textContent = words.text;
  element('blank-action').hidden = !words.action;
  element('blank-action').textContent = words.action ?? '';
  element('blank-action').onclick = words.act ?? null;
  element('caption').textContent = '';
  element('guess').setAttribute('data-empty', '');
  element('guess-name').textContent = '–';
  element('guess-share').textContent = '';
  element('frame').setAttribute('aria-label', 'No frame yet');
  showLabels();
}

function blankFor() {
  if (!state.model) {
    return { title: 'This board has no model yet', text: 'Go over to the factory model in its firmware, or put a model of your own (below).', action: 'Factory model', act: () => element('factory').click() };
  }
  if (source === 'images') {
    return images.items.length > 0
      ? { title: 'All labelled', text: 'Every image has had its lesson. Drop more, or click one below to teach it again.' }
      : { title: 'Drop images here', text: 'They are made square, gray and small in this browser, and taught one by one. PNG, JPEG, WebP: whatever the browser reads.' };
  }
  if (source === 'webcam') {
    return { title: 'Waiting for the webcam…', text: 'The browser may ask you for permission.' };
  }
  if (!state.board?.camera) {
    return { title: 'This board has no camera', text: 'Teach it with images or with this computer’s webcam: choose above.' };
  }
  if (state.cameraFault) {
    return { title: 'The camera does not answer', text: state.cameraFault };
  }
  return state.isLive
    ? { title: 'Waiting for the first frame…', text: '' }
    : { title: 'Paused', text: 'The board’s camera rests.', action: 'Go on', act: () => setLive(true) };
}

function showLast(lesson) {
  const name = label => state.model?.classes[label] ?? `class ${label}`;
  const verdict = document.createElement('span');
  verdict.className = lesson.isRight ? 'good' : 'bad';
  verdict.textContent = lesson.isRight ? '✓ It had been right: ' : `✗ It had said ${name(lesson.predicted)}: `;
  const label = document.createElement('b');
  label.textContent = name(lesson.label);
  element('last').replaceChildren(verdict, label, `, lesson ${lessons.length}`);
}

// ---- sources ----

function setLive(isOn) {
  return run(null, () => post('live', { on: isOn }));
}

async function setSource(next) {
  if (next === source) {
    return;
  }
  webcam.stop();
  source = next;
  pending = heard = null;
  document.querySelector(`input[name="source"][value="${next}"]`).checked = true;
  element('camera-tools').hidden = next !== 'camera';
  element('image-tools').hidden = next !== 'images';
  element('strip').hidden = next !== 'images' || images.items.length === 0;
  setBlank(blankFor());
  await setLive(next === 'camera');
  if (next !== source) {
    return;
  }
  if (next === 'images') {
    imagesChanged();
  } else if (next === 'webcam' && state.model) {
    try {
      await webcam.start(state.model.frameSize);
    } catch (failure) {
      webcam.stop();
      setBlank({ title: 'No webcam', text: failure.message });
    }
  }
}

function imagesChanged() {
  if (source !== 'images') {
    return;
  }
  element('strip').hidden = images.items.length === 0;
  element('image-left').textContent = images.items.length === 0 ? '' : `${images.left} of ${images.items.length} to label`;
  element('strip').replaceChildren(...images.items.map((item, i) => {
    const [entry, button, picture] = ['li', 'button', 'img'].map(tag => document.createElement(tag));
    picture.src = item.picture;
    picture.alt = `${item.name}${item.isDone ? ', labelled' : ''}`;
    button.type = 'button';
    button.toggleAttribute('data-done', item.isDone);
    button.setAttribute('aria-current', String(i === images.at));
    button.addEventListener('click', () => images.choose(i));
    button.append(picture);
    entry.append(button);
    return entry;
  }));
  if (images.current) {
    shown = null;
    look(images.current.pixels, 'images');
  } else {
    setBlank(blankFor());
  }
}

async function takeFiles(files) {
  const chosen = [...files];
  if (chosen.length === 0 || !state.model) {
    return;
  }
  await setSource('images');
  await images.add(chosen, state.model.frameSize);
}

// ---- the state ----

function keyFor(label) {
  return state.model.classes.length === 2 ? PairKeys[label] : String(label + 1);
}

function makeLabels() {
  const classes = state.model?.classes ?? [];
  const place = element('labels');
  if (place.dataset.classes === JSON.stringify(classes)) {
    return;
  }
  place.dataset.classes = JSON.stringify(classes);
  place.replaceChildren(...classes.map((name, label) => {
    const button = document.createElement('button');
    const [text, key] = [document.createElement('span'), document.createElement('kbd')];
    button.type = 'button';
    text.textContent = name;
    key.textContent = keyFor(label).toUpperCase();
    key.setAttribute('aria-hidden', 'true');
    button.setAttribute('aria-keyshortcuts', keyFor(label).toUpperCase());
    button.append(text, key);
    button.addEventListener('click', () => teach(label));
    return button;
  }));
  element('end-low').textContent = classes.length === 2 ? `← ${classes[0]}` : '';
  element('end-high').textContent = classes.length === 2 ? `${classes[1]} →` : '';
}

// Not disabled: the focus would be lost between two frames.
function showLabels() {
  const isReady = shown && !isTeaching && !state.replay?.isRunning;
  for (const button of element('labels').children) {
    button.setAttribute('aria-disabled', String(!isReady));
  }
}

function showState(next) {
  const before = state;
  state = next;
  const { board, model, scene, replay } = state;
  const isRunning = replay?.isRunning ?? false;
  element('start').hidden = !!board;
  element('desk').hidden = !board;
  element('leave').hidden = !board;
  element('chip').dataset.state = board ? 'on' : '';
  element('chip-text').textContent = board ? (board.isVirtual ? 'Virtual board' : board.port) : 'No board';
  if (!board) {
    webcam.stop();
    images.clear();
    source = 'camera';
    shown = null;
    if (before.board) {
      document.querySelector('input[name="source"][value="camera"]').checked = true;
      element('camera-tools').hidden = false;
      element('image-tools').hidden = element('strip').hidden = true;
      loadPorts();
      element('main').focus();
    }
    return;
  }
  makeLabels();
  if (!before.board) {
    element('last').textContent = model ? 'Press what you see; the board learns from it.' : '';
    setBlank(blankFor());
    if (!board.camera) {
      setSource('images');
    }
    element('desk-title').focus();
  } else if (source === 'camera' && (state.cameraFault || !state.isLive || !model)) {
    setBlank(blankFor());
  }
  element('pause').textContent = state.isLive ? 'Pause' : 'Go on';
  element('pause').setAttribute('aria-pressed', String(!state.isLive));
  element('pause').disabled = !board.camera || !model || isRunning;
  element('next').hidden = element('hold-box').hidden = !scene;
  element('hold').checked = scene?.isHeld ?? false;
  element('undo').disabled = !state.canUndo || isRunning;
  for (const id of ['commit', 'rollback', 'factory', 'moved']) {
    element(id).disabled = isRunning || (!model && id !== 'factory' && id !== 'rollback');
  }
  element('commit').textContent = state.uncommitted > 0 ? `Commit ${state.uncommitted} ${state.uncommitted === 1 ? 'lesson' : 'lessons'}` : 'Commit';
  element('model-note').textContent = model
    ? `${model.isFactory ? 'The factory model' : 'The board’s own model'}: ${model.bytes.toLocaleString('en-US')} bytes, ${model.steps.toLocaleString('en-US')} lessons in all. `
      + (state.isUnkept ? 'What is not committed is lost when the power goes.' : 'Nothing to commit.')
    : 'This board has no model.';
  element('problems').replaceChildren(...board.problems.map(problem => {
    const item = document.createElement('li');
    item.textContent = problem;
    return item;
  }));
  showReplay(replay);
  showCosts(state);
  showLabels();
}

async function loadPorts() {
  const ports = await run(element('port-refresh'), () => get('ports'));
  const place = element('ports');
  if (!ports || ports.length === 0) {
    const none = document.createElement('p');
    none.className = 'none note';
    none.textContent = 'None yet. Plug in the board’s USB–serial adapter and look again, or start a virtual board meanwhile.';
    place.replaceChildren(none);
    return;
  }
  place.replaceChildren(...ports.map((port, i) => {
    const label = document.createElement('label');
    const input = document.createElement('input');
    Object.assign(input, { type: 'radio', name: 'port', value: port, checked: i === 0 });
    label.append(input, port);
    return label;
  }));
}

// ---- wiring ----

function startForms() {
  const camera = createPicker(element('virtual-source'), { label: 'Its camera looks at', kinds: ['room', 'path'] });
  element('virtual-form').addEventListener('submit', event => {
    event.preventDefault();
    run(element('virtual-start'), () => post('virtual', { camera: camera(), heapBytes: Number(element('virtual-heap').value), isHeld: true }));
  });
  element('port-form').addEventListener('submit', event => {
    event.preventDefault();
    const port = element('port-name').value.trim() || document.querySelector('input[name="port"]:checked')?.value || '';
    run(element('port-connect'), () => post('connect', { port }));
  });
  element('port-refresh').addEventListener('click', loadPorts);
  element('leave').addEventListener('click', () => run(element('leave'), () => post('disconnect')));
}

function startDesk() {
  for (const [id, path] of [['undo', 'undo'], ['commit', 'commit'], ['rollback', 'rollback'], ['factory', 'factory'], ['moved', 'moved']]) {
    element(id).addEventListener('click', () => run(element(id), () => post(path)));
  }
  element('pause').addEventListener('click', () => setLive(!state.isLive));
  element('next').addEventListener('click', () => run(null, () => post('scene', { hold: null, next: true })));
  element('hold').addEventListener('change', event => run(null, () => post('scene', { hold: event.target.checked, next: false })));
  for (const choice of document.querySelectorAll('input[name="source"]')) {
    choice.addEventListener('change', () => setSource(choice.value));
  }
  element('files').addEventListener('change', event => {
    takeFiles(event.target.files);
    event.target.value = '';
  });
  element('model-file').addEventListener('change', async event => {
    const [file] = event.target.files;
    event.target.value = '';
    if (file) {
      await run(element('commit'), async () => upload('model', await file.arrayBuffer()));
    }
  });
  for (const kind of ['dragover', 'dragleave', 'drop']) {
    document.addEventListener(kind, event => {
      event.preventDefault();
      element('view').toggleAttribute('data-drop', kind === 'dragover');
      if (kind === 'drop' && state.board) {
        takeFiles(event.dataTransfer.files);
      }
    });
  }
}

function startKeys() {
  document.addEventListener('keydown', event => {
    const isTyping = event.target.matches('input:not([type="checkbox"], [type="radio"], [type="file"]), select, textarea');
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey || event.repeat || !state.model) {
      return;
    }
    const key = event.key.toLowerCase();
    const label = state.model.classes.findIndex((_, i) => keyFor(i) === key);
    if (label >= 0) {
      teach(label);
    } else if (key === 'u' && !element('undo').disabled) {
      element('undo').click();
    } else if (key === 'n' && source === 'camera' && state.scene) {
      element('next').click();
    }
  });
}

startTheme();
startForms();
startDesk();
startKeys();
startReplayPanel(run);
loadPorts();
showProgress(lessons, null);
let redraw = 0;
new ResizeObserver(() => {
  cancelAnimationFrame(redraw);
  redraw = requestAnimationFrame(() => showProgress(lessons, state.model));
}).observe(element('accuracy-chart'));
listen({
  state: next => showState(next),
  frame: frame => {
    if (source === 'camera' && state.board && !isTeaching) {
      show({ ...frame, bytes: bytesOf(frame.pixels) });
    }
  },
  lesson: lesson => {
    lessons.push(lesson);
    showProgress(lessons, state.model);
  },
  lessons: all => {
    lessons = all;
    showProgress(lessons, state.model);
  },
  notice: notice => say(notice.text, notice.level),
}, isOpen => {
  element('chip').dataset.state = isOpen ? (state.board ? 'on' : '') : 'off';
  if (!isOpen) {
    element('chip-text').textContent = 'Studio does not answer';
  }
});
