/**
 * The embedded PostgreSQL's main process: who runs in the folder, and starting it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { type Cluster, isAlive } from './cluster.ts';

/** What this process and its children may use: the machine's, or less where a container says so. */
function memoryMegabytes(): number {
  return Math.round(Math.min(os.totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY) / 2 ** 20);
}

function settingsOf(cluster: Cluster, port: number): Record<string, string> {
  const socket = path.join(cluster.folder, `.s.PGSQL.${port}`);
  const megabytes = memoryMegabytes();
  return {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: os.platform() !== 'win32' && Buffer.byteLength(socket) < 100 ? cluster.folder : '',
    max_connections: '300',
    shared_buffers: `${Math.max(64, Math.min(8192, Math.round(megabytes / 8)))}MB`,
    effective_cache_size: `${Math.max(128, Math.round(megabytes / 2))}MB`,
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    wal_buffers: '16MB',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    checkpoint_completion_target: '0.9',
    random_page_cost: '1.1',
    // A small machine: one query does not take every core, and nothing depends on the size of /dev/shm.
    max_parallel_workers_per_gather: '0',
    max_parallel_maintenance_workers: '0',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    // The log must not hold patient data: no statements, no key values.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...cluster.settings,
  };
}

export interface Postmaster {
  pid: number;
  port: number;
  socketFolder: string;
  ready: boolean;
}

/** What runs in the folder now, as PostgreSQL's own postmaster.pid says. */
export async function postmasterOf(folder: string): Promise<Postmaster | undefined> {
  const file = path.join(folder, 'postmaster.pid');
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!(pid > 0) || lines.length < 5) {
    return undefined;
  }
  if (!isAlive(pid)) {
    return undefined;
  }
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  if (command !== undefined && command !== '' && !command.includes(folder)) {
    // The number is another program's today (a restarted container): PostgreSQL would refuse to start over it.
    await rm(file, { force: true });
    return undefined;
  }
  return {
    pid,
    port: Number(lines[3]),
    socketFolder: lines[4]?.trim() ?? '',
    ready: lines[7]?.trim() === 'ready',
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/**
 * Of each process, in bytes. glibc gives the top of the heap back after a statement and takes it again for the next: three system calls and pages
 * zeroed anew for a read of a row (https://www.gnu.org/software/libc/manual/html_node/Memory-Allocation-Tunables.html).
 */
const keepsItsHeap = { MALLOC_TOP_PAD_: '1048576', MALLOC_TRIM_THRESHOLD_: '8388608' };

/** Starts PostgreSQL on a free port; it writes postmaster.pid when it has come so far. */
export async function launch(cluster: Cluster): Promise<ChildProcess> {
  const port = await freePort();
  const args = ['-D', cluster.folder, '-p', String(port)];
  for (const [name, value] of Object.entries(settingsOf(cluster, port))) {
    args.push('-c', `${name}=${value}`);
  }
  const log = openSync(cluster.logFile, 'a', 0o600);
  const { user } = cluster.binaries;
  // A session of its own: Ctrl-C at the terminal reaches the server, which ends its work before it stops the database.
  const child = spawn(cluster.binaries.postgres, args, {
    ...(user && { uid: user.uid, gid: user.gid }),
    cwd: os.platform() === 'win32' ? undefined : '/',
    env: { ...keepsItsHeap, ...process.env, LC_ALL: 'C' },
    stdio: ['ignore', log, log],
    detached: true,
    windowsHide: true,
  });
  closeSync(log);
  child.unref();
  return child;
}
