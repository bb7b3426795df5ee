/**
 * Who writes without end, over HTTP, and remembers what was acknowledged. Two transactions for each person: the patient by condition, an
 * encounter and three observations, one of which finds the patient by criteria and one has an id of its own; then the patient
 * anew, one observation away and another in its place.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bundle, BundleEntry, Resource } from '@medplum/fhirtypes';

const system = 'urn:killed';
export const writers = 6;

export interface Person {
  value: string;
  begun: Date;
  /** Transactions sent and acknowledged. */
  sent: number;
  acknowledged: number;
  id?: string;
}

export class Persons {
  /** Whom nobody writes any more. */
  over: Person[] = [];
  acknowledged = 0;
  /** Transactions that were under way when a process was killed, and never answered. */
  cut = 0;
  /** Each until it is answered; true once a process has been killed meanwhile. */
  readonly #underWay = new Map<Person, boolean>();
  readonly #where: () => Promise<string>;
  readonly #token: string;
  readonly #run = randomUUID().slice(0, 8);
  #next = 0;
  #writing = true;
  #failed: Error | undefined;
  #heard: (() => void)[] = [];
  readonly #work: Promise<unknown>;

  /** @param where the address of whoever answers now */
  constructor(where: () => Promise<string>, token: string) {
    this.#where = where;
    this.#token = token;
    this.#work = Promise.all(Array.from({ length: writers }, () => this.#write()));
    this.#work.catch((error: Error) => {
      this.#failed = error;
      this.#tell();
    });
  }

  /** Something is about to be killed. */
  struck(): void {
    for (const person of this.#underWay.keys()) this.#underWay.set(person, true);
  }

  /** Resolves when so many more transactions are acknowledged, and another is under way. */
  async more(count: number): Promise<void> {
    const wanted = this.acknowledged + count;
    while (this.acknowledged < wanted || this.#underWay.size === 0) {
      if (this.#failed) throw this.#failed;
      await new Promise<void>((resolve) => this.#heard.push(resolve));
    }
  }

  /** Resolves when what is under way is answered. */
  async stop(): Promise<void> {
    this.end();
    await this.#work;
  }

  end(): void {
    this.#writing = false;
  }

  #tell(): void {
    for (const heard of this.#heard.splice(0)) heard();
  }

  async #write(): Promise<void> {
    while (this.#writing) {
      const person: Person = {
        value: `${this.#run}-${this.#next++}`,
        begun: new Date(),
        sent: 0,
        acknowledged: 0,
      };
      const first = await this.#send(person, firstOf(person.value));
      const [patient, , observation] = first ?? [];
      if (patient !== undefined && observation !== undefined) {
        person.id = patient;
        await this.#send(person, secondOf(patient, observation, person.value));
      }
      this.over.push(person);
    }
  }

  /** Ids of the entries; undefined when it was cut off, so that nobody knows whether it was done. */
  async #send(person: Person, bundle: Bundle): Promise<string[] | undefined> {
    const address = await this.#where();
    person.sent++;
    this.#underWay.set(person, false);
    this.#tell();
    try {
      const response = await fetch(`${address}/fhir`, {
        method: 'POST',
        headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/fhir+json' },
        body: JSON.stringify(bundle),
      }).catch(() => undefined);
      const text = await response?.text().catch(() => undefined);
      if (response === undefined || text === undefined || response.status === 503) {
        if (this.#underWay.get(person)) this.cut++;
        // Whoever answers next may not be up yet.
        await sleep(20);
        return undefined;
      }
      if (response.status !== 200) throw new Error(`${response.status}: ${text}`);
      person.acknowledged++;
      this.acknowledged++;
      return (
        (JSON.parse(text) as Bundle).entry?.map(({ response: one }) => one?.location?.split('/').at(-3) ?? '') ?? []
      );
    } finally {
      this.#underWay.delete(person);
      this.#tell();
    }
  }
}

const patientOf = (value: string, more: object = {}): Resource => ({
  resourceType: 'Patient',
  identifier: [{ system, value }],
  ...more,
});

const observation = (subject: string, more: object = {}): Resource => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }], text: 'Weight' },
  effectiveDateTime: '2026-11-02T08:00:00+01:00',
  subject: { reference: subject },
  valueQuantity: { value: 70, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
  ...more,
});

const made = (resource: Resource, more: object = {}): BundleEntry => ({
  resource,
  request: { method: 'POST', url: resource.resourceType, ...more },
});

function firstOf(value: string): Bundle {
  const fullUrl = `urn:uuid:${randomUUID()}`;
  const criteria = `identifier=${system}|${value}`;
  const encounter: Resource = {
    resourceType: 'Encounter',
    status: 'finished',
    class: { code: 'AMB' },
    subject: { reference: fullUrl },
  };
  const own = observation(fullUrl, { id: `own-${value}` });
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      { fullUrl, ...made(patientOf(value), { ifNoneExist: criteria }) },
      made(encounter),
      made(observation(fullUrl)),
      made(observation(`Patient?${criteria}`)),
      { resource: own, request: { method: 'PUT', url: `Observation/${own.id}` } },
    ],
  };
}

function secondOf(patient: string, gone: string, value: string): Bundle {
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      {
        resource: patientOf(value, { id: patient, active: true }),
        request: { method: 'PUT', url: `Patient/${patient}` },
      },
      { request: { method: 'DELETE', url: `Observation/${gone}` } },
      made(observation(`Patient/${patient}`)),
    ],
  };
}
