/** The facts of opening other care providers' entries, besides those of the patient (care/src/access/situation.ts). */
import { type Caller, isOfSocialCare } from '@vardkedjan/care/access/caller.ts';
import type { Situation } from '@vardkedjan/care/access/situation.ts';
import { ageOn } from '@vardkedjan/care/people/age.ts';
import { stockholmDay } from '@vardkedjan/care/time/stockholm.ts';
import type { Concern } from '../http/concern.ts';
import { areSocialCareProviders, type PatientFacts } from '../store/facts/access-facts.ts';
import { shownLately } from '../store/facts/block-facts.ts';
import type { Queryable } from '../store/queryable.ts';
import { kept } from './situation-of-act.ts';

export async function situationOfSharing(
  db: Queryable,
  caller: Caller,
  { patientKey, birthDate }: PatientFacts,
  concern: Concern,
): Promise<Partial<Situation>> {
  const shown = async (shows: 'show-providers' | 'show-blocking-providers') =>
    caller.kind === 'staff' ? { providersShown: await shownLately(db, patientKey, caller, shows) } : {};
  switch (concern.act) {
    case 'register-consent': {
      const age = birthDate === null ? undefined : ageOn(birthDate, stockholmDay(new Date()))?.years;
      const isSocial = caller.kind === 'staff' && isOfSocialCare(caller);
      const only = isSocial ? { ofSocialCareOnly: await areSocialCareProviders(db, concern.of ?? []) } : {};
      return { ...concern.said, ...(age !== undefined && { age }), ...only };
    }
    case 'show-providers':
    case 'show-blocking-providers':
      return concern.said;
    case 'open-without-capacity':
    case 'emergency':
      return { ...concern.said, ...(await shown('show-providers')) };
    case 'ask-to-lift':
      return { ...concern.said, ...(await shown('show-blocking-providers')) };
    case 'lift-for-another':
      return { asked: concern.asked, ...(await kept(db, caller, concern.of)) };
    default:
      return {};
  }
}
