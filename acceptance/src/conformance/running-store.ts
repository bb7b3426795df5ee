/** The product as an operator runs it, with nobody in it, and a system client that talks to it. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../running-server.ts';

export interface RunningStore {
  base: string;
  /** One request by the client; `path` is below /fhir. */
  ask(method: string, path: string, options?: AskOptions): Promise<Told>;
  stop(): Promise<void>;
}

export interface AskOptions {
  body?: string;
  headers?: Record<string, string>;
}

export interface Told {
  status: number;
  headers: Headers;
  text: string;
}

const json = 'application/fhir+json';

export async function startStore(): Promise<RunningStore> {
  const dataDir = mkdtempSync(join(tmpdir(), 'vardkedjan-conformance-'));
  // PostgreSQL runs as a user of its own when we are root, and must be let through.
  chmodSync(dataDir, 0o755);
  const server = await startServer(dataDir, { SEED_RESIDENTS: '0' });
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  let token: string;
  try {
    token = server.token('--client', 'bench');
  } catch (failure) {
    await stop();
    throw failure;
  }
  const authorization = `Bearer ${token}`;
  return {
    base: `${server.base}/fhir`,
    ask: async (method, path, { body, headers } = {}) => {
      const answer = await fetch(`${server.base}/fhir${path}`, {
        method,
        headers: { authorization, accept: json, ...(body !== undefined && { 'content-type': json }), ...headers },
        ...(body !== undefined && { body }),
      });
      return { status: answer.status, headers: answer.headers, text: await answer.text() };
    },
    stop,
  };
}
