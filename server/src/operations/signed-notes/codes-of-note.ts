/**
 * Diagnoses and measures coded in a note, to be written together with its signature and changed with its corrections
 * (care/src/record-keeping/coding/), and the contact's list of diagnoses with the principal one first.
 */
import { randomUUID } from 'node:crypto';
import type {
  Condition,
  Encounter,
  Procedure,
  Questionnaire,
  QuestionnaireResponse,
  Resource,
} from '@medplum/fhirtypes';
import {
  type Coded,
  codesOfNote,
  keyOf,
  noteCodeSystem,
} from '@vardkedjan/care/record-keeping/coding/codes-of-note.ts';
import { contactDiagnoses, correctedCodes } from '@vardkedjan/care/record-keeping/coding/corrected-codes.ts';
import { careUnitUrl } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import { canonicalJson } from '@vardkedjan/care/record-keeping/note-items.ts';
import type { Asked } from '../../http/asked.ts';
import type { Change } from '../../store/record.ts';
import { changeOf, storedEntries } from './stored-entries.ts';
import { signerOf } from '../note-to-sign.ts';
import { readReferred } from '../questionnaire-of.ts';

/** `note`: as it will be signed; `begun`: as it was before. */
export async function codesWith(
  asked: Asked,
  note: QuestionnaireResponse,
  begun: QuestionnaireResponse,
  { template, at }: { template: Questionnaire; at: string },
): Promise<Change[]> {
  const recording = { at, by: signerOf(asked), performed: begun.authored };
  const wanted = codesOfNote({ ...note, id: asked.id }, template, recording);
  const earlier =
    begun.status === 'in-progress' ? [] : codesOfNote({ ...begun, id: asked.id }, template, recording).map(keyOf);
  const stored = await storedCodes(asked, [...new Set([...earlier, ...wanted.map(keyOf)])], begun);
  const names = new Map(wanted.map((each) => [keyOf(each), `urn:uuid:${randomUUID()}`]));
  const changes = correctedCodes(stored, wanted).map((each) => changeOf(each, names.get(keyOf(each))));
  return [...changes, ...(await contactWith(asked, note, { stored, wanted, names }))];
}

/** A draft has none. What was taken away and comes back is the same as before. */
async function storedCodes(asked: Asked, keys: readonly string[], begun: QuestionnaireResponse): Promise<Coded[]> {
  if (keys.length === 0 || begun.status === 'in-progress') return [];
  const identifier = keys.map((key) => `${noteCodeSystem}|${key.replaceAll(/[\\,|$]/g, '\\$&')}`).join(',');
  return [
    ...(await storedEntries<Condition>(asked, 'Condition', ['identifier', identifier])),
    ...(await storedEntries<Procedure>(asked, 'Procedure', ['identifier', identifier])),
  ];
}

interface Diagnosed {
  stored: readonly Coded[];
  wanted: readonly Coded[];
  /** What new ones are called in the unit of work. */
  names: ReadonlyMap<string, string>;
}

/** Only of the unit's own contact: another unit's is not written in. */
async function contactWith(asked: Asked, note: QuestionnaireResponse, diagnosed: Diagnosed): Promise<Change[]> {
  const { stored, wanted, names } = diagnosed;
  const reference = note.encounter?.reference;
  if (reference === undefined || (stored.length === 0 && wanted.length === 0)) return [];
  const contact = (await readReferred(asked, reference)) as Encounter | undefined;
  if (contact?.resourceType !== 'Encounter' || !isOfOwnUnit(asked, contact)) return [];
  const conditions = stored.filter(({ resourceType }) => resourceType === 'Condition');
  const idOf = new Map(conditions.map((each) => [keyOf(each), `Condition/${each.id}`]));
  const now = wanted
    .filter(({ resourceType }) => resourceType === 'Condition')
    .map((each) => ({
      reference: idOf.get(keyOf(each)) ?? names.get(keyOf(each)) ?? '',
      display: [each.code?.coding?.[0]?.code, each.code?.text].filter(Boolean).join(' '),
    }));
  const diagnosis = contactDiagnoses(contact, [...idOf.values()], now);
  if (canonicalJson(diagnosis) === canonicalJson(contact.diagnosis ?? [])) return [];
  const { diagnosis: _before, ...rest } = contact;
  const resource = { ...rest, ...(diagnosis.length > 0 ? { diagnosis } : {}) } as Encounter;
  return [{ action: 'update', resource, id: contact.id ?? '', ifMatch: Number(contact.meta?.versionId), linked: true }];
}

function isOfOwnUnit({ caller }: Asked, { meta }: Resource): boolean {
  const unit = meta?.extension?.find(({ url }) => url === careUnitUrl)?.valueReference?.reference;
  return caller.kind === 'staff' && unit === `Organization/${caller.assignment.careUnit.id}`;
}
