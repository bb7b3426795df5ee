/**
 * The embedded PostgreSQL's folder: checked, and made by initdb the first time.
 */
import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type Binaries, closedFolder, type SystemUser } from './binaries.ts';
import { hasCode, StartFailure } from '../start-failure.ts';

export interface Cluster {
  dataDir: string;
  /** PostgreSQL's own data folder. */
  folder: string;
  logFile: string;
  binaries: Binaries;
  /** Settings of postgresql.conf on top of our own. */
  settings: Record<string, string>;
}

export const superuser = 'vardkedjan';
export const passwordFileName = 'vardkedjan-password';

export async function prepareDataDir(dataDir: string, user: SystemUser | undefined): Promise<void> {
  const probe = path.join(dataDir, `.probe-${randomUUID()}`);
  try {
    if ((await mkdir(dataDir, { recursive: true })) !== undefined && user) {
      await chmod(dataDir, 0o711);
    }
    await writeFile(probe, 'x');
    await rm(probe);
  } catch (cause) {
    await rm(probe, { force: true }).catch(() => undefined);
    if (hasCode(cause, 'ENOSPC', 'EDQUOT')) {
      throw diskFull(dataDir, cause);
    }
    if (hasCode(cause, 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST')) {
      throw new StartFailure(
        `The data folder ${dataDir} cannot be written (${cause.code}): make it writable, or set DATA_DIR to a folder that is.`,
        { cause },
      );
    }
    throw cause;
  }
  const closed = user && closedFolder(dataDir, user);
  if (user && closed !== undefined) {
    throw new StartFailure(
      `PostgreSQL runs as the user ${user.name} (not as root), who may not enter ${closed}: ` +
        `open it (chmod o+x ${closed}), set DATA_DIR elsewhere, start as an ordinary user, or set DATABASE_URL.`,
    );
  }
}

export function diskFull(dataDir: string, cause?: unknown): StartFailure {
  return new StartFailure(`The disk that holds the data folder ${dataDir} is full: make room and start again.`, {
    cause,
  });
}

export function run(
  binaries: Binaries,
  program: string,
  args: string[],
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const { user } = binaries;
    const child = spawn(program, args, {
      ...(user && { uid: user.uid, gid: user.gid }),
      cwd: os.platform() === 'win32' ? undefined : '/',
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** Makes the cluster beside its place and moves it there in one step, so that a half-made one is never taken for whole. */
export async function createCluster(cluster: Cluster): Promise<void> {
  const { dataDir } = cluster;
  const mark = `${process.pid}-${randomBytes(4).toString('hex')}`;
  const unfinished = path.join(dataDir, `postgres.new-${mark}`);
  for (const entry of await readdir(dataDir)) {
    const owner = /^postgres\.(?:new|password)-(\d+)-/.exec(entry)?.[1];
    if (owner !== undefined && !isAlive(Number(owner))) {
      await rm(path.join(dataDir, entry), { recursive: true, force: true });
    }
  }
  const passwordFile = path.join(dataDir, `postgres.password-${mark}`);
  const { user } = cluster.binaries;
  try {
    await mkdir(unfinished, { mode: 0o700 });
    await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
    if (user) {
      await chown(unfinished, user.uid, user.gid);
      await chown(passwordFile, user.uid, user.gid);
    }
    const { code, output } = await run(cluster.binaries, cluster.binaries.initdb, [
      `--pgdata=${unfinished}`,
      '--encoding=UTF8',
      '--locale=C',
      '--auth=scram-sha-256',
      `--username=${superuser}`,
      `--pwfile=${passwordFile}`,
    ]);
    if (code !== 0) {
      if (/No space left|Disk quota/.test(output)) {
        throw diskFull(dataDir);
      }
      const reason = output.split('\n').find((line) => /error|FATAL|fatal/.test(line));
      throw new StartFailure(`The embedded PostgreSQL could not be set up in ${dataDir}: ${reason ?? output.trim()}`);
    }
    await rename(passwordFile, path.join(unfinished, passwordFileName));
    await rename(unfinished, cluster.folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    await rm(passwordFile, { force: true });
    if (hasCode(error, 'ENOSPC', 'EDQUOT')) {
      throw diskFull(dataDir, error);
    }
    // Another process was first: its cluster is as good as ours.
    if (!(hasCode(error, 'ENOTEMPTY', 'EEXIST', 'EPERM') && existsSync(path.join(cluster.folder, 'PG_VERSION')))) {
      throw error;
    }
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}
