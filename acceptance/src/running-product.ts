/**
 * One running product for all journeys of a run: the server on a data folder of its own with the cast and nobody else, and one
 * browser. Journeys share it, so each keeps to its own residents of the cast.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { freePort, type RunningServer, startServer } from './running-server.ts';

export interface Product {
  readonly base: string;
  readonly dataDir: string;
  /** The one that runs now: it changes when a journey starts it again. */
  server: RunningServer;
  readonly browser: Browser;
  /** Starts the server again on the same port and data, after it was stopped or killed. */
  startAgain(): Promise<RunningServer>;
  stop(): Promise<void>;
}

export interface ProductOptions {
  residents?: number;
  /** Its clock can be moved with SIGUSR2, six minutes at a time. */
  movableClock?: boolean;
  env?: Record<string, string>;
}

const clock = pathToFileURL(fileURLToPath(new URL('shifted-clock.ts', import.meta.url))).href;

export async function startProduct({
  residents = 0,
  movableClock = false,
  env = {},
}: ProductOptions = {}): Promise<Product> {
  // PostgreSQL runs as a user of its own when we are root, and must be let through.
  const folder = mkdtempSync(join(tmpdir(), 'vardkedjan-journeys-'));
  chmodSync(folder, 0o755);
  const settings = {
    PORT: String(await freePort()),
    SEED_RESIDENTS: String(residents),
    // One serving process: the signal that moves the clock reaches the process it is sent to.
    ...(movableClock && { PROCESSES: '1', NODE_OPTIONS: `--import ${clock}` }),
    ...env,
  };
  const dataDir = join(folder, 'data');
  const launching = launchBrowser();
  const server = await startServer(dataDir, settings).catch(async (failure: unknown) => {
    await (await launching).close();
    rmSync(folder, { recursive: true, force: true });
    throw failure;
  });
  const browser = await launching;
  const product: Product = {
    base: `http://localhost:${settings.PORT}`,
    dataDir,
    server,
    browser,
    startAgain: async () => {
      product.server = await startServer(dataDir, settings);
      return product.server;
    },
    stop: async () => {
      await Promise.all([browser.close(), product.server.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return product;
}
