/**
 * Facts from the record, put as the situation that the law is asked about (care/src/access/situation.ts). What could not be
 * established is left out, and an absent fact refuses.
 */
import type { Resource } from '@medplum/fhirtypes';
import { isAboutBlocks } from '@vardkedjan/care/access/blocks.ts';
import {
  type Caller,
  type ClientCaller,
  isClient,
  isOfSocialCare,
  type ResidentCaller,
} from '@vardkedjan/care/access/caller.ts';
import { isGuardianship } from '@vardkedjan/care/access/guardianship.ts';
import { isAboutSharing } from '@vardkedjan/care/access/shared-records.ts';
import { matterOf } from '@vardkedjan/care/access/matter.ts';
import { isOfRegister } from '@vardkedjan/care/access/of-register.ts';
import { isOnlineDecision } from '@vardkedjan/care/access/online-decisions.ts';
import { isAboutRegisters } from '@vardkedjan/care/access/quality-registers.ts';
import { isProtectedPerson } from '@vardkedjan/care/access/protected-person.ts';
import type {
  EntryState,
  Matter,
  RelationOrigin,
  Situation,
  WhoseTemplate,
} from '@vardkedjan/care/access/situation.ts';
import { entryStateOf } from '@vardkedjan/care/record-keeping/note-state.ts';
import {
  isUnitTemplateType,
  type TemplateFacts,
  unitOfTemplate,
} from '@vardkedjan/care/record-keeping/unit-template.ts';
import type { EntryFacts, PatientFacts, Reached, Who } from '../store/facts/access-facts.ts';

/** Nobody: no unit and no person has these keys. */
const nobody: Who = { careUnit: -1, careProvider: -1, practitioner: -1 };

export function whoOf(caller: Caller): Who {
  if (isClient(caller)) return { ...nobody, mandate: caller.mandate };
  if (caller.kind === 'system' && caller.qualityRegister) return { ...nobody, register: caller.qualityRegister.key };
  return caller.kind === 'staff'
    ? {
        careUnit: caller.assignment.careUnit.key,
        careProvider: caller.assignment.careProvider.key,
        practitioner: caller.practitioner.key,
        ...(isOfSocialCare(caller) && { socialCare: true as const }),
      }
    : nobody;
}

/** What is known of the caller before anything is asked of the record. */
export function situationOfCaller(caller: Caller, matter: Matter): Situation {
  switch (caller.kind) {
    case 'system':
      // Other systems are registered by name in the settings: for the whole record, or for some kinds of what is in it.
      if (isClient(caller)) return { caller: 'client', matter, mandate: 'this-kind' };
      return caller.qualityRegister === undefined
        ? { caller: 'system', matter, mandate: 'everything' }
        : { caller: 'quality-register', matter, mandate: 'this-kind' };
    case 'resident':
      return { caller: 'resident', matter };
    case 'staff':
      // A caller is only ever made of an assignment that is in force (server/src/sign-in/callers.ts).
      return {
        caller: isOfSocialCare(caller) ? 'social-care' : 'staff',
        matter,
        assignment: 'in-force',
        purpose: caller.assignment.purpose,
        ...(caller.assignment.profession === '' ? {} : { profession: caller.assignment.profession }),
        headOfUnit: caller.assignment.headOfUnit === true,
        analysis: caller.assignment.authority?.analysis ?? 'none',
        rights: caller.assignment.authority?.rights ?? [],
      };
  }
}

/** About a patient's record as a whole. */
export function situationOfPatient(caller: Caller, facts: PatientFacts): Situation {
  return {
    ...situationOfCaller(caller, 'record'),
    relation: relationOf(facts.relation),
    block: facts.block,
    ...(caller.kind === 'resident'
      ? online(caller, facts.patientKey, (clinics) => clinics.length > 0)
      : { protectedPerson: facts.protectedPerson }),
    ...(isClient(caller) && reached(caller, facts.reach, { isPatient: true })),
  };
}

/** What a mandate reaches: of whom there is an order, as those who perform it; of whom its care providers have in their care, what these keep. */
function reached(
  { mandate }: ClientCaller,
  reach: Reached | undefined,
  entry: { isPatient: boolean; careUnit?: number; keeper?: number },
): Partial<Situation> {
  if (reach === undefined) return {};
  const { isPatient, careUnit, keeper = 0 } = entry;
  const isOwn = mandate.units.some(({ key }) => key === careUnit);
  const byOrder = reach.ordered && (isPatient || isOwn || reach.ofOrder);
  const byCare = reach.inCare && (isPatient || mandate.careProviders.includes(keeper));
  return { mandate: byOrder || byCare ? 'this-kind' : 'none', relation: byOrder ? 'order' : 'none' };
}

/** What a resident may be to the patient. `decided`: whether the clinics whose heads have decided it keep what is asked for. */
function online(
  caller: ResidentCaller,
  patientKey: number,
  decided: (clinics: readonly number[]) => boolean,
): Partial<Situation> {
  if (patientKey === 0) return {};
  const record = caller.online.find((one) => one.patientKey === patientKey);
  return record === undefined
    ? { record: 'another-persons' }
    : { ...record.facts, clinicDecision: decided(record.clinics) };
}

/** About one resource as it stands. */
export function situationOfEntry(caller: Caller, facts: EntryFacts): Situation {
  const { protectedPerson, noteStatus, type } = facts;
  const isPatient = type === 'Patient';
  return {
    ...situationOfCaller(caller, matterOf(type, facts.patientKey)),
    relation: relationOf(facts.relation),
    ...(caller.kind === 'resident'
      ? online(caller, facts.patientKey, (clinics) =>
          isPatient ? clinics.length > 0 : clinics.includes(facts.careUnit),
        )
      : protectedPerson === null
        ? {}
        : { protectedPerson }),
    ...keptBy(caller, facts.careProvider),
    ...unitOf(caller, facts.careUnit),
    block: facts.block,
    blockedForOtherProviders: facts.blockedForOtherProviders,
    sharedBy: facts.sharedBy,
    liesHere: facts.liesHere,
    walled: facts.walled,
    ...(facts.keeperKind !== undefined && { keeperKind: facts.keeperKind }),
    ...ofRegister(caller, facts),
    ...ofClient(caller, facts),
    // A delegation bears the mark for residents; staff read it, and in it no more than who they are.
    protectedStaff:
      facts.protectedStaff &&
      (caller.kind !== 'staff' || (facts.type === 'Practitioner' && facts.id !== caller.practitioner.id)),
    forPatient: facts.patientVisible,
    entry: facts.guardianship
      ? 'guardianship'
      : entryStateOf({ resourceType: type, ...(noteStatus === null ? {} : { status: noteStatus }) }),
    ...(isUnitTemplateType(type) && facts.template === null
      ? {}
      : { template: whoseTemplate(caller, type, JSON.parse(facts.template ?? '{}') as TemplateFacts) }),
  };
}

/** Of an entry that a quality register asks for: whether it was registered for such, and what the patient says of it. */
function ofRegister(caller: Caller, facts: EntryFacts): Partial<Situation> {
  if (caller.kind !== 'system' || caller.qualityRegister === undefined) return {};
  const { informedOfRegister, opposesRegister, type, careProvider } = facts;
  return {
    mandate: caller.qualityRegister.types.includes(type) ? 'this-kind' : 'none',
    ...(informedOfRegister !== undefined && { informedOfRegister }),
    ...(opposesRegister !== undefined && { opposesRegister }),
    ...(careProvider !== 0 && { keptBy: 'another-care-provider' as const }),
  };
}

/** Of an entry that another system asks for: whether its mandate is for such. */
function ofClient(
  caller: Caller,
  { type, patientKey, careUnit, careProvider, walled, reach }: EntryFacts,
): Partial<Situation> {
  if (!isClient(caller)) return {};
  const { reads, units, homes } = caller.mandate;
  const isOwn = careUnit !== 0 && units.some(({ key }) => key === careUnit);
  const isHome = isOwn || homes.includes(careProvider);
  const reachedBy = { isPatient: type === 'Patient', careUnit, keeper: walled && isOwn ? 0 : careProvider };
  return {
    unit: isOwn ? 'own' : 'another',
    keptBy: isHome ? 'own-care-provider' : 'another-care-provider',
    ...(patientKey !== 0 && reached(caller, reach, reachedBy)),
    ...(!reads.includes(type) && { mandate: 'none' as const }),
  };
}

/**
 * Of a needs-and-risk analysis that is signed or written: nobody's record, and the unit that each of its versions is about.
 * @param units `Organization/…` of the version there is, and of the one to come; undefined: it is no analysis
 */
export function situationOfAnalysis(caller: Caller, ...units: (string | undefined)[]): Partial<Situation> {
  if (caller.kind !== 'staff' || units.includes(undefined)) return {};
  const own = `Organization/${caller.assignment.careUnit.id}`;
  return { matter: 'authorisation', unit: units.every((unit) => unit === own) ? 'own' : 'another' };
}

/** In whose record a resource is to be made. */
export type Owner = PatientFacts | 'registering' | 'nobody' | 'unknown';

/** About a resource that is to be made: the server gives it the caller's own unit. */
export function situationOfNew(caller: Caller, resource: Resource, owner: Owner): Situation {
  const matter = resource.resourceType === 'Patient' ? 'demographics' : owner === 'nobody' ? 'catalogue' : 'record';
  return {
    ...situationOfCaller(caller, matter),
    ...relationToOwner(resource, owner),
    ...(caller.kind === 'staff' ? { keptBy: 'own-care-provider', unit: 'own', walled: false } : {}),
    ...(isClient(caller) && typeof owner === 'object' && reached(caller, owner.reach, { isPatient: true })),
    change: 'create',
    entryBecomes: becomes(resource),
    templateBecomes: templateBecomes(caller, resource),
  };
}

/** Whose template a resource that is to be written would be. */
export function templateBecomes(caller: Caller, resource: Resource): WhoseTemplate {
  return whoseTemplate(caller, resource.resourceType, resource as TemplateFacts);
}

function whoseTemplate(caller: Caller, type: string, facts: TemplateFacts): WhoseTemplate {
  if (!isUnitTemplateType(type)) return 'no-template';
  const isOwn = caller.kind === 'staff' && unitOfTemplate(type, facts) === caller.assignment.careUnit.id;
  return isOwn ? 'own-units' : 'another-units';
}

/** What a resource that is to be written says of itself. */
export function becomes(resource: Resource): EntryState {
  if (isGuardianship(resource) || isOnlineDecision(resource)) return 'guardianship';
  if (isOfRegister(resource)) return 'of-register';
  if (isAboutRegisters(resource)) return 'register-choice';
  if (isAboutBlocks(resource)) return 'block';
  return isAboutSharing(resource) ? 'sharing' : entryStateOf(resource);
}

function relationToOwner(resource: Resource, owner: Owner): Pick<Situation, 'relation' | 'protectedPerson'> {
  if (resource.resourceType === 'Patient' || owner === 'registering') {
    return { relation: 'registering', protectedPerson: isProtectedPerson(resource) };
  }
  return typeof owner === 'string'
    ? {}
    : { relation: relationOf(owner.relation), protectedPerson: owner.protectedPerson };
}

export function keptBy(caller: Caller, careProvider: number): Pick<Situation, 'keptBy'> {
  if (caller.kind !== 'staff' || careProvider === 0) return {};
  return {
    keptBy: careProvider === caller.assignment.careProvider.key ? 'own-care-provider' : 'another-care-provider',
  };
}

function unitOf(caller: Caller, careUnit: number): Pick<Situation, 'unit'> {
  if (caller.kind !== 'staff' || careUnit === 0) return {};
  return { unit: careUnit === caller.assignment.careUnit.key ? 'own' : 'another' };
}

function relationOf(origin: string | null): RelationOrigin | 'none' {
  return (origin as RelationOrigin | null) ?? 'none';
}
