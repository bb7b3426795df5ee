/**
 * Chromium as the journeys use it: the system's own, headless, with a fresh profile for each person. The headless shell, which is what
 * Playwright itself uses, before the whole browser, which draws a window with its menus for each person and costs three times as much.
 * https://playwright.dev/docs/browsers#chromium-headless-shell
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import {
  type Browser,
  type BrowserContext,
  type BrowserServer,
  chromium,
  type LaunchOptions,
  type Page,
} from 'playwright-core';

const candidates = [
  process.env['CHROMIUM'],
  // Debian's /usr/bin/chromium-headless-shell starts it as a child: killing that would leave the browser.
  '/usr/lib/chromium/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const quiet = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function chromiumPath(): string {
  const found = candidates.find((path) => path !== undefined && existsSync(path));
  if (found === undefined) {
    throw new Error(
      'No Chromium found. Install it (Debian: apt-get install chromium-headless-shell) or set CHROMIUM to its path.',
    );
  }
  return found;
}

function launchOptions(more: readonly string[] = []): LaunchOptions {
  const asRoot = process.getuid?.() === 0;
  return { executablePath: chromiumPath(), args: [...(asRoot ? [...quiet, '--no-sandbox'] : quiet), ...more] };
}

export function launchBrowser(...more: readonly string[]): Promise<Browser> {
  return chromium.launch(launchOptions(more));
}

/** A browser as a process of its own, which can be killed like one. */
export async function launchKillableBrowser(): Promise<{ browser: Browser; process: BrowserServer }> {
  const process = await chromium.launchServer(launchOptions());
  return { process, browser: await chromium.connect(process.wsEndpoint()) };
}

export interface OwnBrowser {
  context: BrowserContext;
  /** At once, as when the machine is switched off. */
  kill: () => Promise<void>;
}

/** A browser with a profile that outlives it: opened again on the same folder it has what it kept on the machine. */
export async function openOwnBrowser(profile: string, ...more: readonly string[]): Promise<OwnBrowser> {
  const { args = [] } = launchOptions(more);
  const own = [`--user-data-dir=${profile}`, '--remote-debugging-port=0', '--headless', '--lang=sv-SE'];
  const child = spawn(chromiumPath(), [...args, ...own], { stdio: ['ignore', 'ignore', 'pipe'] });
  const lines = createInterface({ input: child.stderr });
  for await (const line of lines) {
    const [, address] = /DevTools listening on (ws:\S+)/.exec(line) ?? [];
    if (address === undefined) continue;
    child.stderr.resume();
    const [context] = (await chromium.connectOverCDP(address)).contexts();
    if (context === undefined) break;
    context.setDefaultTimeout(patience);
    return { context, kill: async () => void (child.kill('SIGKILL') && (await once(child, 'exit'))) };
  }
  throw new Error('Chromium did not say where it listens');
}

/** Milliseconds that what a page is to show is waited for, where a journey says nothing else. */
const patience = 15_000;

export const screens = {
  ward: { width: 1366, height: 768 },
  desk: { width: 1920, height: 1080 },
  wide: { width: 2560, height: 1440 },
  phone: { width: 390, height: 844 },
} as const;

export interface ContextOptions {
  screen?: keyof typeof screens;
  dark?: boolean;
}

/** A browser of one's own: cookies, storage and failures apart from everyone else's. */
export async function newContext(
  browser: Browser,
  { screen = 'desk', dark = false }: ContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: screens[screen],
    ...(screen === 'phone' && { isMobile: true, hasTouch: true, deviceScaleFactor: 2 }),
    colorScheme: dark ? 'dark' : 'light',
    locale: 'sv-SE',
    timezoneId: 'Europe/Stockholm',
  });
  context.setDefaultTimeout(patience);
  return context;
}

/** Until no part of the page says that it is still being fetched; several may. */
export async function everythingIsFetched(page: Page): Promise<void> {
  await page.locator(':root:not(:has(.state-loading))').waitFor({ state: 'attached' });
}
