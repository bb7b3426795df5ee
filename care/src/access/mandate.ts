/**
 * What another system may do, decided when it was registered (PDL 2008:355, 4 kap. 2 §; HSLF-FS 2016:40, 4 kap. 2–3 §§). What it does not say
 * is refused: a system has no more than it was given, and the registers that the law itself is read from are written by none that they are
 * not named to.
 */
import type { Resource } from '@medplum/fhirtypes';
import { isDelegation } from '../clinical/giving/delegation.ts';
import { isAboutBlocks } from './blocks.ts';
import { isGuardianship } from './guardianship.ts';
import { isAnalysis } from './needs-and-risks/analysis.ts';
import { isOfRegister } from './of-register.ts';
import { isOnlineDecision } from './online-decisions.ts';
import { isAboutRegisters } from './quality-registers.ts';
import { isAboutSharing } from './shared-records.ts';

export type Mandate = WholeRecord | SomeKinds;

/** Every patient's record. Registers, those of the law among them, only where that was said too. */
export interface WholeRecord {
  wholeRecord: true;
  /** Whether it writes registers: who works where, analyses, delegations, blocks, guardianships, catalogues. */
  registers: boolean;
}

/** Kinds (`kindOf`) of what some organisations keep, or are asked for. */
export interface SomeKinds {
  /** Keys of the care providers in whose records it acts: of patients whose care they take part in. */
  careProviders: readonly number[];
  /** The care units whose orders it answers: of patients whom those are about, the orders and what the units keep. */
  units: readonly { key: number; id: string }[];
  /** Keys of `careProviders`, and of those that `units` belong to. */
  homes: readonly number[];
  reads: readonly string[];
  /** Makes, changes and deletes. */
  writes: readonly string[];
  /** Changes, and does not make. */
  changes: readonly string[];
}

/** What the law is read from, in a resource of a type that much else has too: a mandate names it by its own word. */
export const kindsOfLaw = [
  'needs-and-risk-analysis',
  'delegation',
  'guardianship',
  'register-choice',
  'block',
  'sharing',
] as const;
export type KindOfLaw = (typeof kindsOfLaw)[number];

export function kindOfLaw(resource: Resource): KindOfLaw | undefined {
  if (isAnalysis(resource)) return 'needs-and-risk-analysis';
  if (isDelegation(resource)) return 'delegation';
  if (isGuardianship(resource) || isOnlineDecision(resource)) return 'guardianship';
  if (isAboutRegisters(resource)) return 'register-choice';
  if (isAboutBlocks(resource)) return 'block';
  return isAboutSharing(resource) ? 'sharing' : undefined;
}

/** What a mandate calls a resource: by its type, unless it is of the law. */
export const kindOf = (resource: Resource): string => kindOfLaw(resource) ?? resource.resourceType;

/** Whether each of a resource's versions, before and after, may be written so. */
export function mayWrite(
  mandate: Mandate,
  versions: readonly Resource[],
  change: 'create' | 'update' | 'delete',
): boolean {
  if ('wholeRecord' in mandate)
    return mandate.registers || versions.every((one) => kindOfLaw(one) === undefined && !isOfRegister(one));
  const { writes, changes } = mandate;
  return versions.every(
    (one) => writes.includes(kindOf(one)) || (change === 'update' && changes.includes(kindOf(one))),
  );
}
