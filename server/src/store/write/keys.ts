/**
 * Keys of resources and of patients, drawn from their sequences in blocks: one trip to the database for hundreds of keys.
 * A block that is not used up when the process ends is lost; keys only have to be unique.
 */
import type { Queryable, Statement } from '../queryable.ts';

class Blocks {
  readonly #database: Queryable;
  readonly #statement: Statement;
  readonly #size: number;
  #next = 0;
  #end = 0;
  #drawing: Promise<void> | undefined;

  /** @param size what the sequence is incremented by. */
  constructor(database: Queryable, sequence: string, size: number) {
    this.#database = database;
    this.#statement = { name: `next-${sequence}`, text: `select nextval('${sequence}') as first` };
    this.#size = size;
  }

  async take(): Promise<number> {
    while (this.#next === this.#end) {
      this.#drawing ??= this.#draw().finally(() => {
        this.#drawing = undefined;
      });
      await this.#drawing;
    }
    return this.#next++;
  }

  async #draw(): Promise<void> {
    const [row] = await this.#database.rows<{ first: number }>(this.#statement);
    if (row === undefined) {
      throw new Error('A sequence gave no number');
    }
    this.#next = row.first;
    this.#end = row.first + this.#size;
  }
}

/** The sequences' increments in 0001-record.sql. */
const resourceBlock = 512;
const patientBlock = 64;

export class Keys {
  readonly #resources: Blocks;
  readonly #patients: Blocks;

  constructor(database: Queryable) {
    this.#resources = new Blocks(database, 'resource_key_seq', resourceBlock);
    this.#patients = new Blocks(database, 'patient_key_seq', patientBlock);
  }

  resource(): Promise<number> {
    return this.#resources.take();
  }

  patient(): Promise<number> {
    return this.#patients.take();
  }
}
