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
  const { page: asking } = await scene.resident('lennart');
  await asking.getByRole('link', { name: 'Läkemedel', exact: true }).first().click();
  await asking.getByRole('button', { name: 'Förnya recept' }).click();
  const dialog = asking.getByRole('dialog');
  for (const name of ['Atorvastatin', 'Felodipin', 'Losartan'])
    await dialog.getByRole('checkbox', { name: new RegExp(`^${name}`) }).check();
  await dialog.getByRole('button', { name: 'Skicka begäran' }).click();
  await asking.getByText('Begäran är skickad.').waitFor();
  const { page, hands } = await scene.staff('sara');
  const asked = page.getByRole('table', { name: 'Begärda förnyelser' }).getByRole('row', { name: /Karlsson, Lennart/ });
  await asked.waitFor();
  const started = performance.now();
  await hands.click(asked, 'the request');
  await dock(page).getByText('Begärt av patienten').first().waitFor();
  await hands.click(dock(page).getByRole('checkbox', { name: /^Furosemid/ }), 'one more');
  await hands.press('Control+Enter', 'sign all');
  await dock(page).getByText('4 läkemedel förnyade').waitFor();
  return { hands, machine: performance.now() - started };
}
