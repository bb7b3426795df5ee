/**
 * The law asked about a request: the facts are gathered and care/src/access decides, before anything is done. Reads that the
 * record's own filter answers do not come here; what the filter hides does, so that the answer can say why.
 */
import type { Resource } from '@medplum/fhirtypes';
import {
  type Caller,
  isClient,
  isOfSocialCare,
  type StaffCaller,
  type SystemCaller,
} from '@vardkedjan/care/access/caller.ts';
import { decide } from '@vardkedjan/care/access/decide.ts';
import type { Finding } from '@vardkedjan/care/access/finding.ts';
import { heldByFilter, type ShownByFilter } from '@vardkedjan/care/access/held-by-filter.ts';
import { isAnalysis } from '@vardkedjan/care/access/needs-and-risks/analysis.ts';
import { isProtectedPerson } from '@vardkedjan/care/access/protected-person.ts';
import { stockholmDay } from '@vardkedjan/care/time/stockholm.ts';
import { visibilityOf } from '@vardkedjan/care/access/visibility.ts';
import type { Matter, Situation } from '@vardkedjan/care/access/situation.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Concern } from '../http/concern.ts';
import type { Access, Decided } from '../http/wiring.ts';
import { type EntryFacts, entryFacts, patientFacts, patientFactsById } from '../store/facts/access-facts.ts';
import { groundsOfSharing } from '../store/facts/sharing-facts.ts';
import type { Queryable } from '../store/queryable.ts';
import {
  becomes,
  type Owner,
  situationOfAnalysis,
  situationOfCaller,
  situationOfEntry,
  situationOfNew,
  situationOfPatient,
  templateBecomes,
  whoOf,
} from './gather-situation.ts';
import { mandateToWrite } from './mandate-to-write.ts';
import { beingRegistered, notKnownBefore, ownersOf } from './owners.ts';
import { refusalOf } from './refusal.ts';
import { situationOfAct } from './situation-of-act.ts';
import { situationOfSharing } from './situation-of-sharing.ts';
import { unlessUnanswered } from './unanswered.ts';

type Write = Extract<Concern, { change: 'create' | 'update' }>;
type OnEntry = Exclude<Extract<Concern, { type: string }>, Write>;
type OnRiskReport = Extract<Concern, { by: string }>;
type OnPatient = Extract<Concern, { patient: string }>;

export class LawfulAccess implements Access {
  readonly #db: Queryable;
  readonly #owners = new WeakMap<readonly Concern[], Promise<ReadonlyMap<Concern, number>>>();

  readonly #filtered = new WeakMap<Caller, { day: string; findings: Record<ShownByFilter, readonly Finding[]> }>();

  /** `db`: where facts are read, the lane for short statements. */
  constructor(db: Queryable) {
    this.#db = db;
  }

  async decide(caller: Caller, concern: Concern, together: readonly Concern[] = [concern]): Promise<Decided> {
    const decided =
      caller.kind === 'system' && !isClient(caller)
        ? await unlessUnanswered(this.#forSystem(caller, concern))
        : await unlessUnanswered(this.#decide(caller, concern, together));
    if (!decided.decision.permitted) throw refusalOf(decided);
    return decided;
  }

  async whyAbsent(caller: Caller, type: string, id: string): Promise<Failure> {
    const facts = await unlessUnanswered(entryFacts(this.#db, type, id, whoOf(caller)));
    if (facts === undefined || caller.kind === 'system') return new Failure('not-found', 'There is no such resource');
    const situation = situationOfEntry(caller, facts);
    if (isBlockedElsewhere(situation) || isKeptByNobody(situation))
      return new Failure('not-found', 'There is no such resource');
    const decision = decide('read', situation, today());
    // It became visible between the two questions: the next read shows it.
    // That something is blocked is not for social care to know (2022:913, 2 kap. 5 §), so neither is that it is there.
    if (caller.kind === 'staff' && isOfSocialCare(caller) && !decision.permitted)
      return new Failure('not-found', 'There is no such resource');
    if (decision.permitted) return new Failure('unavailable', 'The resource has just changed; try again');
    return refusalOf({ act: 'read', decision, patient: patientOf(facts) });
  }

  throughFilter(caller: Caller, shown: ShownByFilter): readonly Finding[] {
    const day = today();
    const known = this.#filtered.get(caller);
    if (known?.day === day) return known.findings[shown];
    const asking = decide('search', situationOfCaller(caller, 'record'), day).findings;
    const [entries, persons] = (['entries', 'persons'] as const).map((what) => {
      const held = heldByFilter(visibilityOf(caller), what);
      return [...asking.filter(({ rule }) => held.every((one) => one.rule !== rule)), ...held];
    }) as [Finding[], Finding[]];
    const findings = { entries, persons };
    this.#filtered.set(caller, { day, findings });
    return findings[shown];
  }

  async grounds(caller: StaffCaller, of: Parameters<typeof groundsOfSharing>[1]): ReturnType<Access['grounds']> {
    return await groundsOfSharing(this.#db, of, caller);
  }

  /** Of a system for the whole record: it is asked about what it writes, where that may be a register that it was not given. */
  async #forSystem(caller: SystemCaller, concern: Concern): Promise<Decided> {
    const written = concern.act === 'write' ? await mandateToWrite(this.#db, caller, concern) : {};
    const matter = 'resource' in concern && concern.resource.resourceType === 'Patient' ? 'demographics' : 'record';
    const decision = decide(concern.act, { ...situationOfCaller(caller, matter), ...written }, today());
    return { act: concern.act, decision, patient: undefined };
  }

  async #decide(caller: Caller, concern: Concern, together: readonly Concern[]): Promise<Decided> {
    switch (concern.act) {
      case 'read-log':
      case 'review-log':
        return 'patient' in concern ? this.#onPatient(caller, concern) : onLog(caller, concern);
      case 'open':
      case 'state-relation':
      case 'block':
      case 'show-blocking-units':
      case 'lift-block':
      case 'end-opening':
      case 'decide-online':
      case 'register-consent':
      case 'withdraw-consent':
      case 'choose-quality-registers':
      case 'show-providers':
      case 'open-without-capacity':
      case 'emergency':
      case 'show-blocking-providers':
      case 'ask-to-lift':
      case 'lift-for-another':
      case 'ask-unit-to-lift':
      case 'lift-for-colleague':
      case 'print':
      case 'hand-out':
        return this.#onPatient(caller, concern);
      case 'load':
      case 'erase-from-register':
        return decidedOn(caller, concern.act, concern.act === 'load' ? 'catalogue' : 'record');
      case 'report-risk':
        return decidedOn(caller, concern.act, 'catalogue');
      case 'read-risk-report':
      case 'handle-risk':
        return this.#onRiskReport(caller, concern);
      case 'read-withdrawal':
        return onWithdrawal(caller, concern);
      case 'sign':
      case 'correct':
      case 'erase':
        return this.#onEntry(caller, concern);
      case 'write':
        return concern.change === 'delete' ? this.#onEntry(caller, concern) : this.#onWrite(caller, concern, together);
    }
  }

  async #onPatient(caller: Caller, concern: OnPatient): Promise<Decided> {
    const facts = await patientFactsById(this.#db, concern.patient, whoOf(caller));
    if (facts === undefined) throw new Failure('not-found', 'There is no such patient');
    const reason = 'reason' in concern && concern.reason !== undefined ? { reason: concern.reason } : {};
    const blocks = await situationOfAct(this.#db, caller, facts.patientKey, concern);
    const sharing = await situationOfSharing(this.#db, caller, facts, concern);
    const review = concern.act === 'review-log' ? openingBy(caller, concern.agent) : {};
    const situation = { ...situationOfPatient(caller, facts), ...blocks, ...sharing, ...review, ...reason };
    const decision = decide(concern.act, { ...situation, ...onlineOf(caller, concern, situation) }, today());
    return {
      act: concern.act,
      decision,
      patient: { key: facts.patientKey, id: facts.patientId, ...(facts.linked && { linked: true }) },
      situation,
      ...reason,
    };
  }

  async #onRiskReport(caller: Caller, { act, unit, by, about }: OnRiskReport): Promise<Decided> {
    const facts = about === undefined ? undefined : await patientFactsById(this.#db, about, whoOf(caller));
    const situation: Situation = {
      ...situationOfCaller(caller, 'catalogue'),
      ...(caller.kind === 'staff' && {
        unit: caller.assignment.careUnit.id === unit ? 'own' : 'another',
        reportedBy: caller.practitioner.id === by ? 'self' : 'another',
      }),
    };
    const patient = facts && { key: facts.patientKey, id: facts.patientId };
    return { act, decision: decide(act, situation, today()), patient };
  }

  async #onEntry(caller: Caller, concern: OnEntry): Promise<Decided> {
    const facts = await entryFacts(this.#db, concern.type, concern.id, whoOf(caller));
    if (facts === undefined) throw new Failure('not-found', 'There is no such resource');
    if (isBlockedElsewhere(situationOfEntry(caller, facts)))
      throw new Failure('not-found', 'There is no such resource');
    const reason = concern.act !== 'write' && concern.reason !== undefined ? { reason: concern.reason } : {};
    const change: Partial<Situation> = concern.act === 'write' ? { change: 'delete' } : {};
    const order = concern.act === 'erase' ? { erasureOrdered: concern.ordered <= today() } : {};
    // What is deleted already is deleted once more without a trace.
    const entry: Partial<Situation> = facts.deleted ? { entry: 'draft' } : {};
    const situation = {
      ...situationOfEntry(caller, facts),
      ...situationOfAnalysis(caller, facts.analysisOf ?? undefined),
      ...change,
      ...(concern.act === 'write' && (await mandateToWrite(this.#db, caller, concern))),
      ...entry,
      ...order,
      ...reason,
    };
    const decision = decide(concern.act, situation, today());
    return { act: concern.act, decision, patient: patientOf(facts), ...reason };
  }

  async #onWrite(caller: Caller, concern: Write, together: readonly Concern[]): Promise<Decided> {
    const { resource, id } = concern;
    const facts = id === undefined ? undefined : await entryFacts(this.#db, resource.resourceType, id, whoOf(caller));
    if (facts === undefined) return this.#onNew(caller, concern, together);
    if (isBlockedElsewhere(situationOfEntry(caller, facts)))
      throw new Failure('conflict', `${resource.resourceType}/${id} cannot be used for a new resource.`);
    // Whose it is, is decided by what is there; the store refuses to move it to another patient.
    const situation: Situation = {
      ...situationOfEntry(caller, facts),
      ...situationOfAnalysis(caller, facts.analysisOf ?? undefined, unitAnalysed(resource)),
      change: 'update',
      entryBecomes: becomes(resource),
      templateBecomes: templateBecomes(caller, resource),
      protectionBecomes: isProtectedPerson(resource),
      ...(facts.deleted ? { entry: 'other' } : {}),
      ...(await mandateToWrite(this.#db, caller, concern)),
    };
    return { act: 'write', decision: decide('write', situation, today()), patient: patientOf(facts) };
  }

  async #onNew(caller: Caller, concern: Write, together: readonly Concern[]): Promise<Decided> {
    const owners = caller.kind === 'staff' || isClient(caller) ? await this.#ownersOf(caller, together) : undefined;
    const owner = await this.#owner(caller, concern.resource, owners?.get(concern) ?? notKnownBefore);
    const patient = typeof owner === 'object' ? { key: owner.patientKey, id: owner.patientId } : undefined;
    const situation: Situation = {
      ...situationOfNew(caller, concern.resource, owner),
      ...(owner === 'nobody' ? situationOfAnalysis(caller, unitAnalysed(concern.resource)) : {}),
      ...(await mandateToWrite(this.#db, caller, concern, owner)),
    };
    return { act: 'write', decision: decide('write', situation, today()), patient };
  }

  /** Whose record each write is about: found once for the whole unit of work. */
  #ownersOf(caller: Caller, together: readonly Concern[]): Promise<ReadonlyMap<Concern, number>> {
    let owners = this.#owners.get(together);
    if (owners === undefined) {
      const writes = together.filter((one): one is Write => one.act === 'write' && one.change !== 'delete');
      owners = ownersOf(this.#db, writes, visibilityOf(caller)).then(
        (found) => new Map(writes.map((concern, index) => [concern, found[index] ?? notKnownBefore])),
      );
      this.#owners.set(together, owners);
    }
    return owners;
  }

  async #owner(caller: Caller, resource: Resource, owner: number): Promise<Owner> {
    if (resource.resourceType === 'Patient' || owner === beingRegistered) return 'registering';
    if (owner === 0) return 'nobody';
    return owner === notKnownBefore ? 'unknown' : ((await patientFacts(this.#db, owner, whoOf(caller))) ?? 'unknown');
  }
}

/**
 * What the patient has blocked at another care provider: nobody else is told that it is there (2022:913, 2 kap. 5 §; docs/open-questions.md, 61). In danger the
 * law shows who has blocked, from the patient and never from an entry.
 */
function isBlockedElsewhere({ caller, keptBy, blockedForOtherProviders, sharedBy }: Situation): boolean {
  const isOfCare = caller === 'staff' || caller === 'social-care';
  const isReached = sharedBy === 'lifted' || sharedBy === 'handed-out';
  return isOfCare && keptBy === 'another-care-provider' && blockedForOtherProviders === true && !isReached;
}

/**
 * In a record, of no care provider: Consents that block and open, which no staff read. Which rules refuse them differs with whether anything is blocked, so none is told.
 */
function isKeptByNobody({ caller, matter, keptBy }: Situation): boolean {
  return caller === 'staff' && matter === 'record' && keptBy === undefined;
}

let lastAsked = { minute: Number.NaN, day: '' };

/** The law that decides is that of the day of the act, in Sweden. A day begins with a minute. */
function today(): string {
  const minute = Math.floor(Date.now() / 60_000);
  if (minute !== lastAsked.minute) lastAsked = { minute, day: stockholmDay(new Date(minute * 60_000)) };
  return lastAsked.day;
}

/** The unit that a needs-and-risk analysis is about, `Organization/…`; undefined: it is none. */
function unitAnalysed(resource: Resource): string | undefined {
  return isAnalysis(resource) ? (resource.subject?.reference ?? '') : undefined;
}

/** The log tells of all clinics, so one clinic's decision does not open it; who is not the patient asks as a guardian. */
function onlineOf({ kind }: Caller, { act }: Concern, { record }: Situation): Partial<Situation> {
  if (kind === 'resident' && act === 'read-log') return { clinicDecision: false };
  return kind === 'resident' && act === 'block' && record !== 'own' ? { requestedBy: 'guardian' } : {};
}

function decidedOn(caller: Caller, act: 'load' | 'erase-from-register' | 'report-risk', matter: Matter): Decided {
  return { act, decision: decide(act, situationOfCaller(caller, matter), today()), patient: undefined };
}

/** Of nobody's record: what somebody has done is asked for, or a sample is drawn. */
function onLog(
  caller: Caller,
  { act, agent }: Extract<Concern, { act: 'read-log' | 'review-log'; agent: string }>,
): Decided {
  const situation: Situation = { ...situationOfCaller(caller, 'record'), openingBy: 'none' };
  const about = agent === '' ? {} : { about: agent };
  return { act, decision: decide(act, situation, today()), patient: undefined, ...about };
}

function openingBy(caller: Caller, agent: string): Partial<Situation> {
  return agent === '' ? {} : { openingBy: caller.id === agent ? 'self' : 'another' };
}

function onWithdrawal(caller: Caller, { act, unit, between }: Extract<Concern, { between: unknown }>): Decided {
  const situation: Situation = {
    ...situationOfCaller(caller, 'catalogue'),
    ...(caller.kind === 'staff' && {
      unit: caller.assignment.careUnit.id === unit ? 'own' : 'another',
      delegation: between.includes(caller.practitioner.id) ? 'own' : 'of-others',
    }),
  };
  return { act, decision: decide(act, situation, today()), patient: undefined };
}

function patientOf({ patientKey, patientId }: EntryFacts): { key: number; id: string } | undefined {
  return patientKey === 0 || patientId === null ? undefined : { key: patientKey, id: patientId };
}
