/** server.json in the data folder says where the running server is, for the other commands on this machine. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { baseUrlOf } from './http/around/origin.ts';
import { hasCode, StartFailure } from './store/start-failure.ts';

export function announcementPath({ dataDir }: Config): string {
  return join(dataDir, 'server.json');
}

/** Its address as it is reached from this machine. */
export function localAddress(config: Config): string {
  const host = ['0.0.0.0', '::', '127.0.0.1', '::1'].includes(config.host) ? 'localhost' : config.host;
  return `http://${host}:${config.port}`;
}

export function announce(config: Config): void {
  const announcement = {
    address: baseUrlOf(config),
    local: localAddress(config),
    pid: process.pid,
    started: new Date().toISOString(),
  };
  try {
    mkdirSync(config.dataDir, { recursive: true });
    const path = announcementPath(config);
    // Whoever waits for the file reads it as soon as it is there: it comes whole.
    writeFileSync(`${path}.${process.pid}`, `${JSON.stringify(announcement, null, 2)}\n`);
    renameSync(`${path}.${process.pid}`, path);
  } catch (error) {
    if (hasCode(error, 'EACCES', 'EROFS', 'EPERM'))
      throw new StartFailure(`The data folder ${config.dataDir} is not writable.`, { cause: error });
    if (hasCode(error, 'ENOSPC'))
      throw new StartFailure(`The disk that holds ${config.dataDir} is full.`, { cause: error });
    throw error;
  }
}
