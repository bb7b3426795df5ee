/** The server as an operator runs it: its own process, its own data folder, authorisation, logging and validation on. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface RunningServer {
  pid: number;
  base: string;
  dataDir: string;
  /** From the start of the process until /health answered, in milliseconds. */
  startedIn: number;
  /** What the server has printed, for the error message when it ends early. */
  output(): string;
  hasEnded(): boolean;
  token(...args: string[]): string;
  /** Sends a signal without waiting for anything. */
  signal(signal: NodeJS.Signals): void;
  /** Sends SIGTERM (or `signal`) and waits for the end. The exit code; null when it was killed. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

/** Up is what answers, and has said where it is: the processes that answer are there before their lead has written that. */
async function untilUp(child: ChildProcess, url: string, announcement: string, output: () => string): Promise<void> {
  const deadline = performance.now() + 300_000;
  while (!(await answers(url)) || !existsSync(announcement)) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${output()}`);
    if (performance.now() > deadline) throw new Error(`the server is not up after five minutes:\n${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/**
 * Starts the server and waits until /health answers. `env` adds settings; without PORT among them a free port is taken.
 * Throws what the server printed if it ends first.
 */
export async function startServer(dataDir: string, env: Record<string, string> = {}): Promise<RunningServer> {
  mkdirSync(dataDir, { recursive: true });
  const settings = { ...process.env, PORT: String(await freePort()), DATA_DIR: dataDir, ...env };
  const started = performance.now();
  const child = spawn(process.execPath, [`${root}server/src/main.ts`], {
    cwd: root,
    env: settings,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const keep = (chunk: Buffer): void => {
    printed = (printed + chunk.toString('utf8')).slice(-20_000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const base = `http://127.0.0.1:${settings.PORT}`;
  await untilUp(child, `${base}/health`, join(dataDir, 'server.json'), () => printed);
  return {
    pid: child.pid ?? 0,
    base,
    dataDir,
    startedIn: performance.now() - started,
    output: () => printed,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    token: (...args) =>
      execFileSync(process.execPath, [`${root}server/src/sign-in/token.ts`, ...args], {
        cwd: root,
        env: settings,
        encoding: 'utf8',
      }).trim(),
    signal: (signal) => void child.kill(signal),
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill(signal);
        await once(child, 'exit');
      }
      return child.exitCode;
    },
  };
}
