import {refresh, ROOT} from './api.js';

/** Nothing is read more often than this, however many events come. */
const PAUSE_MS = 2_000;

/** How often to read while there are no events. */
const WITHOUT_EVENTS_MS = 10_000;

const listeners = new Set();
let source = null;
let connected = false;
let due = null;
let last = 0;

function tell() {
  due = null;
  last = Date.now();
  if (document.visibilityState === 'visible') {
    listeners.forEach(listener => listener());
  }
}

function soon() {
  due ??= setTimeout(tell, Math.max(0, PAUSE_MS - (Date.now() - last)));
}

function show(now) {
  if (connected !== now) {
    connected = now;
    window.dispatchEvent(new CustomEvent('live-changed', {detail: now}));
  }
}

function open() {
  source = new EventSource(ROOT + '/events');
  source.onopen = () => show(true);
  source.onmessage = soon;
  source.addEventListener('jobs', soon);
  source.addEventListener('job', soon);
  source.onerror = () => {
    show(false);
    if (source.readyState === EventSource.CLOSED) {
      // The browser gives up after an answer that is not a stream, such as 401 for an old token.
      source = null;
      setTimeout(() => source ?? refresh().then(open, open), WITHOUT_EVENTS_MS);
    }
  };
}

/** Starts to listen to the server; to be called once somebody is logged in. */
export function listen() {
  if (source === null) {
    open();
    setInterval(() => connected || soon(), WITHOUT_EVENTS_MS);
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && soon());
  }
}

export const isLive = () => connected;

/** Calls the listener when something may have changed, at most every two seconds. */
export function onChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
