// Requests as the user who is signed in. A token that has ended is renewed on the way.

const AGAIN = 1000;
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

let user, roles, token;

/** Signs in; with no name, again as before. */
export async function signIn(name = user, asRoles = roles) {
  const answer = await call('POST', '/api/auth/token', { user: name, roles: asRoles });
  [user, roles, token] = [name, asRoles, answer.access_token];
}

/** Signs out at all processes; whether that reached the server or not, this page has nothing left then. */
export const signOut = () => api('POST', '/api/auth/sign-out').catch(() => {}).finally(() => location.reload());

const SHUT_OUT = ['token.revoked', 'user.blocked'];

/** The server has signed this user out. A new page holds nothing of what this one held. */
export function forget() {
  location.hash = 'shut-out';
  location.reload();
}

/** The address of a stream for an EventSource, which can send no header. */
export const streamAddress = (path, parameters) =>
  `${path}?${new URLSearchParams({ access_token: token, ...parameters })}`;

const SILENCE = 40000; // A stream has a heartbeat every 8 s.

/** Takes a step when nothing was heard for so long that the connection must be dead, although nobody closed it. */
export function watchdog(step) {
  let timer;
  const stop = () => clearTimeout(timer);
  const heard = () => {
    stop();
    timer = setTimeout(step, SILENCE);
  };
  return { heard, stop };
}

async function call(method, path, body, headers = {}) {
  const request = { method, headers: { ...headers }, body: body && JSON.stringify(body) };
  if (body) request.headers['Content-Type'] = 'application/json';
  // Whether a request without an answer was carried out, nobody knows: the key makes it safe to send it again.
  const response = await fetch(path, request)
    .catch(() => pause(AGAIN).then(() => fetch(path, request)))
    .catch(() => Promise.reject(new Error('cannot reach the server')));
  if (response.ok) return headers.Accept ? response : response.json().catch(() => ({}));
  const { detail, code } = await response.json().catch(() => ({}));
  if (SHUT_OUT.includes(code)) forget();
  throw Object.assign(new Error(detail ?? `the server answered with status ${response.status}`), { status: response.status, code });
}

/** Signs in again if the token has ended. An EventSource does not say what it was refused for. */
export const checkToken = () => api('GET', '/api/changes');

/** Answers with the JSON; where a kind of answer is asked for, with the response itself. */
export async function api(method, path, body, headers) {
  const attempt = () => call(method, path, body, { ...headers, Authorization: `Bearer ${token}` });
  return attempt().catch((refused) => (refused.status === 401 && !SHUT_OUT.includes(refused.code) ? signIn().then(attempt) : Promise.reject(refused)));
}
