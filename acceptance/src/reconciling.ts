/** An emergency doctor admits: drugs reconciled, one tap a drug, admission orders as a set, and a bed asked for, signed in one (S6, F6: eight drugs within a minute). */
import { dock, recordAddress } from './clinician-app.ts';
import type { Scene } from './scene.ts';
import type { Played } from './stories.ts';

export async function admits(scene: Scene): Promise<Played> {
  const { page, hands } = await scene.staff('erik', recordAddress('sven-lundgren', 'reconciliation'));
  await page.locator('.reconciling-table').waitFor();
  const started = performance.now();
  await hands.click(page.getByRole('button', { name: 'Ibuprofen 400 mg tablett tas inte' }), 'ibuprofen is not taken');
  await hands.click(page.getByRole('button', { name: 'Ska inte ges nu' }), 'why');
  const right = page.getByRole('button', { name: / stämmer(:|$)/ });
  for (let left = await right.count(); left > 0; left = await right.count()) await hands.click(right.first(), 'right');
  await hands.click(page.getByRole('button', { name: 'Signera avstämningen' }), 'sign');
  await page.getByText(/^Avstämt: \d+ uppgifter\.$/).waitFor();
  await hands.press('b p', 'order by a set');
  await dock(page)
    .getByRole('option', { name: /^Inläggning med vårdplats/ })
    .waitFor();
  await hands.press('Enter', 'the unit’s own set');
  const why = dock(page).getByLabel('Orsak');
  const typing = performance.now();
  await hands.write(why, 'Lunginflammation, syrgas 2 l.');
  const typed = performance.now() - typing;
  await hands.press('Control+Enter', 'sign all of it');
  await dock(page)
    .getByText(/^\d+ rader signerade\./)
    .waitFor();
  return { hands, machine: performance.now() - started - typed };
}
