/** The lists of what somebody, and a unit, orders: each a Binary that belongs to nobody, which systems alone read. */
import type { Basic, Binary } from '@medplum/fhirtypes';
import type { StaffCaller, SystemCaller } from '@vardkedjan/care/access/caller.ts';
import {
  type Favourite,
  favouritesOf,
  favouritesResource,
} from '@vardkedjan/care/coordination/orders/favourites/favourites.ts';
import { type Pin, pinsOf, withPins } from '@vardkedjan/care/coordination/orders/favourites/pins.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Answer } from '../../http/answer.ts';
import type { Asked } from '../../http/asked.ts';

export const keeper: SystemCaller = { kind: 'system', id: 'favourites', name: 'What is often ordered' };
/** So many times, when others count at the same moment. */
const tries = 6;

export interface Whose {
  id: string;
  reference: string;
}

interface Lists {
  list: readonly Favourite[];
  pins: readonly Pin[];
}

export const answerOf = ({ reference }: Whose, { list, pins }: Lists): Answer => ({
  status: 200,
  text: JSON.stringify(withPins(favouritesResource({ reference }, list), pins)),
  shown: [],
});

export function staffOf({ caller }: Asked): StaffCaller {
  if (caller.kind !== 'staff') throw new Failure('forbidden', 'Only care staff have favourites');
  return caller;
}

export function whoseOf(asked: Asked): { own: Whose; unit: Whose } {
  const { practitioner, assignment } = staffOf(asked);
  const whose = (type: 'Practitioner' | 'Organization', id: string): Whose => ({
    id: `fav-${type.at(0)}-${id.slice(-58)}`,
    reference: `${type}/${id}`,
  });
  return { own: whose('Practitioner', practitioner.id), unit: whose('Organization', assignment.careUnit.id) };
}

export async function keptLists(asked: Asked, { id }: Whose): Promise<Lists & { version: number }> {
  const stored = await asked.wiring.openRecord(keeper).read('Binary', id);
  if (stored === undefined || stored.deleted) return { list: [], pins: [], version: 0 };
  const { data = '' } = JSON.parse(stored.body) as Binary;
  const basic = JSON.parse(Buffer.from(data, 'base64').toString()) as Basic;
  return { list: favouritesOf(basic), pins: pinsOf(basic), version: stored.version };
}

/** Whoever else changes it at the same moment loses nothing. */
export async function changeLists(asked: Asked, whose: Whose, change: (lists: Lists) => Lists): Promise<Lists> {
  for (let attempt = 1; ; attempt++) {
    const { version, ...lists } = await keptLists(asked, whose);
    const next = change(lists);
    const basic = withPins(favouritesResource({ reference: whose.reference }, next.list), next.pins);
    const data = Buffer.from(JSON.stringify(basic)).toString('base64');
    const resource: Binary = { resourceType: 'Binary', id: whose.id, contentType: 'application/fhir+json', data };
    const seen = version === 0 ? { ifNoneMatch: '*' as const } : { ifMatch: version };
    try {
      await asked.wiring.openRecord(keeper).write([{ action: 'update', resource, id: whose.id, ...seen }]);
      return next;
    } catch (failure) {
      const isMoved = failure instanceof Failure && ['conflict', 'precondition-failed'].includes(failure.kind);
      if (!isMoved || attempt === tries) throw failure;
    }
  }
}
