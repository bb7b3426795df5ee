/**
 * Takes the entries of all files in their order. What refers to something that is not there yet waits for the next pass over
 * the files, so that order does not matter and only what waits is read twice. When a pass gets nobody further, what is left
 * refers to each other in a circle, and is taken together, or refers to nothing, and is refused.
 */
import type { CareUnit, SystemCaller } from '@vardkedjan/care/access/caller.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { validate } from '@vardkedjan/fhir/validation/validate.ts';
import type { Database } from '../../store/database.ts';
import { linksBy, relink } from '../../store/write/relink.ts';
import { type Fate, type Identified, Loader } from '../../store/write/load.ts';
import { criteriaOf, eachReference } from '../../store/references.ts';
import { belongingTo, listing } from './belonging.ts';
import { Criteria } from './criteria.ts';
import { type Entry, entryOf, nameOf } from './entry.ts';
import { BrokenJson } from './entry-splitter.ts';
import { type Refusal, reasonOf } from './refusal.ts';
import { NoBundle, type Source, textsOf } from './source.ts';

export interface TakeOptions {
  database: Database;
  caller: SystemCaller & { careUnit: CareUnit };
  progress: (taken: Taken) => void;
}

export interface Taken {
  loaded: number;
  present: number;
  differs: number;
  waiting: number;
  refusals: Refusal[];
  /** Resources loaded of each patient, by patient key. */
  patients: ReadonlyMap<number, number>;
}

/** A file on its way: what has become of each entry so far. */
interface File {
  source: Source;
  states: State[];
  /** What entries call each other within the file, and what that is here. */
  aliases: Map<string, string>;
}

type State = 'waiting' | 'done';

/** `first`: every entry. `again`: those that wait. `last`: those that wait, for the last time. */
type Pass = 'first' | 'again' | 'last';

interface Place {
  file: File;
  at: number;
  /** The listing that comes with a patient has no entry of its own. */
  own: boolean;
}

export async function take(sources: readonly Source[], options: TakeOptions): Promise<Taken> {
  const taking = new Taking(sources, options);
  await taking.pass('first');
  for (let waiting = Number.POSITIVE_INFINITY; taking.taken.waiting > 0 && taking.taken.waiting < waiting; ) {
    waiting = taking.taken.waiting;
    await taking.pass('again');
  }
  if (taking.taken.waiting > 0) {
    await taking.pass('last');
  }
  return taking.taken;
}

class Taking {
  readonly #options: TakeOptions;
  readonly #files: File[];
  readonly #criteria: Criteria;
  /** Of what is on its way. */
  readonly #places = new Map<Identified, Place>();
  readonly #patients = new Map<number, number>();
  readonly taken: Taken;
  #pass: Pass = 'first';
  #loader: Loader;
  /** Types that were added since everything was durable: criteria do not find those yet. */
  #fresh = new Set<string>();
  /** Of those that waited in the pass before: what each lacked. */
  #lacking = new Map<string, string[]>();

  constructor(sources: readonly Source[], options: TakeOptions) {
    this.#options = options;
    this.#files = sources.map((source) => ({ source, states: [], aliases: new Map() }));
    this.#criteria = new Criteria(options.database, options.caller);
    this.taken = { loaded: 0, present: 0, differs: 0, waiting: 0, refusals: [], patients: this.#patients };
    this.#loader = this.#newLoader(new Set());
  }

  async pass(pass: Pass): Promise<void> {
    this.#pass = pass;
    this.#loader = this.#newLoader(pass === 'last' ? circles(this.#lacking) : new Set());
    this.#lacking = new Map();
    this.taken.waiting = 0;
    for (const file of this.#files) {
      if (pass === 'first' || file.states.includes('waiting')) {
        await this.#file(file);
      }
    }
    const { patients } = await this.#loader.finish();
    this.#fresh.clear();
    for (const [patientKey, count] of patients) {
      this.#patients.set(patientKey, (this.#patients.get(patientKey) ?? 0) + count);
    }
  }

  #newLoader(coming: ReadonlySet<string>): Loader {
    const { database, caller } = this.#options;
    return new Loader(database, {
      caller,
      waits: this.#pass !== 'last',
      isComing: (name) => coming.has(name),
      told: (resource, fate, why) => this.#told(resource, fate, why),
    });
  }

  async #file(file: File): Promise<void> {
    let at = 0;
    try {
      for await (const text of textsOf(file.source)) {
        if (this.#pass === 'first' || file.states[at] === 'waiting') {
          await this.#text(text, file, at);
        }
        at++;
      }
    } catch (error) {
      if (error instanceof NoBundle && file.source.kind === 'bundle') {
        // What was taken for entries were parts of one resource, a List for example: none of them was a resource of its own.
        this.taken.refusals = this.taken.refusals.filter(({ path }) => path !== file.source.path);
        file.source = { ...file.source, kind: 'resource' };
        file.states = [];
        await this.#file(file);
      } else if (!(error instanceof BrokenJson)) {
        throw error;
      } else if (this.#pass === 'first') {
        // What stood before the break is taken; later passes meet the same break.
        this.taken.refusals.push({ path: file.source.path, entry: 0, resource: '', reasons: [`The file has ${error.message}.`] });
      }
    }
  }

  async #text(text: string, file: File, at: number): Promise<void> {
    file.states[at] = 'done';
    let resource: Identified | undefined;
    try {
      const entry = entryOf(text, file.source.kind === 'bundle');
      ({ resource } = entry);
      const issues = this.#pass === 'first' ? validate(resource) : [];
      if (issues.length > 0) {
        throw new Failure('invalid', 'The resource is not valid.', { issues });
      }
      await this.#entry(entry, file, at);
    } catch (error) {
      if (!(error instanceof Failure) || error.kind === 'unavailable') {
        throw error;
      }
      this.#refuse(file, at, resource, error);
    }
  }

  async #entry({ resource, fullUrl, ifNoneExist }: Entry, file: File, at: number): Promise<void> {
    const place: Place = { file, at, own: true };
    const meant = ifNoneExist === undefined ? undefined : await this.#meant(`${resource.resourceType}?${ifNoneExist}`);
    const name = meant ?? nameOf(resource);
    if (fullUrl !== undefined) {
      file.aliases.set(fullUrl, name);
    }
    if (name !== nameOf(resource)) {
      this.#toldOf(place, resource, 'present');
      return;
    }
    const found = new Map<string, string>();
    const missing: string[] = [];
    await this.#follow(resource, file, found, missing);
    if (missing.length > 0 && this.#pass !== 'last') {
      this.#toldOf(place, resource, 'waiting', { missing });
      return;
    }
    if (file.aliases.size > 0 || found.size > 0) {
      relink(resource, linksBy(file.aliases, found));
    }
    const { careUnit } = this.#options.caller;
    await this.#add(belongingTo(careUnit, resource), place);
    if (resource.resourceType === 'Patient') {
      await this.#add(listing(careUnit, resource.id), { file, at, own: false });
    }
  }

  /** Criteria are asked for what they mean; names of other entries may come later in the file. */
  async #follow(resource: Identified, file: File, found: Map<string, string>, missing: string[]): Promise<void> {
    const criteria = new Set<string>();
    eachReference(resource, ({ reference }) => {
      if (criteriaOf(reference) !== undefined) {
        criteria.add(reference);
      } else if (this.#pass === 'first' && /^[a-z]+:/.test(reference) && !file.aliases.has(reference)) {
        missing.push(reference);
      }
    });
    for (const reference of criteria) {
      const meant = await this.#meant(reference);
      if (meant !== undefined) {
        found.set(reference, meant);
      } else if (this.#pass === 'last') {
        const [type] = criteriaOf(reference) ?? [''];
        throw new Failure('invalid', `A reference to a ${type} by criteria leads to none, or to several.`, { status: 422 });
      } else {
        missing.push(reference);
      }
    }
  }

  async #meant(reference: string): Promise<string | undefined> {
    const meant = await this.#criteria.meant(reference);
    const [type = ''] = criteriaOf(reference) ?? [];
    if (meant !== undefined || !this.#fresh.has(type)) {
      return meant;
    }
    await this.#loader.finish();
    this.#fresh.clear();
    return this.#criteria.meant(reference);
  }

  async #add(resource: Identified, place: Place): Promise<void> {
    this.#places.set(resource, place);
    this.#fresh.add(resource.resourceType);
    await this.#loader.add(resource);
  }

  #told(resource: Identified, fate: Fate, why?: { failure?: Failure; missing?: string[] }): void {
    const place = this.#places.get(resource);
    if (place !== undefined) {
      this.#places.delete(resource);
      this.#toldOf(place, resource, fate, why);
    }
  }

  #toldOf(place: Place, resource: Identified, fate: Fate, why?: { failure?: Failure; missing?: string[] }): void {
    if (fate === 'refused') {
      this.#refuse(place.file, place.at, resource, why?.failure);
    } else {
      this.taken[fate]++;
    }
    if (fate === 'waiting') {
      // A listing waits with its patient, which has not been loaded either.
      if (place.own) {
        place.file.states[place.at] = 'waiting';
        this.#lacking.set(nameOf(resource), why?.missing ?? []);
      } else {
        this.taken.waiting--;
      }
    }
    this.#options.progress(this.taken);
  }

  #refuse({ source }: File, at: number, resource: Identified | undefined, failure: Failure | undefined): void {
    const reasons = failure?.issues.map(reasonOf) ?? [];
    this.taken.refusals.push({ path: source.path, entry: at + 1, resource: resource ? nameOf(resource) : '', reasons });
  }
}

/** Those that lack only each other. */
function circles(lacking: ReadonlyMap<string, string[]>): Set<string> {
  const left = new Map(lacking);
  for (let before = -1; before !== left.size; ) {
    before = left.size;
    for (const [name, missing] of left) {
      if (!missing.every((other) => left.has(other))) {
        left.delete(name);
      }
    }
  }
  return new Set(left.keys());
}
