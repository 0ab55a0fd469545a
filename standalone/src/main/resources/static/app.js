// Shows one user's saved replies and keeps them in step over GET /api/stream, with the browser's own EventSource.

import { openAudit } from './audit.js';
import { openDashboard } from './dashboard.js';
import { api, checkToken, forget, signIn, signOut, streamAddress, watchdog } from './http.js';
import { brief, copyOf, el, fill, tell } from './page.js';

const CHANGES = [ // A new kind of event for users goes here.
  'reply:created', 'reply:updated', 'reply:deleted',
  'business:created', 'business:updated',
  'product:created', 'product:updated', 'product:deleted',
  'session:started', 'session:activities-added', 'session:ended', 'session:corrected',
];
const RETRY = 2000;
const KEPT = 100; // Frames in the log, and times behind a median.

let cursor, source, timer, editing;
let dropped = false, replaying = 0, replayedInAll = 0; // How many of the next changes are old ones, and ever were.
const replies = new Map(); // By id: the reply and its list item.
const sent = new Map(); // When a command left, by its key.
const latencies = { own: [], others: [] };
const watch = watchdog(() => connect());

// --- Commands ---

/** Sends a command under a key of its own; the answer is something if it was accepted. */
async function command(method, path, body, headers) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const key = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  sent.set(key, performance.now());
  try {
    await api(method, path, body, { ...headers, 'Idempotency-Key': key });
    return tell('problem');
  } catch (refused) {
    sent.delete(key);
    tell('problem', refused.message);
  }
}

// --- The stream ---

/** Snapshot and stream meet at the snapshot's cursor: nothing between the two is lost or told twice. */
async function start() {
  const rows = [];
  let page, next = '';
  do {
    page = await api('GET', `/api/snapshot${next}`);
    rows.push(...page.replies);
    next = `?after=${page.next}`;
  } while (page.next);
  replies.clear();
  el('list').replaceChildren();
  count();
  rows.reverse().forEach(put); // They come newest first.
  moveTo(page.cursor);
  await connect();
}

async function connect() {
  if (dropped) return;
  source?.close();
  show('connecting', 'Connecting…');
  watch.heard();
  source = new EventSource(streamAddress('/api/stream', { lastEventId: cursor }));
  for (const name of [...Object.keys(control), ...CHANGES]) source.addEventListener(name, receive);
  source.onerror = lost;
}

const reconnectWithNewToken = () => signIn().then(connect);

/** After a cut the browser reconnects by itself, from its last id. It gives up on any status but 200, such as 401. */
function lost({ target }) {
  if (target.readyState === EventSource.CLOSED) later(RETRY, () => checkToken().then(connect));
  else show('connecting', 'Connection lost, reconnecting…');
}

/** Takes a step after a while, and again for as long as it fails. */
function later(delay, step) {
  if (dropped) return;
  watch.stop();
  source?.close();
  show('connecting', `Reconnecting in ${delay} ms…`);
  clearTimeout(timer);
  timer = setTimeout(() => step().catch((failure) => tell('problem', failure.message) && later(RETRY, step)), delay);
}

const control = {
  sync({ mode, from, replayed, reason }) {
    if (mode === 'reset') {
      tell('problem', `The server cannot resume from the cursor (${reason}). Loading a fresh snapshot.`);
      return later(RETRY / 4, start);
    }
    if (from !== cursor) alarm(`Gap: the stream resumed from ${from}, but the cursor of this page is ${cursor}.`);
    replaying = replayed;
    replayedInAll += replayed;
    el('replayed').textContent = `${replayed}, ${replayedInAll} in total`;
    show('live', 'Live');
  },
  checkpoint() {}, // Its id moves the cursor on, as that of any frame.
  expiring({ at }) {
    clearTimeout(timer);
    timer = setTimeout(() => reconnectWithNewToken().catch(() => {}), (Date.parse(at) - Date.now()) / 2);
  },
  goodbye({ reason, retry }) {
    if (reason === 'revoked') return forget();
    later(retry, reason === 'token-expired' ? reconnectWithNewToken : connect);
  },
};

function receive(frame) {
  watch.heard();
  const data = JSON.parse(frame.data);
  const latency = frame.type in control ? '' : change(data);
  log(frame, data.data ?? data, latency);
  if (frame.type in control) control[frame.type](data);
  if (frame.lastEventId && data.mode !== 'reset') moveTo(frame.lastEventId);
}

/** A cursor is opaque to clients. This page looks into it all the same, because it is here to prove the server right. */
const position = (at) => Number(at.split('.')[1]);

/** Applies a change and returns how long it took to come here. */
function change({ type, version, previous, sequence, time, commandid, data }) {
  if (position(previous) > position(cursor)) alarm(`Gap: the event at ${previous}, which precedes ${type}, was not received.`);
  if (Number(sequence) <= position(cursor)) alarm(`Duplicate: ${type} at ${sequence}, although the cursor is already ${cursor}.`);
  if (type.startsWith('reply:')) changeReply(type, version, data);
  const left = sent.get(commandid);
  sent.delete(commandid);
  if (replaying > 0 && replaying--) return 'replayed';
  return left === undefined
    ? measured('others', Date.now() - Date.parse(time))
    : measured('own', performance.now() - left);
}

function changeReply(type, version, data) {
  const known = replies.get(data.id)?.reply;
  if (known && known.version >= version) return;
  if (type === 'reply:deleted') remove(data.id);
  else put(merge(known, { ...data, version }));
}

/** A JSON merge patch: null clears. */
const merge = (known, patch) =>
  Object.fromEntries(Object.entries({ ...known, ...patch }).filter(([, value]) => value !== null));

function measured(kind, ms) {
  const all = latencies[kind];
  all.push(ms);
  if (all.length > KEPT) all.shift();
  const median = [...all].sort((a, b) => a - b)[all.length >> 1];
  el(kind).textContent = `${Math.round(ms)} ms, median ${Math.round(median)} ms`;
  return `${Math.round(ms)} ms`;
}

// --- What is shown ---

function show(state, text) {
  Object.assign(el('state'), { textContent: text, className: state });
  el('drop').textContent = dropped ? 'Reconnect from the cursor' : 'Disconnect';
  el('hint').hidden = !dropped;
}

const alarm = (text) => el('gap').hidden && tell('gap', text); // The first one says where it went wrong.
const moveTo = (at) => (el('cursor').textContent = cursor = at);

function put(reply) {
  const { id, title, content, category = '', tags = [], version } = reply;
  const item = replies.get(id)?.item ?? added(id);
  fill(item, { title, content, category, tags: tags.map((tag) => `#${tag}`).join(' '), version: `version ${version}` });
  replies.set(id, { reply, item });
  count();
}

function added(id) {
  const item = copyOf('reply');
  item.dataset.id = id;
  item.querySelector('.title').id = `title-${id}`;
  const actions = { edit: () => edit(replies.get(id).reply), delete: () => command('DELETE', `/api/saved-replies/${id}`) };
  for (const [action, onclick] of Object.entries(actions)) {
    const button = Object.assign(item.querySelector(`.${action}`), { id: `${action}-${id}`, onclick });
    button.setAttribute('aria-labelledby', `${button.id} title-${id}`);
  }
  el('list').prepend(item);
  return item;
}

function remove(id) {
  replies.get(id)?.item.remove();
  replies.delete(id);
  count();
}

function count() {
  el('count').textContent = replies.size;
  el('none').hidden = replies.size > 0;
}

function log(frame, data, latency) {
  const id = frame.type === 'goodbye' ? '' : frame.lastEventId;
  el('frames').prepend(fill(copyOf('frame'), { event: frame.type, id, latency, data: brief(data) }));
  el('frames').children[KEPT]?.remove();
}

/** Fills the form with a reply to edit, or empties it for a new one. */
function edit(reply) {
  editing = reply;
  for (const name of ['title', 'content', 'category']) el(name).value = reply?.[name] ?? '';
  el('tags').value = reply?.tags?.join(', ') ?? '';
  el('save').textContent = reply ? 'Save' : 'Create';
  el('cancel').hidden = !reply;
  if (reply) el('title').focus();
}

function save() {
  const tags = el('tags').value.split(',').map((tag) => tag.trim()).filter(Boolean);
  const fields = { title: el('title').value, content: el('content').value, category: el('category').value || null, tags };
  if (!editing) return command('POST', '/api/saved-replies', fields);
  const changed = ([name, value]) => JSON.stringify(value) !== JSON.stringify(editing[name] ?? null);
  const patch = Object.fromEntries(Object.entries(fields).filter(changed));
  return command('PATCH', `/api/saved-replies/${editing.id}`, patch, { 'If-Match': `"${editing.version}"` });
}

// --- Signing in, and the views ---

const views = { replies: ['replies', 'stream'], dashboard: ['dashboard'], audit: ['audit'] };
const openers = { dashboard: openDashboard, audit: openAudit };
let closeView;

/** Shows one view; what another one watched is no longer watched. */
function view(name) {
  closeView?.();
  closeView = openers[name]?.();
  for (const [each, parts] of Object.entries(views)) {
    for (const part of parts) el(part).hidden = each !== name;
    el(`to-${each}`).setAttribute('aria-current', each === name);
  }
}

el('sign-in').onsubmit = async (submit) => {
  submit.preventDefault();
  try {
    await signIn(el('name').value, el('roles').checked ? ['admin', 'auditor'] : []);
    await start();
    tell('problem');
    el('user').textContent = el('name').value;
    for (const id of ['who', 'views', 'sign-in']) el(id).hidden = id === 'sign-in';
    el('to-dashboard').hidden = !el('roles').checked;
    view('replies');
  } catch (refused) {
    tell('problem', refused.message);
  }
};

for (const name of Object.keys(views)) el(`to-${name}`).onclick = () => view(name);

el('edit').onsubmit = async (submit) => {
  submit.preventDefault();
  el('save').disabled = true;
  if (await save()) edit();
  el('save').disabled = false;
};

el('drop').onclick = () => {
  dropped = !dropped;
  if (!dropped) return connect();
  clearTimeout(timer);
  watch.stop();
  source.close();
  show('dropped', 'Disconnected');
};

el('cancel').onclick = () => edit();
el('leave').onclick = signOut;

if (location.hash === '#shut-out') {
  history.replaceState(null, '', location.pathname);
  tell('problem', 'The server has signed you out. This page has deleted what it held.');
}
