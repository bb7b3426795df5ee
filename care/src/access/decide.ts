/**
 * Which rules each act must satisfy, for each kind of caller and matter, and the decision. The table is the whole answer to
 * "who may do what": a cell that is not there is refused, every rule in a cell must be met, and unknown is not met.
 */
import type { Act, Decision, LawfulStep } from './finding.ts';
import { law, type Provisions } from './law.ts';
import { findOn, type Rule } from './rule.ts';
import { analysedByHead } from './rules/analysed-by-head.ts';
import { agentLinkStands } from './rules/agent-link-stands.ts';
import { arisenRelation } from './rules/arisen-relation.ts';
import { askedByColleague } from './rules/asked-by-colleague.ts';
import { askedToLift } from './rules/asked-to-lift.ts';
import { authorisedToLift } from './rules/authorised-to-lift.ts';
import { blockedByBlocking } from './rules/blocked-by-blocking.ts';
import { blockedByPatient } from './rules/blocked-by-patient.ts';
import { blocksAreKnown } from './rules/blocks-are-known.ts';
import { careRelationOrStated } from './rules/care-relation-or-stated.ts';
import { consentToSocialCare } from './rules/consent-to-social-care.ts';
import { consentOrChild } from './rules/consent-or-child.ts';
import { dangerAndCannotAsk } from './rules/danger-and-cannot-ask.ts';
import { dangerWithoutConsent } from './rules/danger-without-consent.ts';
import { decidedByHead } from './rules/decided-by-head.ts';
import { erasedByHead } from './rules/erased-by-head.ts';
import { erasureOrdered } from './rules/erasure-ordered.ts';
import { forTreatment } from './rules/for-treatment.ts';
import { groundToLift } from './rules/ground-to-lift.ts';
import { groundToSeeProviders } from './rules/ground-to-see-providers.ts';
import { guardianshipByRegister } from './rules/guardianship-by-register.ts';
import { informedOfRegister } from './rules/informed-of-register.ts';
import { informedFirst } from './rules/informed-first.ts';
import { lacksCapacity } from './rules/lacks-capacity.ts';
import { logReviewPurpose } from './rules/log-review-purpose.ts';
import { mattersBehindBlock } from './rules/matters-behind-block.ts';
import { mattersForNecessaryCare } from './rules/matters-for-necessary-care.ts';
import { mattersInEmergency } from './rules/matters-in-emergency.ts';
import { notBlockedForOtherProviders } from './rules/not-blocked-for-other-providers.ts';
import { notBehindAWall } from './rules/not-behind-a-wall.ts';
import { notBlocked } from './rules/not-blocked.ts';
import { nothingAgainst } from './rules/nothing-against.ts';
import { nothingIsErased } from './rules/nothing-is-erased.ts';
import { notOwnOpening } from './rules/not-own-opening.ts';
import { notOpposedToRegister } from './rules/not-opposed-to-register.ts';
import { oldEnoughAlone } from './rules/old-enough-alone.ts';
import { ownOrChildsRecord } from './rules/own-or-childs-record.ts';
import { ownRecord } from './rules/own-record.ts';
import { ownUnitsTemplate } from './rules/own-units-template.ts';
import { ownOrLiesHere } from './rules/own-or-lies-here.ts';
import { patientLives } from './rules/patient-lives.ts';
import { patientMaySee } from './rules/patient-may-see.ts';
import { protectedPerson } from './rules/protected-person.ts';
import { protectedStaff } from './rules/protected-staff.ts';
import { protectionIsKept } from './rules/protection-is-kept.ts';
import { providedFor } from './rules/provided-for.ts';
import { purposePermits } from './rules/purpose-permits.ts';
import { receivesInterventions } from './rules/receives-interventions.ts';
import { reasonGiven } from './rules/reason-given.ts';
import { registersByChoosing } from './rules/registers-by-choosing.ts';
import { registersWhereTheyComeFrom } from './rules/registers-where-they-come-from.ts';
import { sameCareProvider } from './rules/same-care-provider.ts';
import { rightTo } from './rules/right-by-analysis.ts';
import { riskHandledByHead } from './rules/risk-handled-by-head.ts';
import { riskReadByFew } from './rules/risk-read-by-few.ts';
import { withdrawalReadByFew } from './rules/withdrawal-read-by-few.ts';
import { secrecyAssessed } from './rules/secrecy-assessed.ts';
import { sharedWithSocialCare } from './rules/shared-with-social-care.ts';
import { sharedLawfully } from './rules/shared-lawfully.ts';
import { sharingByRegistering } from './rules/sharing-by-registering.ts';
import { signedByResponsible } from './rules/signed-by-responsible.ts';
import { signedBySigning } from './rules/signed-by-signing.ts';
import { signedInWithAssignment } from './rules/signed-in-with-assignment.ts';
import { signedIsNotChanged } from './rules/signed-is-not-changed.ts';
import { systemMandate } from './rules/system-mandate.ts';
import { unitsShownFirst } from './rules/units-shown-first.ts';
import { youngEnoughForGuardian } from './rules/young-enough-for-guardian.ts';
import type { CallerKind, Matter, Situation } from './situation.ts';

export type Table = Record<Act, Partial<Record<Matter, Partial<Record<CallerKind, readonly Rule[]>>>>>;

const assigned = signedInWithAssignment;
const caring = [assigned, purposePermits] as const;
const related = [...caring, careRelationOrStated] as const;
/** Who opens what patients have blocked at the own care provider, whoever it is for. */
const lifting = [...related, rightTo('lift-blocks'), sameCareProvider, authorisedToLift] as const;
/** What may be done about other care providers' entries. */
const sharing = [assigned, forTreatment, arisenRelation] as const;
/** Staff of a social care provider: they read, and what they write belongs to other acts (docs/open-questions.md). */
const receiving = [assigned, receivesInterventions] as const;
const client = [systemMandate] as const;
/** A quality register: what it was registered for, of those who know of it and do not oppose it (PDL 7 kap.). */
const collected = [systemMandate, informedOfRegister, notOpposedToRegister, protectedPerson] as const;
/** What patients have blocked, and what is behind a wall, goes to no register (docs/open-questions.md). */
const reported = [...collected, notBlockedForOtherProviders, notBehindAWall] as const;
/** Another system, by its mandate: nobody’s protected data but of whom it has an order about, nothing blocked, nothing behind a wall (docs/open-questions.md). */
const mandated = [systemMandate, protectedPerson] as const;
const online = [ownOrChildsRecord, oldEnoughAlone, youngEnoughForGuardian, agentLinkStands, patientLives] as const;

export const table: Table = {
  'sign-in': {
    record: { resident: [oldEnoughAlone] },
  },
  open: {
    record: {
      staff: [...related, rightTo('read'), protectedPerson, blocksAreKnown],
      resident: online,
      system: client,
      client: mandated,
      'social-care': receiving,
    },
  },
  read: {
    catalogue: {
      staff: [assigned, protectedStaff],
      'social-care': [assigned, protectedStaff],
      resident: [protectedStaff],
      system: client,
      client: [systemMandate, protectedStaff],
      'quality-register': [protectedStaff],
    },
    demographics: {
      staff: [...caring, rightTo('read'), protectedPerson],
      resident: [...online, patientMaySee],
      'social-care': receiving,
      system: client,
      client: mandated,
      'quality-register': collected,
    },
    record: {
      staff: [
        ...related,
        rightTo('read'),
        rightTo('read-other-units'),
        rightTo('shared'),
        forTreatment,
        arisenRelation,
        sharedLawfully,
        notBlocked,
        notBlockedForOtherProviders,
        notBehindAWall,
      ],
      'social-care': [...receiving, sharedWithSocialCare, notBlockedForOtherProviders, notBehindAWall],
      resident: [...online, patientMaySee],
      system: client,
      client: [...mandated, notBlocked, notBlockedForOtherProviders, notBehindAWall],
      'quality-register': reported,
    },
  },
  // Across patients: what is not visible is not in the answer, its counts or its order (visibility.ts).
  search: {
    catalogue: {
      staff: [assigned],
      resident: [],
      system: client,
      client,
      'social-care': [assigned],
      'quality-register': [],
    },
    demographics: {
      staff: [...caring, rightTo('read')],
      resident: [],
      system: client,
      client,
      'social-care': [assigned],
      'quality-register': [],
    },
    record: {
      staff: [...caring, rightTo('read')],
      resident: [],
      system: client,
      client,
      'social-care': [assigned],
      'quality-register': [],
    },
  },
  write: {
    catalogue: { staff: [assigned, ownUnitsTemplate], system: client, client },
    authorisation: {
      staff: [assigned, analysedByHead, signedBySigning, signedIsNotChanged, nothingIsErased],
      system: client,
      client,
    },
    demographics: {
      staff: [...related, rightTo('write'), protectedPerson, protectionIsKept, nothingIsErased],
      system: client,
      client,
    },
    record: {
      staff: [
        ...related,
        ownOrLiesHere,
        notBlocked,
        rightTo('write'),
        notBehindAWall,
        blockedByBlocking,
        sharingByRegistering,
        registersByChoosing,
        registersWhereTheyComeFrom,
        signedBySigning,
        signedIsNotChanged,
        nothingIsErased,
        guardianshipByRegister,
      ],
      system: client,
      client: mandated,
    },
  },
  // An entry is signed and corrected at its own unit only, for which it is never blocked.
  sign: {
    authorisation: { staff: [assigned, analysedByHead] },
    record: { staff: [...related, rightTo('sign'), sameCareProvider, signedByResponsible] },
  },
  correct: {
    record: { staff: [...related, rightTo('sign'), sameCareProvider, signedByResponsible, reasonGiven] },
  },
  print: {
    record: { staff: [...related, rightTo('print'), protectedPerson] },
  },
  'hand-out': {
    record: { staff: [...related, rightTo('hand-out'), secrecyAssessed, reasonGiven] },
  },
  erase: {
    record: { staff: [...caring, rightTo('write'), sameCareProvider, erasedByHead, erasureOrdered, reasonGiven] },
  },
  'state-relation': {
    record: { staff: [...caring, rightTo('read'), reasonGiven] },
  },
  block: {
    record: {
      staff: [...related, rightTo('write'), sameCareProvider, blockedByPatient],
      resident: [ownOrChildsRecord, blockedByPatient],
    },
  },
  'show-blocking-units': {
    record: { staff: [...related, rightTo('lift-blocks'), authorisedToLift, groundToLift, reasonGiven] },
  },
  'lift-block': {
    record: {
      staff: [...lifting, groundToLift, unitsShownFirst, reasonGiven],
      resident: [ownRecord],
    },
  },
  // It closes what the caller alone can see: that asks for no more than knowing who it is.
  'end-opening': {
    record: { staff: [assigned] },
  },
  'decide-online': {
    record: { staff: [...related, rightTo('write'), sameCareProvider, decidedByHead, reasonGiven] },
  },
  'register-consent': {
    record: {
      staff: [...sharing, rightTo('shared'), consentOrChild, informedFirst],
      'social-care': [...receiving, consentToSocialCare, informedFirst],
    },
  },
  'withdraw-consent': {
    record: { staff: [...related, rightTo('write')], resident: [ownRecord], 'social-care': receiving },
  },
  'show-providers': {
    record: { staff: [...sharing, rightTo('shared'), groundToSeeProviders, reasonGiven] },
  },
  'open-without-capacity': {
    record: {
      staff: [...sharing, rightTo('shared'), lacksCapacity, nothingAgainst, mattersForNecessaryCare, reasonGiven],
    },
  },
  emergency: {
    record: { staff: [...sharing, rightTo('emergency'), dangerWithoutConsent, mattersInEmergency, reasonGiven] },
  },
  'show-blocking-providers': {
    record: { staff: [...sharing, rightTo('emergency'), dangerAndCannotAsk, reasonGiven] },
  },
  'ask-to-lift': {
    record: { staff: [...sharing, rightTo('emergency'), dangerAndCannotAsk, mattersBehindBlock, reasonGiven] },
  },
  'lift-for-another': {
    record: {
      staff: [...lifting, askedToLift, reasonGiven],
    },
  },
  'ask-unit-to-lift': {
    record: { staff: [...related, rightTo('read-other-units'), groundToLift, reasonGiven] },
  },
  'lift-for-colleague': {
    record: {
      staff: [...lifting, groundToLift, askedByColleague, reasonGiven],
    },
  },
  'read-log': {
    record: { staff: [assigned, rightTo('review-log'), logReviewPurpose], resident: online, system: client },
  },
  'review-log': {
    record: { staff: [assigned, rightTo('review-log'), logReviewPurpose, notOwnOpening] },
  },
  'choose-quality-registers': {
    record: { staff: [...related, rightTo('write'), reasonGiven], resident: online },
  },
  'erase-from-register': {
    record: { 'quality-register': client },
  },
  // Of nobody's record: what was on the screen is read by few, and its reading stands in the patient's log.
  'report-risk': {
    catalogue: { staff: [assigned], 'social-care': [assigned] },
  },
  'read-risk-report': {
    catalogue: { staff: [assigned, riskReadByFew], 'social-care': [assigned, riskReadByFew] },
  },
  'handle-risk': {
    catalogue: { staff: [assigned, riskHandledByHead], 'social-care': [assigned, riskHandledByHead] },
  },
  'read-withdrawal': {
    catalogue: { staff: [assigned, withdrawalReadByFew] },
  },
  // Records in bulk: a person takes out one at a time (`open`), by what they may see of it.
  export: {
    catalogue: { system: client, 'quality-register': [protectedStaff] },
    demographics: { system: client, 'quality-register': collected },
    record: { system: client, 'quality-register': reported },
  },
  load: {
    catalogue: { system: client },
    demographics: { system: client },
    record: { system: client },
  },
};

/** The decision by a given table and given provisions; the law as it is, and has been, is `decide`. */
export function decideBy(by: { table: Table; law: Provisions }, act: Act, situation: Situation, day: string): Decision {
  const rules = by.table[act][situation.matter]?.[situation.caller] ?? [providedFor];
  const found = rules.map((rule) => findOn(day, by.law, rule, situation));
  const steps = new Set<LawfulStep>();
  for (const { finding, step } of found)
    if (finding.outcome !== 'met' && step !== undefined) for (const one of [step].flat()) steps.add(one);
  return {
    day,
    permitted: found.every(({ finding }) => finding.outcome === 'met'),
    findings: found.map(({ finding }) => finding),
    steps: [...steps],
  };
}

/** `day`: of the act, YYYY-MM-DD in Sweden; the law of that day decides. */
export function decide(act: Act, situation: Situation, day: string): Decision {
  return decideBy({ table, law }, act, situation, day);
}

/** Every rule of the table by name, for explaining and for the mutation test. */
export const rules: ReadonlyMap<string, Rule> = new Map(
  [
    providedFor,
    ...Object.values(table).flatMap((row) => Object.values(row).flatMap((cell) => Object.values(cell).flat())),
  ].map((rule) => [rule.name, rule]),
);
