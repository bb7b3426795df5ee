/** Chromium as the journeys use it: the system's own, headless, with a fresh profile for each person. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const candidates = [
  process.env['CHROMIUM'],
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
    throw new Error('No Chromium found. Install it (Debian: apt-get install chromium) or set CHROMIUM to its path.');
  }
  return found;
}

export function launchBrowser(): Promise<Browser> {
  const asRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: chromiumPath(),
    args: asRoot ? [...quiet, '--no-sandbox'] : quiet,
  });
}

export const screens = {
  ward: { width: 1366, height: 768 },
  desk: { width: 1920, height: 1080 },
  wide: { width: 2560, height: 1440 },
  phone: { width: 390, height: 844 },
} as const;

export interface PersonOptions {
  screen?: keyof typeof screens;
  dark?: boolean;
}

/** A browser of one's own: cookies, storage and failures apart from everyone else's. */
export async function personContext(browser: Browser, options: PersonOptions = {}): Promise<BrowserContext> {
  return browser.newContext({
    viewport: screens[options.screen ?? 'desk'],
    colorScheme: options.dark ? 'dark' : 'light',
    locale: 'sv-SE',
    timezoneId: 'Europe/Stockholm',
  });
}

/** What went wrong on the page: uncaught errors and console errors. A journey ends by asserting that it is empty. */
export function troubles(page: Page): string[] {
  const seen: string[] = [];
  page.on('pageerror', (error) => seen.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') seen.push(`console: ${message.text()}`);
  });
  return seen;
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeViolation {
  id: string;
  help: string;
  nodes: { target: string[]; failureSummary?: string }[];
}

/** Runs axe (WCAG 2.2 AA and best practices) on the page as it stands; one line for each violation. */
export async function axeViolations(page: Page): Promise<string[]> {
  const violations = (await page.evaluate(`(async () => {
    ${axe};
    const found = await axe.run(document, { resultTypes: ['violations'] });
    return found.violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ target, failureSummary }) => ({ target, failureSummary })) }));
  })()`)) as AxeViolation[];
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  );
}
