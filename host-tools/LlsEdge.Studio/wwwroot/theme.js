// Colours: as the system has them, light, or dark; remembered in this browser.

const Themes = [['system', '◐'], ['light', '☀'], ['dark', '☾']];

function show(name) {
  const [, sign] = Themes.find(([theme]) => theme === name);
  if (name === 'system') {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = name;
  }
  document.getElementById('theme-sign').textContent = sign;
  document.getElementById('theme-text').textContent = `Colours: ${name === 'system' ? 'as the system' : name}`;
}

export function startTheme() {
  let at = Math.max(0, Themes.findIndex(([name]) => name === localStorage.getItem('theme')));
  show(Themes[at][0]);
  document.getElementById('theme').addEventListener('click', () => {
    at = (at + 1) % Themes.length;
    localStorage.setItem('theme', Themes[at][0]);
    show(Themes[at][0]);
  });
}
