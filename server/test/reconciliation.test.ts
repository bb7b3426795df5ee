/** A reconciliation of drugs over HTTP: what it decides is so of the record in the same unit of work (F6). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, BundleEntry, List, MedicationStatement } from '@medplum/fhirtypes';
import { noKnownHypersensitivity } from '@vardkedjan/care/clinical/drug-safety/hypersensitivity.ts';
import { judged } from '@vardkedjan/care/clinical/reconciliation/judged.ts';
import {
  type Decided,
  provenanceOf,
  reconciliationList,
} from '@vardkedjan/care/clinical/reconciliation/reconciliation.ts';
import { ask, codesOf, drug, entryOf, patientId, post, sara, together } from './drug-order-world.ts';

assert.equal((await post(noKnownHypersensitivity(sara))).status, 201);

async function said(atc: string, text: string): Promise<MedicationStatement & { id: string }> {
  const answer = await post({
    resourceType: 'MedicationStatement',
    status: 'active',
    medicationCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code: atc }], text },
    subject: { reference: `Patient/${patientId}` },
    informationSource: { reference: `Patient/${patientId}` },
  } satisfies MedicationStatement);
  assert.equal(answer.status, 201, answer.text);
  return answer.body<MedicationStatement & { id: string }>();
}

const by = { ...sara, when: 'review' as const };
const rowOf = (statement: MedicationStatement) => ({
  key: statement.id ?? '',
  name: statement.medicationCodeableConcept?.text ?? '',
  entries: [
    {
      reference: `MedicationStatement/${statement.id ?? ''}`,
      resource: statement,
      source: 'patient' as const,
      isOwn: true,
    },
  ],
});
const urn = 'urn:uuid:7c1b9d0a-4f5e-4c5e-9d57-5a5a4d1c0002';

function signing(statement: MedicationStatement, decided: Decided, ...more: readonly BundleEntry[]) {
  const rows = [rowOf(statement)];
  const list: List = reconciliationList(rows, new Map([[rows[0]?.entries[0]?.reference ?? '', decided]]), by);
  return together('transaction', [entryOf(list, { fullUrl: urn }), entryOf(provenanceOf(urn, rows, by)), ...more]);
}
const putOf = (statement: MedicationStatement): BundleEntry => ({
  resource: statement,
  request: {
    method: 'PUT',
    url: `MedicationStatement/${statement.id ?? ''}`,
    ifMatch: `W/"${statement.meta?.versionId ?? ''}"`,
  },
});

test('what is confirmed or not taken is so of the statement, in the same unit of work and in one’s own name, or the reconciliation is none', async () => {
  const warfarin = await said('B01AA03', 'Warfarin');
  const right: Decided = { decision: 'confirmed' };
  assert.equal((await signing(warfarin, right)).status, 409, 'said only');
  const wrong = await signing(warfarin, right, putOf(judged(warfarin, 'not-taken', 'Slutat', sara.practitioner)));
  assert.equal(wrong.status, 409, 'the one said, the other done');
  const johan = judged(warfarin, 'confirmed', '', { reference: 'Practitioner/johan-berg' });
  assert.equal((await signing(warfarin, right, putOf(johan))).status, 409, 'in another’s name');
  const done = await signing(warfarin, right, putOf(judged(warfarin, 'confirmed', '', sara.practitioner)));
  assert.equal(done.status, 200, done.text);
});

test('what is found not to be taken is not asked about when another is ordered in the same unit of work', async () => {
  const naproxen = drug('M01AE02', 'Naproxen');
  const alone = await post(naproxen);
  assert.ok(codesOf(alone.text).includes('interaction'), alone.text);
  const warfarin = (await ask('sara', 'GET', `/fhir/MedicationStatement?patient=${patientId}&status=active`)).body<
    Bundle<MedicationStatement>
  >();
  const taken = (warfarin.entry ?? [])
    .flatMap(({ resource }) => resource ?? [])
    .filter(({ status }) => status === 'active');
  assert.equal(taken.length, 1);
  const [statement] = taken;
  assert.ok(statement);
  const judgedSo = putOf(judged(statement, 'not-taken', 'Har slutat', sara.practitioner));
  const done = await signing(statement, { decision: 'rejected', reason: 'Har slutat' }, judgedSo, entryOf(naproxen));
  assert.equal(done.status, 200, done.text);
});
