// Chooses a set of frames: a drawn room by its number, or a set or folder on this computer by its path.

let made = 0;

export function createPicker(place, { label, kind = 'room', room = 7, kinds }) {
  const id = `picker-${++made}`;
  const names = { room: 'a drawn room', roomTest: 'a drawn room, later days', path: 'a set or folder' };
  place.innerHTML = `
    <div class="picker">
      <div class="field"><label for="${id}">${label}</label><select id="${id}"></select></div>
      <div class="field" data-for="room"><label for="${id}-room">Number</label><input id="${id}-room" type="number" min="0" max="9999" required></div>
      <div class="field path" data-for="path"><label for="${id}-path">Its path on this computer</label>
        <input id="${id}-path" autocomplete="off" spellcheck="false" placeholder="vww96/train or photos/"></div>
    </div>`;
  const select = place.querySelector('select');
  const number = place.querySelector('[data-for="room"]');
  const path = place.querySelector('[data-for="path"]');
  for (const name of kinds) {
    select.add(new Option(names[name], name));
  }
  select.value = kind;
  number.querySelector('input').value = room;
  const show = () => {
    path.hidden = select.value !== 'path';
    number.hidden = select.value === 'path';
    path.querySelector('input').required = select.value === 'path';
    number.querySelector('input').disabled = select.value === 'path';
  };
  select.addEventListener('change', show);
  show();
  return () => ({ kind: select.value, room: Number(number.querySelector('input').value), path: path.querySelector('input').value });
}
