/** Reconciling drugs at admission: one tap a drug, and the signature (S6, F6: eight drugs within a minute). */
import { recordAddress } from './clinician-app.ts';
import type { Scene } from './scene.ts';
import type { Played } from './stories.ts';

export async function reconciles(scene: Scene): Promise<Played> {
  const { page, hands } = await scene.staff('amir', recordAddress('sven-lundgren', 'reconciliation'));
  await page.locator('.reconciling-table').waitFor();
  const started = performance.now();
  await hands.click(page.getByRole('button', { name: 'Ibuprofen 400 mg tablett tas inte' }), 'ibuprofen is not taken');
  await hands.click(page.getByRole('button', { name: 'Ska inte ges nu' }), 'why');
  const right = page.getByRole('button', { name: / stämmer(:|$)/ });
  for (let left = await right.count(); left > 0; left = await right.count()) await hands.click(right.first(), 'right');
  await hands.click(page.getByRole('button', { name: 'Signera avstämningen' }), 'sign');
  await page.getByText(/^Avstämt: \d+ uppgifter\.$/).waitFor();
  return { hands, machine: performance.now() - started };
}
