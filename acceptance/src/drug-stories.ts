/** The stories about drugs: the order of paracetamol, the taper, and the renewing of many. */
import { dock, recordAddress, summaryIsPainted } from './clinician-app.ts';
import type { Scene } from './scene.ts';
import type { Played } from './stories.ts';

async function ordered(scene: Scene, { drug, dose }: { drug: string; dose: string }): Promise<Played> {
  const { page, hands } = await scene.staff('sara', recordAddress('lennart-karlsson'));
  await summaryIsPainted(page);
  const started = performance.now();
  await hands.press('l', 'order a drug');
  await hands.fill(dock(page).getByLabel('Läkemedel', { exact: true }), drug, 'drug');
  await hands.press('Enter', 'the first that fits');
  await hands.fill(dock(page).getByLabel('Dosering'), dose, 'dose');
  await hands.press('Control+Enter', 'sign');
  await dock(page)
    .getByText(/^Ordinerat\./)
    .waitFor();
  return { hands, machine: performance.now() - started };
}

export const orderParacetamol = (scene: Scene): Promise<Played> =>
  ordered(scene, { drug: 'para 500', dose: '1-2 vid behov högst 6/dygn' });

export const orderTaper = (scene: Scene): Promise<Played> =>
  ordered(scene, { drug: 'prednisolon', dose: '30 mg i 5 dagar sedan minska 5 mg var 5:e dag' });

export async function renewMany(scene: Scene): Promise<Played> {
  const { page, hands } = await scene.staff('sara', recordAddress('lennart-karlsson'));
  await summaryIsPainted(page);
  const started = performance.now();
  await hands.press('r', 'renew');
  await hands.click(dock(page).getByRole('button', { name: /^Markera de \d+ som gått ut/ }), 'all that have run out');
  // His kidneys are too bad for it: the alert says so, and it is left out.
  await hands.click(dock(page).getByRole('checkbox', { name: /^Metformin/ }), 'without metformin');
  await hands.press('Control+Enter', 'sign all');
  await dock(page)
    .getByText(/läkemedel förnyade/)
    .waitFor();
  return { hands, machine: performance.now() - started };
}
