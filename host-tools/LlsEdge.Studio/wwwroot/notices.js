// Sentences: what was done goes by itself, what went wrong stays until it is closed or mended.

const Seconds = 6;

export function say(text, level = 'info') {
  const place = document.getElementById(level === 'error' ? 'errors' : 'infos');
  for (const old of place.children) {
    if (old.dataset.text === text) {
      old.remove();
    }
  }
  const notice = document.createElement('div');
  notice.className = `notice ${level}`;
  notice.dataset.text = text;
  const words = document.createElement('span');
  words.textContent = text;
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = '×';
  close.setAttribute('aria-label', 'Close message');
  close.addEventListener('click', () => notice.remove());
  notice.append(words, close);
  place.append(notice);
  while (place.children.length > 2) {
    place.firstElementChild.remove();
  }
  if (level !== 'error') {
    setTimeout(() => notice.remove(), Seconds * 1000);
  }
}

export const clearErrors = () => document.getElementById('errors').replaceChildren();
