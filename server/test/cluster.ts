/**
 * The cluster of the tests: embedded, under the system's temporary folder, shared by all test files that run, the last of which to
 * leave stops it. TEST_DATABASE_URL or DATABASE_URL names a server to use instead, whose user may create databases.
 * `--test-global-setup` with this file keeps it for a whole run, else it is stopped and started between one file and the next.
 */
import { mkdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type Embedded, startEmbedded } from '../src/store/embedded/embedded.ts';

/** Where test processes keep what they share; readable by PostgreSQL's user, whoever runs the tests. */
const sharedFolder = path.join(os.tmpdir(), `vardkedjan-test-${process.getuid?.() ?? os.userInfo().username}`);

/** Settings of a cluster whose data nobody needs after a power cut. */
export const testSettings = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  max_wal_size: '512MB',
  shared_buffers: '128MB',
};

export interface TestCluster {
  url(database: string): string;
  home: string;
  leave(): Promise<void>;
}

export async function testCluster(): Promise<TestCluster> {
  const given = process.env['TEST_DATABASE_URL'] ?? process.env['DATABASE_URL'];
  if (given) {
    const url = (database: string): string => Object.assign(new URL(given), { pathname: `/${database}` }).href;
    return { url, home: new URL(given).pathname.slice(1) || 'postgres', leave: async () => undefined };
  }
  await mkdir(sharedFolder, { recursive: true });
  const embedded: Embedded = await startEmbedded({ dataDir: sharedFolder, settings: testSettings });
  const { user, password, port } = embedded.connection();
  return {
    url: (database) => `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`,
    home: 'postgres',
    leave: () => embedded.leave(),
  };
}

let kept: TestCluster | undefined;

/** Where it cannot be had, the files that need it fail and say why; the others do not. */
export async function globalSetup(): Promise<void> {
  kept = await testCluster().catch(() => undefined);
}

export async function globalTeardown(): Promise<void> {
  await kept?.leave();
}
