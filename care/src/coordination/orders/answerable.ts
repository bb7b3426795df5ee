/** What a PractitionerRole says of whether its holder sees to answers now (http://hl7.org/fhir/R4/practitionerrole.html). */
import type { PractitionerRole } from '@medplum/fhirtypes';
import { instantBounds } from '../../time/instant-bounds.ts';
import type { Answerable } from './answer-owner.ts';
import { deputyUrl, localName } from './order-codes.ts';

/** `roles`: those of one person at the unit. */
export function answerableOf(person: string, roles: readonly PractitionerRole[], now: Date): Answerable {
  const held = roles.filter((role) => role.active !== false && holds(role.period, now));
  return {
    person,
    isAtUnit: held.length > 0,
    isAway: held.some((role) =>
      (role.notAvailable ?? []).some(({ during }) => during !== undefined && holds(during, now)),
    ),
  };
}

export function deputyOf(roles: readonly PractitionerRole[]): string | undefined {
  for (const role of roles) {
    const deputy = role.extension?.find(({ url }) => url === deputyUrl)?.valueReference?.reference;
    if (deputy !== undefined) return localName(deputy);
  }
  return undefined;
}

/** An end that cannot be read has passed; a beginning that cannot be read has not come. */
function holds(period: PractitionerRole['period'], now: Date): boolean {
  const at = now.toISOString();
  if (period?.start !== undefined && !((instantBounds(period.start)?.low ?? '9') <= at)) return false;
  return period?.end === undefined || (instantBounds(period.end)?.high ?? '') >= at;
}
