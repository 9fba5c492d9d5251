// OpenAI's client for JavaScript makes calls to the simulator as it would to OpenAI.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import OpenAI from 'openai';
import {
  MODEL,
  awaitStatus,
  batchOf,
  client,
  linesOf,
  prepare,
  question,
  recorded,
  schema,
  upload,
} from './simulator.mjs';

const messages = [{ role: 'user', content: question }];

test('structured output has an answer to each question', async () => {
  await prepare();
  const completion = await client().chat.completions.create({
    model: MODEL,
    messages,
    response_format: { type: 'json_schema', json_schema: { name: 'answers', strict: true, schema } },
  });
  const { answers } = JSON.parse(completion.choices[0].message.content);
  assert.deepEqual(answers.map((answer) => answer.id), ['1', '2', '3']);
  assert.equal(completion.service_tier, 'default');
  assert.ok(completion.usage.prompt_tokens > 0 && completion.usage.completion_tokens > 0);
});

test('stream ends with the usage', async () => {
  await prepare();
  const stream = await client().chat.completions.create({
    model: MODEL,
    messages,
    stream: true,
    stream_options: { include_usage: true },
  });
  let text = '';
  let usage;
  for await (const chunk of stream) {
    text += chunk.choices[0]?.delta.content ?? '';
    usage = chunk.usage ?? usage;
  }
  assert.equal(JSON.parse(text).answers.length, 3);
  assert.ok(usage.completion_tokens > 0);
});

test('the endpoint of responses answers too', async () => {
  await prepare();
  const response = await client().responses.create({ model: MODEL, input: question });
  assert.equal(JSON.parse(response.output_text).answers.length, 3);
});

test('unknown argument is a bad request', async () => {
  await prepare();
  await assert.rejects(
    client().chat.completions.create({ model: MODEL, messages, speed: 1 }),
    (error) =>
      error instanceof OpenAI.BadRequestError &&
      error.param === 'speed' &&
      error.code === 'unknown_parameter',
  );
});

test('another key is an authentication error', async () => {
  await prepare({ 'key-hash': '0000' });
  await assert.rejects(
    client().chat.completions.create({ model: MODEL, messages }),
    (error) => error instanceof OpenAI.AuthenticationError && error.code === 'invalid_api_key',
  );
});

test('rate limit is an error that the client waits for if it may', async () => {
  await prepare({ fault: ['rate-limit=#1,2'], 'retry-after': '10ms' });
  const ask = { model: MODEL, messages };
  await assert.rejects(
    client().chat.completions.create(ask),
    (error) =>
      error instanceof OpenAI.RateLimitError && error.headers.get('retry-after-ms') === '10',
  );
  await client({ maxRetries: 1 }).chat.completions.create(ask);
  assert.deepEqual((await recorded()).map((request) => request.status), [429, 429, 200]);
});

test('flex runs at its tier or has no room', async () => {
  await prepare({ fault: ['flex-unavailable=#2'] });
  const ask = { model: MODEL, messages, service_tier: 'flex' };
  assert.equal((await client().chat.completions.create(ask)).service_tier, 'flex');
  await assert.rejects(
    client().chat.completions.create(ask),
    (error) => error instanceof OpenAI.RateLimitError && error.code === 'resource_unavailable',
  );
});

test('models are listed and found', async () => {
  await prepare();
  const ids = [];
  for await (const model of client().models.list()) {
    ids.push(model.id);
  }
  assert.ok(ids.includes(MODEL));
  assert.equal((await client().models.retrieve(MODEL)).id, MODEL);
  await assert.rejects(client().models.retrieve('gpt-0'), OpenAI.NotFoundError);
});

test('file is uploaded, listed, read and deleted', async () => {
  await prepare();
  const openai = client();
  const file = await upload(openai, 2);
  assert.equal((await openai.files.retrieve(file.id)).filename, 'input.jsonl');
  assert.deepEqual(
    (await linesOf(openai, file.id)).map((line) => line.custom_id),
    ['line-1', 'line-2'],
  );
  await upload(openai, 1);
  const ids = [];
  for await (const listed of openai.files.list({ limit: 1, purpose: 'batch' })) {
    ids.push(listed.id);
  }
  assert.equal(ids.length, 2);
  assert.equal((await openai.files.delete(file.id)).deleted, true);
  await assert.rejects(openai.files.retrieve(file.id), OpenAI.NotFoundError);
  await assert.rejects(upload(openai, 1, 'input.txt'), OpenAI.BadRequestError);
});

test('batch completes, and its record says what is billed', async () => {
  await prepare({ fault: ['batch-line-error=#2'] });
  const openai = client();
  const created = await batchOf(openai, 5, { job: '7' });
  assert.equal(created.status, 'validating');
  const batch = await awaitStatus(openai, created.id, 'completed');
  assert.deepEqual(batch.request_counts, { total: 5, completed: 4, failed: 1 });
  assert.deepEqual(batch.metadata, { job: '7' });
  const output = await linesOf(openai, batch.output_file_id);
  const errors = await linesOf(openai, batch.error_file_id);
  assert.deepEqual(output.map((line) => line.custom_id).sort(), [
    'line-1',
    'line-3',
    'line-4',
    'line-5',
  ]);
  assert.deepEqual(errors.map((line) => [line.custom_id, line.response.status_code]), [
    ['line-2', 500],
  ]);
  const billed = (await recorded()).filter((request) => request.billed);
  assert.ok(billed.every((request) => request.tier === 'batch' && request.batch_id === batch.id));
  assert.equal(
    billed.reduce((sum, request) => sum + request.completion_tokens, 0),
    batch.usage.output_tokens,
  );
});

test('cancelled batch keeps what was done', async () => {
  await prepare({ fault: ['batch-line-stuck=#2'] });
  const openai = client();
  const created = await batchOf(openai, 2);
  const end = Date.now() + 30_000;
  while ((await recorded()).length < 1) {
    assert.ok(Date.now() < end, 'no line ran');
  }
  assert.equal((await openai.batches.cancel(created.id)).status, 'cancelling');
  const batch = await awaitStatus(openai, created.id, 'cancelled');
  assert.equal((await linesOf(openai, batch.output_file_id))[0].custom_id, 'line-1');
});

test('batch expires with the part that was done', async () => {
  await prepare({ fault: ['batch-line-stuck=#1'], 'batch-window': '300ms' });
  const openai = client();
  const created = await batchOf(openai, 2);
  const batch = await awaitStatus(openai, created.id, 'expired');
  assert.equal((await linesOf(openai, batch.output_file_id)).length, 1);
  assert.equal((await linesOf(openai, batch.error_file_id))[0].error.code, 'batch_expired');
  await assert.rejects(openai.batches.cancel(created.id), OpenAI.ConflictError);
});

test('bad file fails the batch with its line', async () => {
  await prepare({ fault: ['batch-invalid=#1'] });
  const openai = client();
  const batch = await awaitStatus(openai, (await batchOf(openai, 1)).id, 'failed');
  assert.deepEqual(
    batch.errors.data.map((error) => [error.code, error.line]),
    [['invalid_json_line', 1]],
  );
});

test('batches are listed page by page, the newest first', async () => {
  await prepare();
  const openai = client();
  const made = [];
  for (let i = 0; i < 3; i++) {
    made.unshift((await batchOf(openai, 1)).id);
  }
  const listed = [];
  for await (const batch of openai.batches.list({ limit: 2 })) {
    listed.push(batch.id);
  }
  assert.deepEqual(listed, made);
});
