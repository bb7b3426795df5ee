/** The clinicians' app as the journeys handle it: the same words and keys as on screen, in one place. */
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import type { Person } from './person.ts';

export const recordAddress = (patientId: string, page = ''): string => `/patient/${patientId}${page && `/${page}`}`;

/** Home, with the day's appointments fetched: from now on keys are heard. */
export async function atWork(page: Page): Promise<void> {
  await page.getByRole('heading', { name: /^Dagens bokningar .* \d+$/ }).waitFor();
}

/** The summary with all its panels. */
export async function summaryIsPainted(page: Page): Promise<void> {
  await page.locator('.summary .panel').first().waitFor();
}

export const strip = (page: Page): Locator => page.locator('.strip');

/** The row of the day list that opens somebody's record; named as the list does, family name first. */
export const dayListRow = (page: Page, listName: string): Locator =>
  page.locator('.work-day').getByRole('button', { name: listName });

export const dock = (page: Page): Locator => page.locator('.dock-panel:not([hidden])');

/** A search word's field in the note that is in front. */
export const noteField = (page: Page, word: string): Locator => dock(page).getByLabel(word, { exact: true });

export const saveLine = (page: Page): Locator => dock(page).locator('.save-line');

/** Everything typed is on the server, and the app says so. */
export async function isSaved(page: Page): Promise<void> {
  await saveLine(page)
    .getByText(/^Sparat \d\d:\d\d/)
    .waitFor();
}

/** Opens somebody's record and begins a note; the first field has the focus. */
export async function beginNote(person: Person, patientId: string): Promise<void> {
  await person.page.goto(person.base + recordAddress(patientId));
  await summaryIsPainted(person.page);
  await person.page.keyboard.press('n');
  await dock(person.page).locator('textarea').first().waitFor();
}

/** Signs what is in front; ends when the app shows it as signed. */
export async function signNote(page: Page): Promise<void> {
  await page.keyboard.press('Control+Enter');
  await dock(page)
    .getByRole('heading', { name: /^Signerad \d/ })
    .waitFor();
}

export async function chooseInUserMenu(page: Page, entry: string | RegExp): Promise<void> {
  await page.locator('.top-bar .menu-button').click();
  await page.getByRole('menuitem', { name: entry }).click();
}

/**
 * From the press of the pointer until what `selector` names has been painted, in milliseconds, by the browser's own clock.
 * Nothing of it may be on the page before.
 */
export async function timeToPaint(page: Page, target: Locator, selector: string): Promise<number> {
  assert.equal(await page.locator(selector).count(), 0, `${selector} is on the page already`);
  await page.evaluate((wanted) => {
    const watch = window as unknown as { painted: Promise<number> };
    watch.painted = new Promise((resolve) => {
      let from = 0;
      addEventListener('pointerdown', (event) => (from = event.timeStamp), { capture: true, once: true });
      const look = (): void => {
        if (document.querySelector(wanted) === null) requestAnimationFrame(look);
        // The frame after the one it stands in: by then it has been shown.
        else requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - from)));
      };
      look();
    });
  }, selector);
  await target.click();
  return page.evaluate(() => (window as unknown as { painted: Promise<number> }).painted);
}

/**
 * A barcode scanner: all keys at once and Enter, each a few milliseconds after the last by its own clock, however busy the machine is. The hands have
 * left the keyboard a moment before.
 */
export async function scan(person: Person, code: string): Promise<void> {
  const session = await person.context.newCDPSession(person.page);
  const keys = Array.from(code, (key) => ({ key, text: key }));
  const started = Date.now() / 1000 + 0.2;
  const strokes = [...keys, { key: 'Enter', text: '\r' }].flatMap(({ key, text }, index) => {
    const timestamp = started + index * 0.004;
    return [
      session.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text, unmodifiedText: text, timestamp }),
      session.send('Input.dispatchKeyEvent', { type: 'keyUp', key, timestamp }),
    ];
  });
  await Promise.all(strokes);
  await session.detach();
}
