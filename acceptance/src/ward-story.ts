/** The doctor's round on a ward, a patient: the night, new answers and the drugs are seen, a drug is changed and tests are ordered, signed in one. */
import type { Locator, Page } from 'playwright-core';
import { dock } from './clinician-app.ts';
import type { Scene } from './scene.ts';
import type { Played } from './stories.ts';

/** What a doctor looks for: how the night was, the answers, and the drugs. */
const looked = ['.ward-rounds-score strong', '[data-slot="labs"] .latest-values', '[data-slot="medications"] .fact'];

export async function roundIsShown(page: Page): Promise<void> {
  for (const each of looked) await page.locator(each).first().waitFor();
}

/** The field for the day's orders, open in the dock, and what its lines come to. */
export const ordersField = (page: Page): Locator => dock(page).getByLabel('Ordinationer, en per rad');
export const ordersTold = (page: Page): Locator => dock(page).getByRole('list', { name: 'Så blir det' });

/**
 * Makes the page note how long it takes from the next key until another patient's night, answers and drugs have been painted, by the
 * browser's own clock. Called before the key; the answer is there after it, in milliseconds.
 */
async function watchForNext(page: Page): Promise<() => Promise<number>> {
  await page.evaluate((wanted) => {
    const watch = window as unknown as { next: Promise<number> };
    const before = document.title;
    const isShown = (selector: string) => document.querySelector(selector)?.checkVisibility() === true;
    watch.next = new Promise((resolve) => {
      const from = { at: 0 };
      const look = (): void => {
        const isOther = document.title !== before && document.title.includes('–');
        if (!isOther || !wanted.every(isShown)) requestAnimationFrame(look);
        // The frame after the one it stands in: by then it has been shown.
        else requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - from.at)));
      };
      addEventListener('keydown', (event) => ((from.at = event.timeStamp), look()), { capture: true, once: true });
    });
  }, looked);
  return () => page.evaluate(() => (window as unknown as { next: Promise<number> }).next);
}

export async function roundsOn(scene: Scene): Promise<Played> {
  const { page, hands } = await scene.staff('amir', '/unit/ward');
  await page.locator('.ward tbody tr', { hasText: 'Larsson, Siv' }).locator('.data-table-opener').click();
  await roundIsShown(page);
  const shown = await watchForNext(page);
  const started = performance.now();
  await hands.press('j', 'the next patient');
  const next = await shown();
  await hands.press('d', 'the day’s orders');
  await ordersField(page).waitFor();
  const typing = performance.now();
  await hands.line(ordersField(page), 'amlodipin 2x1 pga högt blodtryck', 'a changed drug');
  await hands.line(ordersField(page), 'hb, crp, elstatus', 'tests');
  const typed = performance.now() - typing;
  await ordersTold(page).getByText('2 tabletter 1 gång dagligen').waitFor();
  await ordersTold(page).getByText('Laboratoriemedicin').waitFor();
  await hands.press('Control+Enter', 'sign all of it');
  await dock(page).getByRole('heading', { name: '2 rader signerade' }).waitFor();
  return {
    hands,
    machine: performance.now() - started - typed,
    also: [{ what: 'next patient on screen', value: next, budget: 500, unit: 'ms' }],
  };
}
