/**
 * The values in a note, to be written together with its signature: once when it is signed, and changed with it when it is corrected
 * (care/src/record-keeping/note-values.ts). A note whose template is not here, or marks no values, has none.
 */
import type { Observation, QuestionnaireResponse } from '@medplum/fhirtypes';
import { correctedValues, isValueOfNote, valuesOfNote } from '@vardkedjan/care/record-keeping/note-values.ts';
import { type Refused } from '@vardkedjan/care/record-keeping/record-keeping-fault.ts';
import { isRefused } from '@vardkedjan/care/record-keeping/sign-note.ts';
import { stockholmZone } from '@vardkedjan/care/time/stockholm-zone.ts';
import { parseJson } from '@vardkedjan/fhir/json.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import type { Asked } from '../http/asked.ts';
import { requireValidResource } from '../interactions/write/require-valid.ts';
import type { Change } from '../store/record.ts';
import { questionnaireOf } from './questionnaire-of.ts';

/** `note`: as it will be signed; `begun`: as it was before, which says when it was begun: nobody knows better when the values were taken. */
export async function valuesWith(
  asked: Asked,
  note: QuestionnaireResponse | Refused,
  begun: QuestionnaireResponse,
): Promise<Change[]> {
  if (isRefused(note) || note.questionnaire === undefined) return [];
  const template = await questionnaireOf(asked, note.questionnaire);
  if (template === undefined) return [];
  const wanted = valuesOfNote({ ...note, id: asked.id }, template, begun.authored);
  const stored = begun.status === 'in-progress' ? [] : await storedValues(asked);
  return correctedValues(stored, wanted).map(changeOf);
}

const mostValues = 1000;

async function storedValues(asked: Asked): Promise<Observation[]> {
  const criteria: [string, string][] = [
    ['derived-from', `QuestionnaireResponse/${asked.id}`],
    ['_count', String(mostValues)],
  ];
  const { matches } = await asked.record.search(
    parseSearch('Observation', criteria, { lenient: false, base: asked.base, zone: stockholmZone }),
  );
  return matches.map(({ body }) => parseJson(body) as Observation).filter(isValueOfNote);
}

/** The version that was seen: one that has been changed meanwhile is read again with the note. */
function changeOf(value: Observation): Change {
  requireValidResource(value);
  const { id, meta } = value;
  return id === undefined
    ? { action: 'create', resource: value }
    : { action: 'update', resource: value, id, ifMatch: Number(meta?.versionId) };
}
