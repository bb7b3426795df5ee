/** The stories about drugs: the order of paracetamol, the taper, and the renewing of many. */
import assert from 'node:assert/strict';
import type { Bundle, Dosage, MedicationRequest } from '@medplum/fhirtypes';
import { Api } from './api.ts';
import { dock, recordAddress, summaryIsPainted } from './clinician-app.ts';
import type { Scene } from './scene.ts';
import type { Played } from './stories.ts';

/** Signed, and in the record as it was meant, not only said to be. */
async function ordered(
  scene: Scene,
  { drug, dose, stored }: { drug: string; dose: string; stored: readonly string[] },
): Promise<Played> {
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
  const machine = performance.now() - started;
  const { body } = await new Api(scene.product, '--as', 'sara').get<Bundle<MedicationRequest>>(
    'MedicationRequest?patient=lennart-karlsson&_sort=-_lastUpdated&_count=1',
  );
  const kept = body.entry?.[0]?.resource?.dosageInstruction ?? [];
  assert.deepEqual(kept.map(keptDose), stored);
  return { hands, machine };
}

/** By its structure: `1: 6 tablett, 1/1 d, 5 d`. */
function keptDose({ sequence, timing, doseAndRate, asNeededBoolean, maxDosePerPeriod }: Dosage): string {
  const { doseQuantity, doseRange } = doseAndRate?.[0] ?? {};
  const { frequency, period, periodUnit, boundsDuration } = timing?.repeat ?? {};
  const amount = doseQuantity ? `${doseQuantity.value}` : `${doseRange?.low?.value}–${doseRange?.high?.value}`;
  return [
    `${sequence === undefined ? '' : `${sequence}: `}${amount} ${doseQuantity?.unit ?? doseRange?.high?.unit}`,
    ...(frequency === undefined ? [] : [`${frequency}/${period} ${periodUnit}`]),
    ...(boundsDuration === undefined ? [] : [`${boundsDuration.value} ${boundsDuration.code}`]),
    ...(asNeededBoolean === true ? ['as needed'] : []),
    ...(maxDosePerPeriod === undefined ? [] : [`most ${maxDosePerPeriod.numerator?.value} a day`]),
  ].join(', ');
}

export const orderParacetamol = (scene: Scene): Promise<Played> =>
  ordered(scene, {
    drug: 'para 500',
    dose: '1-2 vid behov högst 6/dygn',
    stored: ['1–2 tablett, as needed, most 6 a day'],
  });

export const orderTaper = (scene: Scene): Promise<Played> =>
  ordered(scene, {
    drug: 'prednisolon',
    dose: '30 mg i 5 dagar sedan minska 5 mg var 5:e dag',
    stored: [6, 5, 4, 3, 2, 1].map((tablets, at) => `${at + 1}: ${tablets} tablett, 1/1 d, 5 d`),
  });

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
