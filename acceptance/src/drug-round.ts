/** A dose that is due now, for the drug round: ordered as the ward's doctor does it, over FHIR, for whatever hour the run has. */
import assert from 'node:assert/strict';
import type { Bundle, DetectedIssue, MedicationKnowledge, MedicationRequest } from '@medplum/fhirtypes';
import { answeredIssue, type DrugAlert } from '@vardkedjan/care/clinical/drug-safety/drug-alert.ts';
import { gtinSystem } from '@vardkedjan/care/clinical/giving/package-drug.ts';
import { stockholmClock } from '@vardkedjan/care/time/stockholm.ts';
import type { Locator, Page } from 'playwright-core';
import { Api } from './api.ts';
import { scan } from './clinician-app.ts';
import type { Person } from './person.ts';
import type { Scene } from './scene.ts';
import type { Played } from './stories.ts';

const atcSystem = 'http://www.whocc.no/atc';
const minute = 60_000;

/** Sven lies on the ward. */
export const sven = { id: 'sven-lundgren', number: '194111299055', name: 'Sven Lundgren' };

/** By the ward's doctor. */
const amirRezai = { reference: 'Practitioner/amir-rezai', display: 'Amir Rezai, överläkare' };

/** The number on the package. `despite`: it is signed though something is said against it. */
export async function dueNow(
  scene: Scene,
  atc: string,
  despite?: { against: string; reason: string },
): Promise<{ gtin: string; name: string }> {
  const amir = new Api(scene.product, '--as', 'amir');
  const { body } = await amir.get<Bundle<MedicationKnowledge>>(`MedicationKnowledge?code=${atcSystem}|${atc}`);
  const code = body.entry?.[0]?.resource?.code;
  const gtin = code?.coding?.find(({ system }) => system === gtinSystem)?.code ?? '';
  const due = Date.now() - 5 * minute;
  const { minutes } = stockholmClock(due);
  const clock = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
  const issue = despite && (await amir.post<DetectedIssue>('DetectedIssue', issueOf(despite))).body;
  const order: MedicationRequest = {
    resourceType: 'MedicationRequest',
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: {
      text: code?.text ?? '',
      coding: (code?.coding ?? []).filter(({ system }) => system === atcSystem),
    },
    subject: { reference: `Patient/${sven.id}` },
    authoredOn: new Date(due - 30 * minute).toISOString(),
    requester: amirRezai,
    ...(issue && { detectedIssue: [{ reference: `DetectedIssue/${issue.id}` }] }),
    dosageInstruction: [
      {
        timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd', timeOfDay: [`${clock}:00`] } },
        doseAndRate: [
          { doseQuantity: { value: 1, unit: 'tablett', system: 'http://unitsofmeasure.org', code: '{tablet}' } },
        ],
      },
    ],
  };
  const answer = await amir.post<MedicationRequest>('MedicationRequest', order);
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return { gtin, name: code?.text ?? '' };
}

function issueOf({ against, reason }: { against: string; reason: string }): DetectedIssue {
  const alert: DrugAlert = { rule: 'interaction', stops: true, about: 'a|b', why: { sv: against, en: against } };
  const now = new Date().toISOString();
  return answeredIssue(alert, { reason, practitioner: amirRezai, patientId: sven.id, now });
}

export const signing = (page: Page): Locator => page.locator('form.round-give');
export const patientShown = (page: Page, name: string): Locator =>
  page.locator('.round-who').getByRole('heading', { name });

export async function onRound(person: Person): Promise<void> {
  await person.page.getByRole('heading', { name: 'Läkemedelsrond' }).waitFor();
  await person.page.locator('.pick-list-name').first().waitFor();
}

/** S7: the wristband, the package, Enter. Aiming a scanner is counted as pointing. */
export async function givesADose(scene: Scene): Promise<Played> {
  const { gtin, name } = await dueNow(scene, 'A11CC05');
  const elin = await scene.staff('elin', '/unit/drug-round');
  await onRound(elin);
  const { page, hands } = elin;
  const started = performance.now();
  await scan(elin, sven.number);
  hands.done.push({ act: 'click', what: 'scan the wristband', keys: 0 });
  await patientShown(page, sven.name).waitFor();
  await scan(elin, `01${gtin}17301231`);
  hands.done.push({ act: 'click', what: 'scan the package', keys: 0 });
  await signing(page).waitFor();
  await hands.press('Enter', 'given');
  await page.getByText(`Signerat: ${name}.`).waitFor();
  return { hands, machine: performance.now() - started };
}
