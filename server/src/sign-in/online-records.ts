/** The records that a resident might read online, with the facts that the law asks for, put together anew for every request. */
import type { Patient } from '@medplum/fhirtypes';
import type { OnlineAges } from '@vardkedjan/care/access/online-ages.ts';
import { agesAt, type OnlineRecord } from '@vardkedjan/care/access/online-record.ts';
import { stockholmDay } from '@vardkedjan/care/time/stockholm.ts';
import { unlessUnanswered } from '../access/unanswered.ts';
import { type OnlineFacts, onlineFacts } from '../store/facts/online-facts.ts';
import type { Queryable } from '../store/queryable.ts';
import { isDeceased, nameOf, type Resident } from './people.ts';

export class OnlineRecords {
  readonly #db: Queryable;
  readonly #ages: readonly OnlineAges[];
  readonly #now: () => number;

  constructor(db: Queryable, ages: readonly OnlineAges[], now: () => number = Date.now) {
    this.#db = db;
    this.#ages = ages;
    this.#now = now;
  }

  /** Fails when the store does not answer: what is not known is not read. */
  async of({ key, numbers }: Pick<Resident, 'key' | 'numbers'>): Promise<OnlineRecord[]> {
    const found = await unlessUnanswered(onlineFacts(this.#db, key, numbers));
    const own = found.find(({ record }) => record === 'own');
    return found.map((facts) => this.#record(facts, own?.protectedPerson));
  }

  /** Of two clocks that differ, the one holds by which less is open: the later for guardians, the earlier for who reads alone. */
  #when({ record, at }: OnlineFacts): Date {
    return new Date(Math[record === 'childs' ? 'max' : 'min'](this.#now(), Date.parse(at)));
  }

  #record(facts: OnlineFacts, guardianProtected: boolean | undefined): OnlineRecord {
    const { patientKey, id, record, protectedPerson, decided } = facts;
    const patient = JSON.parse(facts.body) as Patient;
    const now = this.#when(facts);
    return {
      day: stockholmDay(now),
      patientKey,
      id,
      name: nameOf(patient),
      facts: {
        record,
        ...agesAt({ record, birthDate: patient.birthDate }, now, this.#ages),
        protectedPerson,
        deceased: isDeceased(patient),
        ...(record === 'childs' && {
          ...(guardianProtected !== undefined && { guardianProtected }),
          guardianShutOut: decided.includes(0),
        }),
      },
      clinics: decided.filter((unit) => unit !== 0),
    };
  }
}
