// Who did what, when and through which command: pages of GET /api/audit/events, or the same live.

import { api, forget, watchdog } from './http.js';
import { brief, copyOf, el, fill, tell } from './page.js';

const KEPT = 500; // Entries while following live.
const PAGE = 50;

let next, following;
const watch = watchdog(stop);
let asked = 0; // How many pages: an answer counts only while nothing else was asked for.

export function openAudit() {
  search().catch(fail);
  return stop;
}

const fail = (refused) => refused.name === 'AbortError' || tell('problem', refused.message);

const parameters = (more) => {
  const fields = [...new FormData(el('filter'))].filter(([, value]) => value.trim());
  return new URLSearchParams([...fields, ...Object.entries(more)]);
};

async function search() {
  stop();
  el('entries').replaceChildren();
  tell('problem');
  el('history').hidden = true;
  next = undefined;
  await page();
}

async function page() {
  const nth = ++asked;
  const answer = await api('GET', `/api/audit/events?${parameters({ limit: PAGE, ...(next && { after: next }) })}`);
  if (nth !== asked) return;
  el('entries').append(...answer.data.map(item));
  next = answer.next;
  el('more').hidden = !next;
  count();
}

/** An EventSource could not say the token here, so the frames are taken apart by hand. */
async function follow() {
  stop();
  following = new AbortController();
  asked++;
  const { signal } = following;
  el('follow').textContent = 'Stop';
  el('entries').replaceChildren();
  el('more').hidden = true;
  const response = await api('GET', `/api/audit/events?${parameters({})}`, undefined, { Accept: 'text/event-stream' });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  signal.onabort = () => reader.cancel();
  if (signal.aborted) return reader.cancel();
  try {
    let text = '';
    for (let part = await reader.read(); !part.done && !signal.aborted; part = await reader.read()) {
      watch.heard();
      text += part.value;
      const frames = text.split('\n\n');
      text = frames.pop();
      frames.forEach(receive);
    }
  } finally {
    if (following?.signal === signal) stop();
  }
}

function receive(frame) {
  const lines = Object.fromEntries(frame.split('\n').map((line) => line.split(/: (.*)/s)));
  if (lines.event === 'goodbye' && JSON.parse(lines.data).reason === 'revoked') return forget();
  if (!lines.event?.includes(':')) return;
  el('entries').prepend(item(JSON.parse(lines.data)));
  el('entries').children[KEPT]?.remove();
  count();
}

function stop() {
  watch.stop();
  following?.abort();
  following = undefined;
  el('follow').textContent = 'Follow live';
}

const count = () => (el('found').textContent = el('entries').children.length);

function item(entry) {
  const { type, aggregate, version, actor, time, data } = entry;
  const shown = fill(copyOf('entry'), {
    type, subject: aggregate, version: `version ${version}`, actor, time: time.replace('T', ' '), data: brief(data),
  });
  shown.querySelector('.subject').onclick = () => asOf(entry).catch(fail);
  return shown;
}

/** The state of the thing right after an event. */
async function asOf({ aggregate, cursor, version }) {
  const answer = await api('GET', `/api/audit/${aggregate}?${new URLSearchParams({ asOf: cursor })}`);
  el('history-title').textContent = `${aggregate} at version ${version}`;
  el('as-of').textContent = JSON.stringify(answer.state, null, 2);
  el('history').hidden = false;
}

el('filter').onsubmit = (submit) => {
  submit.preventDefault();
  search().catch(fail);
};
el('more').onclick = () => page().catch(fail);
el('follow').onclick = () => (following ? stop() : follow().catch(fail));
