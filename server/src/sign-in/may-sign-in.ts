/**
 * Whether somebody who has been identified may sign in: staff with an assignment in force, residents whom the law lets read
 * alone (care/src/access, act `sign-in`).
 */
import { decide } from '@vardkedjan/care/access/decide.ts';
import { explain } from '@vardkedjan/care/access/explain.ts';
import { stockholmDay } from '@vardkedjan/care/time/stockholm.ts';
import type { OnlineRecords } from './online-records.ts';
import type { People } from './people.ts';
import type { Principal } from './principal.ts';

/** A sentence in Swedish that says why not; undefined when they may. */
export async function whyNotSignIn(
  principal: Principal,
  { people, online }: { people: People; online: OnlineRecords },
): Promise<string | undefined> {
  switch (principal.kind) {
    case 'client':
      return undefined;
    case 'staff': {
      const staff = await people.staff(principal.person);
      if (staff === undefined) return 'Du finns inte i katalogen över medarbetare här.';
      return staff.assignments.length === 0 ? 'Du har inget medarbetaruppdrag som gäller i dag.' : undefined;
    }
    case 'resident': {
      const resident = await people.resident(principal.person);
      if (resident === undefined) return 'Du finns inte i befolkningsregistret här.';
      const own = (await online.of(resident)).find(({ facts }) => facts.record === 'own');
      const known = own && { ...own.facts, clinicDecision: own.clinics.length > 0 };
      const day = own?.day ?? stockholmDay(new Date());
      const decision = decide('sign-in', { caller: 'resident', matter: 'record', ...known }, day);
      return decision.permitted ? undefined : explain(decision, 'sv').headline;
    }
  }
}
