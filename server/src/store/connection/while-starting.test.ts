/** A server that is started while its PostgreSQL recovers: PostgreSQL's own refusal, said by one that stands before the true one. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { after, test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { openDatabase } from '../database.ts';
import { StartFailure } from '../start-failure.ts';

const database = await testDatabase();
const behind = new URL(database.url);

/** ErrorResponse (https://www.postgresql.org/docs/current/protocol-message-formats.html), as PostgreSQL says it while it starts. */
function refusal(): Buffer {
  const fields = Buffer.from('SFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0\0');
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}

/** Lets nobody in for the first `times`; then everybody. */
async function refusing(times: number): Promise<{ url: string; refused: () => number }> {
  let refused = 0;
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket.on('error', () => undefined));
    if (refused < times) {
      socket.once('data', () => socket.end(refusal()));
      refused++;
      return;
    }
    const through = connect(Number(behind.port), behind.hostname);
    open.add(through.on('error', () => undefined));
    socket.pipe(through).pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  after(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: Object.assign(new URL(database.url), { host: `127.0.0.1:${port}` }).href, refused: () => refused };
}

test('a database that is starting is waited for', async () => {
  const { url, refused } = await refusing(3);
  const opened = await openDatabase({ dataDir: '/', databaseUrl: url, poolSize: 1 });
  assert.equal(refused(), 3);
  assert.deepEqual(await opened.rows({ name: '', text: 'select 1 as one' }), [{ one: 1 }]);
  await opened.close();
});

test('one that never comes is said in a sentence', async () => {
  const { url, refused } = await refusing(Number.POSITIVE_INFINITY);
  await assert.rejects(
    openDatabase({ dataDir: '/', databaseUrl: url, patience: { starting: 200 } }),
    (error) =>
      error instanceof StartFailure &&
      /^The database at .* is still starting or recovering: .*\.$/.test(error.message) &&
      !error.message.includes(behind.password),
  );
  assert.ok(refused() > 1);
});
