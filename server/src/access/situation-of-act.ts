/** The facts that an act itself brings, besides those of the patient (care/src/access/situation.ts). */
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import type { Situation } from '@vardkedjan/care/access/situation.ts';
import type { Concern } from '../http/concern.ts';
import { keeperOf, shownLately } from '../store/facts/block-facts.ts';
import type { Queryable } from '../store/queryable.ts';
import { keptBy } from './gather-situation.ts';

export async function situationOfAct(
  db: Queryable,
  caller: Caller,
  patientKey: number,
  concern: Concern,
): Promise<Partial<Situation>> {
  switch (concern.act) {
    case 'block': {
      const { requestedBy } = concern;
      return { ...(await kept(db, caller, concern.of)), ...(requestedBy !== undefined && { requestedBy }) };
    }
    case 'show-blocking-units':
      return groundOf(concern);
    case 'ask-unit-to-lift':
      // Nobody is blocked from what the own unit keeps.
      return { ...groundOf(concern), unit: 'another' };
    case 'lift-block':
      return {
        ...groundOf(concern),
        ...(await kept(db, caller, concern.of)),
        ...(caller.kind === 'staff' && {
          unitsShown: await shownLately(db, patientKey, caller, 'show-blocking-units'),
        }),
      };
    case 'lift-for-colleague':
      return { ...groundOf(concern), ...(await kept(db, caller, concern.of)), asked: concern.asked };
    case 'hand-out':
      return concern.secrecyAssessed === undefined ? {} : { secrecyAssessed: concern.secrecyAssessed };
    case 'decide-online':
      return caller.kind === 'staff' ? { keptBy: 'own-care-provider' } : {};
    default:
      return {};
  }
}

type OnGround = Extract<
  Concern,
  {
    matters?: boolean;
    reason: string;
    act: 'show-blocking-units' | 'lift-block' | 'ask-unit-to-lift' | 'lift-for-colleague';
  }
>;

function groundOf({ consent, matters }: OnGround): Partial<Situation> {
  return { ...(consent !== undefined && { consent }), ...(matters !== undefined && { matters }) };
}

export async function kept(db: Queryable, caller: Caller, organisation: string): Promise<Partial<Situation>> {
  return keptBy(caller, (await keeperOf(db, organisation))?.careProvider ?? 0);
}
