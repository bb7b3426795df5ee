/**
 * What somebody, and a unit, often orders (care/src/coordination/orders/favourites). Counted as it is ordered, so that nobody's record is read to know it.
 * Each list is a Binary that belongs to nobody, which systems alone read; only what stands in a catalogue is counted, so that nothing of a patient gets in.
 */
import { counted } from '@vardkedjan/care/coordination/orders/favourites/favourites.ts';
import { stockholmDay } from '@vardkedjan/care/time/stockholm.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Operation } from '../operation.ts';
import { inCatalogue, kindOf } from './in-catalogue.ts';
import { answerOf, changeLists, keptLists, whoseOf } from './kept-lists.ts';
import { pin } from './pin.ts';
import { countTerms, readTerms } from './terms.ts';

const read: Operation = {
  terms: readTerms,
  act: 'read',
  async handle(asked, input) {
    const of = input.text('of');
    if (of !== 'own' && of !== 'unit') throw new Failure('invalid', 'of is own or unit');
    const whose = whoseOf(asked)[of];
    return answerOf(whose, await keptLists(asked, whose));
  },
};

const count: Operation = {
  terms: countTerms,
  act: 'write',
  concerns(asked, input) {
    whoseOf(asked);
    kindOf(input);
    return [];
  },
  async handle(asked, input) {
    const kind = kindOf(input);
    const codes = await inCatalogue(asked, kind, input.texts('code'));
    const { own, unit } = whoseOf(asked);
    const day = stockholmDay(new Date());
    if (codes.length > 0)
      for (const whose of [own, unit])
        await changeLists(asked, whose, ({ list, pins }) => ({ list: counted(list, kind, codes, day), pins }));
    return answerOf(own, await keptLists(asked, own));
  },
};

export const favouriteOperations: readonly Operation[] = [read, count, pin];
