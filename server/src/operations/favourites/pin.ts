/**
 * What somebody pins to order again, and the head of a unit for the unit: of a catalogue, with a dose that is understood whole. It is ordered as what is
 * searched for is, and passes the same gate (F4).
 */
import type { MedicationKnowledge } from '@medplum/fhirtypes';
import { readTypedDose } from '@vardkedjan/care/clinical/dosing/dose-grammar.ts';
import { catalogueDrugOf } from '@vardkedjan/care/clinical/prescriptions/catalogue-drug.ts';
import { isSamePin, mostPins, type Pin } from '@vardkedjan/care/coordination/orders/favourites/pins.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Asked } from '../../http/asked.ts';
import { asUnitTemplate } from '../as-unit-template.ts';
import type { OperationInput } from '../input.ts';
import type { Operation } from '../operation.ts';
import { inCatalogue, kindOf } from './in-catalogue.ts';
import { answerOf, changeLists, keeper, staffOf, whoseOf } from './kept-lists.ts';
import { pinTerms } from './terms.ts';

export const pin: Operation = {
  terms: pinTerms,
  act: 'write',
  concerns(asked, input) {
    kindOf(input);
    const caller = staffOf(asked);
    return ofIn(input) === 'unit' ? [asUnitTemplate(caller, 'favourites')] : [];
  },
  async handle(asked, input) {
    const whose = whoseOf(asked)[ofIn(input)];
    const one: Pin = { kind: kindOf(input), code: input.text('code') ?? '', dose: input.text('dose')?.trim() ?? '' };
    const isPinned = input.truth('pinned') === true;
    if (isPinned) await requireOrderable(asked, one);
    const lists = await changeLists(asked, whose, ({ list, pins }) => {
      const others = pins.filter((each) => !isSamePin(each, one));
      if (isPinned && others.length >= mostPins)
        throw new Failure('conflict', `${mostPins} favourites are pinned already: unpin one first.`);
      return { list, pins: isPinned ? [...others, one] : others };
    });
    return answerOf(whose, lists);
  },
};

function ofIn(input: OperationInput): 'own' | 'unit' {
  const of = input.text('of');
  if (of !== 'own' && of !== 'unit') throw new Failure('invalid', 'of is own or unit');
  return of;
}

async function requireOrderable(asked: Asked, { kind, code, dose }: Pin): Promise<void> {
  const [known] = await inCatalogue(asked, kind, [code]);
  if (known === undefined) throw new Failure('invalid', 'What is pinned stands in a catalogue', { status: 422 });
  if (dose === '') return;
  if (kind === 'test') throw new Failure('invalid', 'A test has no dose', { status: 422 });
  const stored = await asked.wiring.openRecord(keeper).read('MedicationKnowledge', code);
  const drug = stored && catalogueDrugOf(JSON.parse(stored.body) as MedicationKnowledge);
  const typed = readTypedDose(dose, drug?.dosed);
  if ('problem' in typed) throw new Failure('invalid', 'The dose is not understood whole', { status: 422 });
  // What a dose is against is words of one's own, as a quick text is; nobody's number is among them.
  if (typed.dosages.some(({ asNeededCodeableConcept: against }) => /\d/.test(against?.text ?? '')))
    throw new Failure('invalid', 'What the dose is against has no numbers in it', { status: 422 });
}
