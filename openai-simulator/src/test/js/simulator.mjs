// The simulator that the tests call, and what its clients need.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import OpenAI, { toFile } from 'openai';

export const MODEL = 'gpt-6-luna';

const baseURL = process.env.SIMULATOR_URL;
assert.ok(baseURL, 'SIMULATOR_URL is not set');

// Far more than the milliseconds that a batch takes.
const WAIT_MS_MAX = 30_000;

// A question about three indicators, and the schema of its answer.
export const question = readFileSync('question.txt', 'utf8');
export const schema = JSON.parse(readFileSync('schema.json', 'utf8'));

export function client(options = {}) {
  return new OpenAI({ baseURL, apiKey: 'sk-test', maxRetries: 0, ...options });
}

// Clears the record, files and batches, and sets these settings with no other faults than theirs.
export async function prepare(settings = {}) {
  await control('reset', {});
  await control('settings', { fault: [], 'batch-window': '1440m', 'key-hash': '', ...settings });
}

async function control(call, body) {
  const response = await fetch(new URL(`/_simulator/${call}`, baseURL), {
    method: 'POST',
    body: JSON.stringify(body),
  });
  assert.equal(response.status, 200, await response.text());
}

// The requests in the record.
export async function recorded() {
  const response = await fetch(new URL('/_simulator/requests', baseURL));
  return (await response.json()).requests;
}

// Uploads an input file with as many lines, whose ids are line-1, line-2, ...
export async function upload(openai, lines, name = 'input.jsonl') {
  const text = Array.from({ length: lines }, (_, index) =>
    JSON.stringify({
      custom_id: `line-${index + 1}`,
      method: 'POST',
      url: '/v1/chat/completions',
      body: { model: MODEL, messages: [{ role: 'user', content: question }] },
    }),
  ).join('\n');
  return openai.files.create({ purpose: 'batch', file: await toFile(Buffer.from(text), name) });
}

export async function batchOf(openai, lines, metadata) {
  const file = await upload(openai, lines);
  return openai.batches.create({
    input_file_id: file.id,
    endpoint: '/v1/chat/completions',
    completion_window: '24h',
    metadata,
  });
}

export async function awaitStatus(openai, id, status) {
  const end = Date.now() + WAIT_MS_MAX;
  let batch = await openai.batches.retrieve(id);
  while (batch.status !== status) {
    assert.ok(Date.now() < end, `the batch is still ${batch.status}, not ${status}`);
    await sleep(20);
    batch = await openai.batches.retrieve(id);
  }
  return batch;
}

export async function linesOf(openai, fileId) {
  const text = await (await openai.files.content(fileId)).text();
  return text.trim().split('\n').map((line) => JSON.parse(line));
}
