/**
 * The values in a note, to be written together with its signature: once when it is signed, and changed with it when it is corrected
 * (care/src/record-keeping/note-values.ts). A template that marks no values has none.
 */
import type { Observation, Questionnaire, QuestionnaireResponse } from '@medplum/fhirtypes';
import { correctedValues, isValueOfNote, valuesOfNote } from '@vardkedjan/care/record-keeping/note-values.ts';
import type { Asked } from '../../http/asked.ts';
import type { Change } from '../../store/record.ts';
import { changeOf, storedEntries } from './stored-entries.ts';

/** `note`: as it will be signed; `begun`: as it was before, which says when it was begun: nobody knows better when the values were taken. */
export async function valuesWith(
  asked: Asked,
  note: QuestionnaireResponse,
  begun: QuestionnaireResponse,
  template: Questionnaire,
): Promise<Change[]> {
  const wanted = valuesOfNote({ ...note, id: asked.id }, template, begun.authored);
  const stored = begun.status === 'in-progress' ? [] : await storedValues(asked);
  return correctedValues(stored, wanted).map((value) => changeOf(value));
}

async function storedValues(asked: Asked): Promise<Observation[]> {
  const derived = `QuestionnaireResponse/${asked.id}`;
  return (await storedEntries<Observation>(asked, 'Observation', ['derived-from', derived])).filter(isValueOfNote);
}
