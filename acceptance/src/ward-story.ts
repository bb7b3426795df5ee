/** The doctor's round on a ward, a patient. */
import { dock } from './clinician-app.ts';
import { orderSent, pick } from './ordering.ts';
import type { Scene } from './scene.ts';
import type { Played } from './stories.ts';

export async function roundsOn(scene: Scene): Promise<Played> {
  const { page, hands } = await scene.staff('amir', '/unit/ward');
  const first = page.locator('.ward .data-table-opener').first();
  await first.waitFor();
  await first.click();
  await page.locator('.ward-rounds-score').waitFor();
  const before = await page.title();
  const started = performance.now();
  await hands.press('j', 'the next patient');
  await page.waitForFunction((title) => document.title !== title && document.title !== 'Vårdkedjan', before);
  await page.locator('.ward-rounds-score').waitFor();
  await page.locator('.ward-round-beside [data-slot="medications"]').waitFor();
  const shown = performance.now() - started;
  await hands.press('b l', 'order tests');
  await pick(hands, 'Prov eller provpaket', 'hemo');
  await dock(page).getByText('Laboratoriemedicin').first().waitFor();
  await hands.press('Control+Enter', 'sign and send');
  await orderSent(page);
  await dock(page).waitFor();
  return {
    hands,
    machine: performance.now() - started,
    also: [{ what: 'next patient on screen', value: shown, budget: 500, unit: 'ms' }],
  };
}
