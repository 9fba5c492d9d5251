import {read, write} from './api.js';

const LOOK_MS = 2_000;
const FIRST_LOOKS_MS = [300, 700, 1_000];

/** A key by which the server knows a request that is sent twice. */
export const requestKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');

/**
 * Asks the runner for something, and waits until it is far enough.
 *
 * @param enough says of a task whether it is
 * @param signal ends the waiting
 * @param looked receives the task at each look
 */
export async function ask(path, body, enough, {signal, looked} = {}) {
  let task = await write(path, body, {'idempotency-key': requestKey()});
  looked?.(task);
  for (let look = 0; !enough(task) && task.state !== 'failed'; look++) {
    await new Promise(resolve => setTimeout(resolve, FIRST_LOOKS_MS[look] ?? LOOK_MS));
    signal?.throwIfAborted();
    task = await read(`/tasks/${encodeURIComponent(task.task)}`, {}, signal);
    looked?.(task);
  }
  if (task.state === 'failed') {
    throw Object.assign(new Error(task.problem), {fix: task.fix});
  }
  return task;
}

/** Withdraws a run whose job is not open yet, or an estimate. */
export const withdraw = task => write(`/tasks/${encodeURIComponent(task)}/cancel`);
