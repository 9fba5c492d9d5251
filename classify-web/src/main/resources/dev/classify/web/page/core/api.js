const ROOT = '/api/v1';

/** Longer than a worker takes to give up a query. What has no answer then has none later either. */
const ANSWER_MS = 20_000;

/** What the server, or the way to it, did not do. `fix` says what helps, if that is known. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail || body.title || `The server answered with status ${status}.`);
    this.status = status;
    this.lost = body.lost ?? false;
    this.fix = body.fix ?? body.errors?.join('; ');
  }

  get forbidden() {
    return this.status === 403;
  }
}

function address(path, query) {
  const pairs = Array.isArray(query) ? query : Object.entries(query ?? {});
  const kept = pairs.filter(([, value]) => value !== undefined && value !== null && value !== '');
  const text = new URLSearchParams(kept).toString();
  return ROOT + path + (text ? '?' + text : '');
}

/** A file takes as long as the way to the server needs. */
const FILE_MS = 600_000;

/**
 * When a lost question is asked again. Each network that comes or goes, as while Docker starts containers,
 * loses what is under way (ERR_NETWORK_CHANGED in Chromium).
 */
const AGAIN_MS = [500, 1_000, 2_000];

async function send(method, path, options = {}) {
  for (const wait of method === 'GET' ? AGAIN_MS : []) {
    try {
      return await sendOnce(method, path, options);
    } catch (failure) {
      if (!failure.lost) {
        throw failure;
      }
    }
    await new Promise(after => setTimeout(after, wait));
    options.signal?.throwIfAborted();
  }
  return sendOnce(method, path, options);
}

/** The whole answer, because its second half can be lost too. */
async function sendOnce(method, path, {query, body, file, headers = {}, signal}) {
  try {
    const reply = await fetch(address(path, query), {
      method,
      signal: AbortSignal.any([AbortSignal.timeout(file ? FILE_MS : ANSWER_MS), ...(signal ? [signal] : [])]),
      headers: body === undefined ? headers : {'content-type': 'application/json', ...headers},
      body: body === undefined ? file : JSON.stringify(body),
    });
    return {ok: reply.ok, status: reply.status, json: parsed(reply, await reply.text())};
  } catch (failure) {
    if (failure.name === 'AbortError') {
      throw failure;
    }
    if (failure.name === 'TimeoutError') {
      throw new Problem(0, {detail: `The server has not answered for ${ANSWER_MS / 1_000} seconds.`, fix: 'it may be busy; try again'});
    }
    throw new Problem(0, {detail: 'The server cannot be reached.', fix: 'check that the stack runs, then try again', lost: true});
  }
}

/** An error of a proxy may be something else. */
function parsed(reply, text) {
  if (!reply.headers.get('content-type')?.includes('json')) {
    return {};
  }
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

async function call(method, path, options = {}) {
  let reply = await send(method, path, options);
  if (reply.status === 401 && !path.startsWith('/auth/')) {
    if (await refresh()) {
      reply = await send(method, path, options);
    }
    if (reply.status === 401) {
      window.dispatchEvent(new CustomEvent('signed-out'));
    }
  }
  return answered(reply);
}

/** An answer as JSON; throws a `Problem` for an error status. */
function answered({ok, status, json}) {
  if (!ok) {
    throw new Problem(status, json);
  }
  return json;
}

/** Runs an action while no other page of this browser does; without locks (plain HTTP) at once. */
const alone = action => (navigator.locks ? navigator.locks.request('classify-refresh', action) : action());

/** Another page may hold the new cookie already: a refresh token must not be used twice. */
async function renew() {
  const known = await send('GET', '/auth/me');
  if (known.status !== 401) {
    answered(known);
    return true;
  }
  const reply = await send('POST', '/auth/refresh');
  if (reply.status === 401 || reply.status === 403) {
    return false;
  }
  answered(reply);
  return true;
}

let refreshing = null;

/**
 * Gets a new access token for the cookie; several calls at once share one request.
 *
 * @return whether somebody is logged in; throws a `Problem` if the server does not say
 */
function refresh() {
  refreshing ??= alone(renew).finally(() => (refreshing = null));
  return refreshing;
}

export const read = (path, query, signal) => call('GET', path, {query, signal});
/** Sends a file as it is. */
export const upload = (path, query, file) => call('POST', path, {query, file});
export const write = (path, body = {}, headers = {}) => call('POST', path, {body, headers});

/** Who looks at the page; null if nobody is logged in. Throws a `Problem` if the server does not say. */
export async function me() {
  const reply = await send('GET', '/auth/me');
  if (reply.status !== 401) {
    return answered(reply);
  }
  return (await refresh()) ? call('GET', '/auth/me') : null;
}

export {refresh, ROOT};
