/**
 * The facts that rules ask for. A fact that nobody could establish is absent, and an absent fact is unknown: it refuses.
 * They are gathered in server/src/access/gather-situation.ts; here they are plain values, so that a case in cases/*.yaml
 * is the same thing as a situation in the running system.
 */
import type { Caller, Purpose } from './caller.ts';
import type { Right } from './needs-and-risks/rights.ts';

/**
 * `social-care`: staff of a social care provider, whom the law on shared records gives rules of their own. `quality-register`: the system of a national or
 * regional quality register (PDL 7 kap.). `client`: another system, whose mandate names what it may do (mandate.ts).
 */
export type CallerKind = Caller['kind'] | 'social-care' | 'quality-register' | 'client';

/**
 * What the act is about. `catalogue`: what belongs to no patient (units, staff, templates); `demographics`: the Patient
 * resource; `record`: everything else that belongs to a patient; `authorisation`: the analyses that the rights of a unit's roles rest on.
 */
export type Matter = 'catalogue' | 'demographics' | 'record' | 'authorisation';

/** Where a care relation comes from (relations.ts). `registering`: the person is being entered in the register right now. */
export type RelationOrigin =
  | 'encounter'
  | 'appointment'
  | 'episode-of-care'
  | 'care-team'
  | 'order'
  | 'stated'
  | 'registering';

/**
 * How far an entry has come. `block`: a Consent that blocks, or opens what is blocked; `sharing`: one that opens other care providers'
 * entries; `register-choice`: one that says what the patient says of quality registers; `guardianship`: who a child's guardian is, or who
 * reads a child's record online; `of-register`: what comes from a register, and is no entry (of-register.ts); `other`: nothing that signing applies to.
 */
export type EntryState =
  | 'draft'
  | 'signed'
  | 'block'
  | 'sharing'
  | 'register-choice'
  | 'guardianship'
  | 'of-register'
  | 'other';

/**
 * By what another care provider's entries are open to the caller now (shared-records.ts). `lifted`: the care provider that keeps them has
 * lifted its block for the caller.
 */
export type SharedBy = 'consent' | 'child' | 'incapacity' | 'emergency' | 'lifted';

/**
 * How another care provider's entry has come within the caller's reach: by shared records; or its keeper has handed it out to the caller's unit, with an order or as its
 * answer (coordination/orders/handed-out.ts).
 */
export type ReachedBy = SharedBy | 'handed-out';

/** Of what belongs to no patient: whose note template or order set it is (record-keeping/unit-template.ts). */
export type WhoseTemplate = 'own-units' | 'another-units' | 'no-template';

export interface Situation {
  caller: CallerKind;
  matter: Matter;
  /** Staff: whether an assignment is chosen and in force at the time of the act. */
  assignment?: 'in-force' | 'ended' | 'none';
  purpose?: Purpose;
  /** Short word of the assignment, e.g. `doctor`, `medical-secretary`. */
  profession?: string;
  /**
   * Staff: whether a signed needs-and-risk analysis of the role at the unit is in force. `due`: it is, and should have been reviewed; `lapsed`: it is
   * no longer, since it has not been.
   */
  analysis?: 'in-force' | 'due' | 'lapsed' | 'none';
  /** Staff: the rights that it gives. */
  rights?: readonly Right[];
  /** System client: what it may do, decided when it was registered. */
  mandate?: 'everything' | 'this-kind' | 'none';
  /** Quality register: whether the patient has been told of it, and that it may be opposed. */
  informedOfRegister?: boolean;
  /** Quality register: whether the patient opposes that it has data about them. */
  opposesRegister?: boolean;
  /** The relation to the patient, now, of the caller's care unit or of the caller personally. */
  relation?: RelationOrigin | 'none';
  /** Whether the patient's personal data are protected (protected-person.ts). */
  protectedPerson?: boolean;
  /** Of what belongs to no patient: whether it tells of staff whose personal data are protected. */
  protectedStaff?: boolean;
  /** Whether they would be protected after the act, which writes the person. */
  protectionBecomes?: boolean;
  /** Whose the entry is. Absent when the resource does not say which care provider keeps it. */
  keptBy?: 'own-care-provider' | 'another-care-provider';
  /** What kind of provider keeps the entry; social care only. */
  keeperKind?: 'care-provider' | 'social-care-provider';
  /** Social care registers consent: whether it opens the entries of named other social care providers only. */
  ofSocialCareOnly?: boolean;
  /** Whether only the entry's own unit may see it (walls.ts). */
  walled?: boolean;
  /** Whether the entry belongs to the caller's own care unit. */
  unit?: 'own' | 'another';
  /**
   * Whether the patient has blocked the entry's unit for others than that unit (PDL 4 kap. 4 §); of a whole record, whether any other
   * unit of the caller's care provider. `lifted`: opened, for now, to the caller; of a whole record, that something is.
   */
  block?: 'none' | 'in-force' | 'lifted';
  /** Whether the patient has blocked the entry's care provider for all others (2022:913, 2 kap. 3 §). */
  blockedForOtherProviders?: boolean;
  /** Another care provider's entry: by what it is open to the caller. */
  sharedBy?: ReachedBy | 'none';
  /** Another care provider's entry is how an order is handled that lies with the caller's unit. */
  liesHere?: boolean;
  /** Whether the patient has been told what shared records are, and that they may be opposed. */
  informed?: boolean;
  /** Whether the patient can consent. `lacks-for-now`: only for a while. */
  capacity?: 'has' | 'lacks-for-now' | 'lacks';
  /** Of one who lacks capacity: what is known of their attitude, clarified as far as possible. */
  attitude?: 'nothing-against' | 'would-object' | 'not-clarified';
  /** Whether there is danger to the patient's life, or a serious risk to their health. */
  danger?: boolean;
  /** Whether the patient can ask that a block is lifted. */
  canAskToLift?: boolean;
  /** Whether the caller has lately been shown which other care providers have entries, or have blocked. */
  providersShown?: boolean;
  /** Whether another care provider has asked that the block is lifted, and waits for the answer. */
  asked?: boolean;
  /** Who asks for a block. */
  requestedBy?: 'patient' | 'guardian';
  /** What the patient says of lifting a block, or of sharing. */
  consent?: 'given' | 'refused' | 'cannot-be-had';
  /** Whether the data can be assumed to matter for care that the patient imperatively needs; of one who lacks capacity, for necessary care. */
  matters?: boolean;
  /** Lifting: whether the caller has lately been shown which units have blocked. */
  unitsShown?: boolean;
  /** Of a risk report: whether the caller made it. */
  reportedBy?: 'self' | 'another';
  /** Reviewing the log: who opened what is decided about; `none`: nothing is decided about. */
  openingBy?: 'self' | 'another' | 'none';
  /** Of a delegation: whether it is to or from the caller, or was withdrawn by them. */
  delegation?: 'own' | 'of-others';
  /** Staff: whether the caller is the head of the unit (verksamhetschef). */
  headOfUnit?: boolean;
  /** Resident: whose record it is; `childs`: of a child whose guardian the resident is, by the population register. */
  record?: 'own' | 'childs' | 'another-persons';
  /** Age of the person whose record it is, in whole years on the day of the act. */
  age?: number;
  /** The ages that hold on that day (online-ages.ts). */
  guardianUntil?: number;
  aloneFrom?: number;
  /** Resident: whether the head of the entry's clinic (of a whole record, of any) has decided that this resident reads what it keeps. */
  clinicDecision?: boolean;
  /** Resident: whether the guardian's own personal data are protected. */
  guardianProtected?: boolean;
  /** Resident: whether a head of a clinic has decided that this guardian does not read the child's record. */
  guardianShutOut?: boolean;
  /** Resident: whether the person whose record it is has died. */
  deceased?: boolean;
  /** Whether the entry may be shown to the patient: no draft, not marked NOPATIENT. */
  forPatient?: boolean;
  change?: 'create' | 'update' | 'delete';
  /** The entry as it stands before the act. */
  entry?: EntryState;
  /** The entry as the act would leave it. */
  entryBecomes?: EntryState;
  /** Of what belongs to no patient: whose template it is before the act, and after it. */
  template?: WhoseTemplate;
  templateBecomes?: WhoseTemplate;
  /** Handing out: whether it has been assessed that it may be given to the one who asks. */
  secrecyAssessed?: boolean;
  /** Erasing: whether the supervisory authority has decided it, at the latest today. */
  erasureOrdered?: boolean;
  /** The caller's own words when a relation is stated; empty when none were given. */
  reason?: string;
}
