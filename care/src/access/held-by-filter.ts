/**
 * What the record's filter holds of all that it shows, as findings for the log: what it answers is not decided of one by one, and who is told
 * of it is told as much (HSLF-FS 2016:40, 4 kap. 9 §; PDL 2008:355, 8 kap. 5 §). Each follows from the condition in visibility.ts, which
 * does not say from where a relation came.
 */
import type { Finding } from './finding.ts';
import type { RuleVersion } from './rule.ts';
import { careRelationOrStated } from './rules/care-relation-or-stated.ts';
import { informedOfRegister } from './rules/informed-of-register.ts';
import { notBlocked } from './rules/not-blocked.ts';
import { notOpposedToRegister } from './rules/not-opposed-to-register.ts';
import { ownOrChildsRecord } from './rules/own-or-childs-record.ts';
import { receivesInterventions } from './rules/receives-interventions.ts';
import { sharedLawfully } from './rules/shared-lawfully.ts';
import { sharedWithSocialCare } from './rules/shared-with-social-care.ts';
import { systemMandate } from './rules/system-mandate.ts';
import type { ReachedBy } from './situation.ts';
import type { Visibility } from './visibility.ts';

/** `persons`: of somebody the Patient alone, which is shown to more than have a relation. */
export type ShownByFilter = 'entries' | 'persons';

export function heldByFilter({ kind }: Visibility, shown: ShownByFilter): Finding[] {
  switch (kind) {
    case 'related':
    case 'own-unit':
      return shown === 'entries' ? [met(careRelationOrStated)] : [];
    case 'social-care':
      return [met(receivesInterventions)];
    case 'own':
    case 'own-and-clinics':
      return [met(ownOrChildsRecord)];
    case 'quality-register':
      return [met(informedOfRegister), met(notOpposedToRegister)];
    case 'mandate':
      return [met(systemMandate)];
    case 'everything':
    case 'no-patient':
      return [];
  }
}

/**
 * By what something that was shown was open which otherwise is not: on which ground another provider's entries, by the words of
 * shared-records.ts, or that its keeper has handed them out (coordination/orders/handed-out.ts); `unblocked`: what the patient has blocked at the own care provider, and was opened to the one who read.
 */
export type Ground = ReachedBy | 'unblocked';

const grounds: ReadonlySet<string> = new Set<Ground>([
  'consent',
  'child',
  'incapacity',
  'emergency',
  'lifted',
  'handed-out',
  'unblocked',
]);

export function isGround(said: unknown): said is Ground {
  return typeof said === 'string' && grounds.has(said);
}

/** `purpose`: of the assignment, since social care has provisions of its own. */
export function findingOfGround(ground: Ground, purpose: string): Finding {
  if (ground === 'unblocked') return met(notBlocked, { block: 'lifted' });
  const rule = purpose === 'social-care' ? sharedWithSocialCare : sharedLawfully;
  return met(rule, { keptBy: 'another-care-provider', sharedBy: ground });
}

function met({ name, law }: RuleVersion & { name: string }, facts: Finding['facts'] = {}): Finding {
  return { rule: name, law, outcome: 'met', facts };
}
