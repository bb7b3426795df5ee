/**
 * Quick texts, one's own and the unit's (care/src/record-keeping/quick-texts). They are of nobody's record. Each list is a Binary that belongs to
 * nobody, which systems alone read: what somebody has for own use is shown to that person only, and no resident's search finds a unit's.
 */
import type { Basic, Binary, Reference } from '@medplum/fhirtypes';
import type { StaffCaller, SystemCaller } from '@vardkedjan/care/access/caller.ts';
import {
  type QuickText,
  quickTextFault,
  type QuickTextFault,
  quickTextsResource,
} from '@vardkedjan/care/record-keeping/quick-texts/quick-texts.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Answer } from '../../http/answer.ts';
import type { Asked } from '../../http/asked.ts';
import { entityTag } from '../../http/form/entity-tag.ts';
import { requireValidResource } from '../../interactions/write/require-valid.ts';
import { asUnitTemplate } from '../as-unit-template.ts';
import type { OperationInput } from '../input.ts';
import { versionSeen } from '../note-to-sign.ts';
import type { Operation } from '../operation.ts';
import { keepTerms, readTerms } from './terms.ts';

const keeper: SystemCaller = { kind: 'system', id: 'quick-texts', name: 'Quick texts' };

const read: Operation = {
  terms: readTerms,
  act: 'read',
  async handle(asked, input) {
    const { id, whose } = listOf(asked, input);
    const stored = await asked.wiring.openRecord(keeper).read('Binary', id);
    if (stored === undefined || stored.deleted) return answer(quickTextsResource(whose, []), 0);
    const { data = '' } = JSON.parse(stored.body) as Binary;
    return answer(JSON.parse(Buffer.from(data, 'base64').toString()) as Basic, stored.version);
  },
};

const keep: Operation = {
  terms: keepTerms,
  act: 'write',
  concerns(asked, input) {
    versionSeen(asked);
    listOf(asked, input);
    textsOf(input);
    return input.text('of') === 'unit' ? [asUnitTemplate(staffOf(asked), 'quick-texts')] : [];
  },
  async handle(asked, input) {
    const { id, whose } = listOf(asked, input);
    const list = quickTextsResource(whose, textsOf(input));
    const data = Buffer.from(JSON.stringify(list)).toString('base64');
    const binary: Binary = { resourceType: 'Binary', id, contentType: 'application/fhir+json', data };
    for (const resource of [list, binary]) requireValidResource(resource);
    const version = versionSeen(asked);
    const seen = version === 0 ? { ifNoneMatch: '*' as const } : { ifMatch: version };
    const [written] = await asked.wiring
      .openRecord(keeper)
      .write([{ action: 'update', resource: binary, id, ...seen }]);
    if (written === undefined) throw new Error('the quick texts were not written');
    return answer(list, written.stored.version);
  },
};

export const quickTextOperations: readonly Operation[] = [read, keep];

const answer = (list: Basic, version: number): Answer => ({
  status: 200,
  text: JSON.stringify(list),
  headers: { ETag: entityTag(version) },
  shown: [],
});

function staffOf({ caller }: Asked): StaffCaller {
  if (caller.kind !== 'staff') throw new Failure('forbidden', 'Only care staff have quick texts');
  return caller;
}

function listOf(asked: Asked, input: OperationInput): { id: string; whose: Reference } {
  const { practitioner, assignment } = staffOf(asked);
  switch (input.text('of')) {
    case 'own':
      return listOfWhose('Practitioner', practitioner.id);
    case 'unit':
      return listOfWhose('Organization', assignment.careUnit.id);
    default:
      throw new Failure('invalid', 'of is `own` or `unit`');
  }
}

const listOfWhose = (type: 'Practitioner' | 'Organization', id: string) => ({
  id: `qt-${type.at(0)}-${id.slice(-59)}`,
  whose: { reference: `${type}/${id}` },
});

function textsOf(input: OperationInput): QuickText[] {
  const texts = input.parts('quick-text').map((parts) => ({
    word: parts.find(({ name }) => name === 'word')?.valueCode ?? '',
    text: parts.find(({ name }) => name === 'text')?.valueString ?? '',
  }));
  const found = quickTextFault(texts);
  if (found !== undefined) throw new Failure('invalid', `${faults[found.fault]}: ${found.word}`, { status: 422 });
  return texts;
}

const faults: Readonly<Record<QuickTextFault, string>> = {
  'bad-word': 'The word of a quick text is small letters and digits, twenty at most',
  'no-text': 'A quick text has a text',
  twice: 'Two quick texts have the same word',
  'too-many': 'There are too many quick texts',
};
