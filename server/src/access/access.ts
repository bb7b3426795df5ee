/**
 * The law asked about a request: the facts are gathered and care/src/access decides, before anything is done. Reads that the
 * record's own filter answers do not come here; what the filter hides does, so that the answer can say why.
 */
import type { Resource } from '@medplum/fhirtypes';
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { decide } from '@vardkedjan/care/access/decide.ts';
import type { Act, Decision } from '@vardkedjan/care/access/finding.ts';
import { matterOf } from '@vardkedjan/care/access/matter.ts';
import type { Situation } from '@vardkedjan/care/access/situation.ts';
import { entryStateOf } from '@vardkedjan/care/record-keeping/note-state.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Concern } from '../http/concern.ts';
import { type EntryFacts, entryFacts, patientFacts, patientFactsById } from '../store/access-facts.ts';
import type { Queryable } from '../store/queryable.ts';
import { type Owner, situationOfCaller, situationOfEntry, situationOfNew, situationOfPatient, whoOf } from './gather-situation.ts';
import { beingRegistered, notKnownBefore, ownersOf } from './owners.ts';
import { type ConcernedPatient, Refusal } from './refusal.ts';

export interface Decided {
  act: Act;
  decision: Decision;
  /** Whose record it is about. */
  patient?: ConcernedPatient;
  /** The version the decision rests on, when it is about a resource that is there. */
  entry?: { type: string; id: string; version: number };
}

type Write = Extract<Concern, { change: 'create' | 'update' }>;

export class Access {
  readonly #db: Queryable;

  /** `db`: where facts are read, the lane for short statements. */
  constructor(db: Queryable) {
    this.#db = db;
  }

  /** Everything one request is about: all of it permitted, or Refusal at the first that is not. */
  async decide(caller: Caller, concerns: readonly Concern[]): Promise<Decided[]> {
    if (caller.kind === 'system') return concerns.map((concern) => permitted(decideForSystem(caller, concern)));
    const writes = concerns.filter((concern): concern is Write => concern.act === 'write' && concern.change !== 'delete');
    const owners = caller.kind === 'staff' && writes.length > 0 ? await ownersOf(this.#db, writes) : [];
    const ownerOfWrite = new Map(writes.map((concern, index) => [concern, owners[index] ?? 0]));
    const decided: Decided[] = [];
    for (const concern of concerns) decided.push(...(await this.#decide(caller, concern, ownerOfWrite)).map(permitted));
    return decided;
  }

  /** Why a resource was not in the caller's record: a Refusal when it is there and hidden, not-found when it is not. */
  async whyAbsent(caller: Caller, type: string, id: string): Promise<Failure> {
    const facts = await entryFacts(this.#db, type, id, whoOf(caller));
    if (facts === undefined || caller.kind === 'system') return new Failure('not-found', 'There is no such resource');
    const decision = decide('read', situationOfEntry(caller, facts));
    // It became visible between the two questions: the next read shows it.
    if (decision.permitted) return new Failure('unavailable', 'The resource has just changed; try again');
    return new Refusal('read', decision, patientOf(facts));
  }

  async #decide(caller: Caller, concern: Concern, owners: ReadonlyMap<Concern, number>): Promise<Decided[]> {
    switch (concern.act) {
      case 'open':
      case 'read-log':
      case 'state-relation':
        return [await this.#onPatient(caller, concern)];
      case 'sign':
      case 'correct':
        return this.#onEntry(caller, concern);
      case 'write':
        if (concern.change === 'delete') return this.#onEntry(caller, concern);
        return this.#onWrite(caller, concern, owners.get(concern) ?? 0);
    }
  }

  async #onPatient(caller: Caller, concern: Extract<Concern, { patient: string }>): Promise<Decided> {
    const facts = await patientFactsById(this.#db, concern.patient, whoOf(caller));
    if (facts === undefined) throw new Failure('not-found', 'There is no such patient');
    const reason = concern.act === 'state-relation' ? { reason: concern.reason } : {};
    const decision = decide(concern.act, { ...situationOfPatient(caller, facts), ...reason });
    return { act: concern.act, decision, patient: { key: facts.patientKey, id: facts.patientId } };
  }

  async #onEntry(caller: Caller, concern: Extract<Concern, { type: string }>): Promise<Decided[]> {
    const facts = await entryFacts(this.#db, concern.type, concern.id, whoOf(caller));
    // Nothing is there to be changed: the handler says so.
    if (facts === undefined || facts.deleted) return [];
    const more: Partial<Situation> =
      concern.act === 'write'
        ? { change: 'delete' }
        : concern.reason === undefined
          ? {}
          : { reason: concern.reason };
    return [decidedOnEntry(concern.act, { ...situationOfEntry(caller, facts), ...more }, facts)];
  }

  async #onWrite(caller: Caller, concern: Write, owner: number): Promise<Decided[]> {
    const { resource, id } = concern;
    const who = whoOf(caller);
    const facts = concern.change === 'update' && id !== undefined ? await entryFacts(this.#db, resource.resourceType, id, who) : undefined;
    const asNew = await this.#situationOfNew(caller, resource, owner);
    if (facts === undefined) return [{ act: 'write', decision: decide('write', asNew.situation), ...asNew.patient }];
    const situation = situationOfEntry(caller, facts);
    // What it was decides whose it is; where it would move to another patient, that record is decided about too.
    const before = decidedOnEntry(
      'write',
      { ...situation, change: 'update', entryBecomes: entryStateOf(resource), ...(facts.deleted ? { entry: 'other' } : {}) },
      facts,
    );
    const moves = resource.resourceType !== 'Patient' && owner !== facts.patientKey;
    return moves ? [before, { act: 'write', decision: decide('write', asNew.situation), ...asNew.patient }] : [before];
  }

  async #situationOfNew(
    caller: Caller,
    resource: Resource,
    owner: number,
  ): Promise<{ situation: Situation; patient: { patient?: ConcernedPatient } }> {
    if (caller.kind !== 'staff') {
      const matter = matterOf(resource.resourceType, 1);
      return { situation: { ...situationOfCaller(caller, matter), change: 'create', entryBecomes: entryStateOf(resource) }, patient: {} };
    }
    const facts = await this.#factsOfOwner(caller, owner);
    const patient = typeof facts === 'object' ? { patient: { key: facts.patientKey, id: facts.patientId } } : {};
    return { situation: situationOfNew(caller, resource, facts), patient };
  }

  async #factsOfOwner(caller: Caller, owner: number): Promise<Owner> {
    if (owner === beingRegistered) return 'registering';
    if (owner === 0) return 'nobody';
    return owner === notKnownBefore ? 'unknown' : ((await patientFacts(this.#db, owner, whoOf(caller))) ?? 'unknown');
  }
}

function decidedOnEntry(act: Act, situation: Situation, facts: EntryFacts): Decided {
  const patient = patientOf(facts);
  const { type, id, version } = facts;
  return { act, decision: decide(act, situation), entry: { type, id, version }, ...(patient === undefined ? {} : { patient }) };
}

function decideForSystem(caller: Caller, concern: Concern): Decided {
  const type = 'resource' in concern ? concern.resource.resourceType : 'type' in concern ? concern.type : undefined;
  const matter = type === 'Patient' ? 'demographics' : 'record';
  return { act: concern.act, decision: decide(concern.act, situationOfCaller(caller, matter)) };
}

function permitted(decided: Decided): Decided {
  if (!decided.decision.permitted) throw new Refusal(decided.act, decided.decision, decided.patient);
  return decided;
}

function patientOf({ patientKey, patientId }: EntryFacts): ConcernedPatient | undefined {
  return patientKey === 0 || patientId === null ? undefined : { key: patientKey, id: patientId };
}
