/** More than the server can take is answered at once and leaves no trace; afterwards it answers as before. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InFlight } from './in-flight.ts';
import { readBody } from './read-body.ts';
import { testWorld } from './test-world.ts';
import { Readable } from 'node:stream';

const { ask, app, wiring } = await testWorld({ SEARCH_SECONDS: '1' });

test('a search that is held up longer than it may take is answered 403 too-costly, without details, and the next one as usual', async () => {
  const holder = await wiring.database.connect();
  const search = () => ask('client:bench', 'GET', '/fhir/Patient?name=viktor');
  await holder.query('begin; lock table string_value in access exclusive mode');
  const { status, body } = await search();
  const { issue } = body<{ issue: { code: string; diagnostics: string }[] }>();
  assert.deepEqual([status, issue[0]?.code], [403, 'too-costly']);
  assert.doesNotMatch(issue[0]?.diagnostics ?? '', /viktor/i);
  await holder.query('rollback');
  await holder.end();
  assert.equal((await search()).status, 200);
});

test('bodies take no more room than there is; what has been answered makes room again', async () => {
  const inFlight = new InFlight(3, 10);
  const read = (bytes: number) =>
    readBody(Readable.from([Buffer.alloc(bytes, 0x20)]), { limit: 100, hold: (held) => inFlight.hold(held) });
  inFlight.enter();
  inFlight.enter();
  assert.equal((await read(8))?.length, 8);
  await assert.rejects(read(3), { kind: 'unavailable', status: 503 });
  inFlight.leave(8);
  assert.equal((await read(10))?.length, 10);
});

test('who sends headers or bodies too slowly is let go', () => {
  const { server } = app;
  assert.ok(server.headersTimeout > 0 && server.headersTimeout <= 20_000);
  assert.ok(server.requestTimeout > 0 && server.requestTimeout <= 120_000);
});
