// What the page asks of the server. The token is part of this page's address, so every relative address carries it.

export class Refusal extends Error {}

async function answerOf(response) {
  const text = await response.text();
  const body = text && response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : null;
  if (!response.ok) {
    throw new Refusal(body?.error ?? (text || `The studio answered ${response.status}: load the page again.`));
  }
  return body;
}

async function ask(path, init) {
  let response;
  try {
    response = await fetch(`api/${path}`, init);
  } catch {
    throw new Refusal('The studio does not answer: is “llsedge studio” still running? Start it again and open the address that it prints.');
  }
  return answerOf(response);
}

export const get = path => ask(path);
export const post = (path, wish = {}) => ask(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(wish) });
export const upload = (path, bytes) => ask(path, { method: 'POST', headers: { 'Content-Type': 'application/octet-stream' }, body: bytes });

export function listen(handlers, connection) {
  const events = new EventSource('api/events');
  for (const [kind, handle] of Object.entries(handlers)) {
    events.addEventListener(kind, event => handle(JSON.parse(event.data)));
  }
  events.addEventListener('open', () => connection(true));
  events.addEventListener('error', () => connection(false));
}
