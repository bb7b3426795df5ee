/**
 * Takes the entries of shares in their order. What refers to something that is not there yet waits for the next pass, so that
 * order does not matter and only what waits is read twice. A transaction is taken whole or not at all.
 */
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { validate } from '@vardkedjan/fhir/validation/validate.ts';
import type { Database } from '../../store/database.ts';
import { profilesOf } from '../../store/profiles/profile-check.ts';
import { criteriaOf, eachReference } from '../../store/references.ts';
import { type Fate, type Identified, Loader } from '../../store/write/load/load.ts';
import { linksBy, relink } from '../../store/write/linking/relink.ts';
import { belongingTo, listing } from './belonging.ts';
import { Criteria } from './criteria.ts';
import { type Entry, entryOf, identifiedAs, nameOf } from './entry.ts';
import { BrokenJson } from './entry-splitter.ts';
import { type Refusal, reasonOf } from './refusal.ts';
import { type EntryText, type Share, textsOf } from './source.ts';
import type { Counts, Hearer, Importer, Pass, Taker } from './taker.ts';
import { Turn } from '../../store/write/load/turn.ts';

export interface TakerOptions {
  database: Database;
  caller: Importer;
  hearer: Hearer;
}

/** Transactions are held in memory. */
const mostTransactionBytes = 64_000_000;

/** A share on its way. */
interface Part {
  share: Share;
  /** Places of the entries that wait. */
  waiting: Set<number>;
  /** What entries call each other within the file, and what that is here. */
  aliases: Map<string, string>;
}

interface Place {
  part: Part;
  at: number;
  line: number;
  /** The listing that comes with a patient has no entry of its own. */
  own: boolean;
  /** Of a transaction: entries that mean what is there already, as long as nothing has become of the others. */
  beside?: Place[];
}

/** An entry of a transaction. */
interface ReadEntry {
  place: Place;
  /** undefined: it could not be read. */
  entry: Entry | undefined;
  /** It means what is there already. */
  isMeant: boolean;
  failure: Failure | undefined;
}

export class OwnTaker implements Taker {
  readonly counts: Counts = { loaded: 0, present: 0, differs: 0, waiting: 0 };
  readonly #options: TakerOptions;
  readonly #criteria: Criteria;
  readonly #turn: Turn;
  readonly #parts: Part[] = [];
  /** Of what is on its way. */
  readonly #places = new Map<Identified, Place>();
  #pass: Pass = 'first';
  #loader: Loader;
  /** Types that were added since everything was durable: criteria do not find those yet. */
  readonly #fresh = new Set<string>();
  #lacking = new Map<string, string[]>();
  #refused: Refusal[] = [];

  constructor(options: TakerOptions) {
    this.#options = options;
    this.#criteria = new Criteria(options.database, options.caller);
    this.#turn = new Turn(options.database);
    this.#loader = this.#newLoader([]);
  }

  async take(share: Share): Promise<void> {
    const part = { share, waiting: new Set<number>(), aliases: new Map<string, string>() };
    this.#parts.push(part);
    await this.#part(part);
  }

  async pass(pass: Pass, together: readonly string[]): Promise<void> {
    this.#pass = pass;
    this.#loader = this.#newLoader(together);
    this.#lacking = new Map();
    this.counts.waiting = 0;
    for (const part of this.#parts) {
      if (part.waiting.size > 0) {
        await this.#part(part);
      }
    }
  }

  async finish(): Promise<void> {
    await this.#durable();
    await this.#tellRefused();
    await this.#tellLoaded();
  }

  async lacking(): Promise<[string, string[]][]> {
    return [...this.#lacking];
  }

  #newLoader(together: readonly string[]): Loader {
    const { database, caller } = this.#options;
    const coming = new Set(together);
    return new Loader(database, {
      caller,
      profiles: profilesOf(database),
      waits: this.#pass !== 'last',
      isComing: (name) => coming.has(name),
      told: (resource, fate, why) => this.#told(resource, fate, why),
    });
  }

  async #durable(): Promise<void> {
    await this.#loader.finish();
    this.#fresh.clear();
  }

  async #part(part: Part): Promise<void> {
    try {
      await (part.share.kind === 'transaction' ? this.#transaction(part) : this.#entries(part));
    } catch (error) {
      if (!(error instanceof BrokenJson)) {
        throw error;
      }
      if (this.#pass === 'first') {
        // What stood before the break is taken; later passes meet the same break.
        this.#refused.push({ path: part.share.path, resource: '', reasons: [`The file has ${error.message}.`] });
      }
    } finally {
      if (this.#turn.isHeld) {
        await this.#durable();
        await this.#turn.give();
      }
    }
    await this.#tellRefused();
    await this.#tellLoaded();
  }

  async #entries(part: Part): Promise<void> {
    let at = 0;
    for await (const entry of textsOf(part.share)) {
      if (this.#pass === 'first' || part.waiting.delete(at)) {
        await this.#text(entry, part, at);
        if (this.#refused.length > 0) await this.#tellRefused();
      }
      at++;
    }
  }

  async #text({ text, line }: EntryText, part: Part, at: number): Promise<void> {
    const place = { part, at, line, own: true };
    let resource: Identified | undefined;
    try {
      const entry = entryOf(text, part.share.kind === 'bundle');
      ({ resource } = entry);
      this.#requireValid(entry);
      const name = await this.#nameOf(entry);
      if (entry.fullUrl !== undefined) {
        part.aliases.set(entry.fullUrl, name);
      }
      if (name !== nameOf(resource)) {
        this.#toldOf(place, resource, 'present');
        return;
      }
      const missing = await this.#link(resource, part.aliases);
      if (missing.length > 0 && this.#pass !== 'last') {
        this.#toldOf(place, resource, 'waiting', { missing });
        return;
      }
      for (const one of this.#withListing(resource, place)) {
        await this.#loader.add(one);
      }
    } catch (error) {
      this.#refuse(place, resource, refusalOf(error));
    }
  }

  async #transaction(part: Part): Promise<void> {
    part.waiting.clear();
    const read = await this.#readWhole(part);
    const isOurs = identifiedAs(read.flatMap(({ entry, isMeant }) => (entry && !isMeant ? [entry.resource] : [])));
    const missing = new Set<string>();
    const added: Identified[] = [];
    const beside: Place[] = [];
    for (const one of read) {
      if (one.entry === undefined || one.isMeant) {
        beside.push(one.place);
        continue;
      }
      const { resource } = one.entry;
      try {
        (await this.#link(resource, part.aliases, isOurs)).forEach((name) => missing.add(name));
      } catch (error) {
        one.failure ??= refusalOf(error);
      }
      added.push(...this.#withListing(resource, { ...one.place, beside }));
    }
    if (read.some(({ failure }) => failure !== undefined)) {
      added.forEach((resource) => this.#places.delete(resource));
      for (const { place, entry, failure } of read) this.#refuse(place, entry?.resource, failure ?? partOfRefused);
    } else if (missing.size > 0 && this.#pass !== 'last') {
      for (const resource of added) this.#told(resource, 'waiting', { missing: [...missing] });
    } else if (added.length === 0) {
      this.counts.present += beside.length;
    } else {
      await this.#loader.addTogether(added);
    }
  }

  /** All entries, and what they call each other. Nothing of what is too large to be held. */
  async #readWhole(part: Part): Promise<ReadEntry[]> {
    const read: ReadEntry[] = [];
    const conditions = new Map<string, string>();
    const names = new Set<string>();
    let bytes = 0;
    for await (const { text, line } of textsOf(part.share)) {
      bytes += text.length;
      if (bytes > mostTransactionBytes) {
        this.#refused.push({ path: part.share.path, resource: '', reasons: [tooLarge] });
        return [];
      }
      const one: ReadEntry = {
        place: { part, at: read.length, line, own: true },
        entry: undefined,
        isMeant: false,
        failure: undefined,
      };
      read.push(one);
      try {
        one.entry = entryOf(text, true);
        this.#requireValid(one.entry);
        const { resource, fullUrl, ifNoneExist } = one.entry;
        const condition = ifNoneExist && `${resource.resourceType}?${ifNoneExist}`;
        const name = (condition && conditions.get(condition)) || (await this.#nameOf(one.entry));
        if (condition) conditions.set(condition, name);
        if (fullUrl !== undefined) part.aliases.set(fullUrl, name);
        one.isMeant = name !== nameOf(resource);
        if (names.has(name) && !one.isMeant)
          throw new Failure('invalid', 'Another entry of the transaction is the same resource.');
        names.add(name);
      } catch (error) {
        one.failure = refusalOf(error);
      }
    }
    return read;
  }

  #requireValid({ resource }: Entry): void {
    const issues = this.#pass === 'first' ? validate(resource) : [];
    if (issues.length > 0) {
      throw new Failure('invalid', 'The resource is not valid.', { issues });
    }
  }

  /** The resource's own name, or that of what meets its If-None-Exist. */
  async #nameOf({ resource, ifNoneExist }: Entry): Promise<string> {
    if (ifNoneExist === undefined) {
      return nameOf(resource);
    }
    await this.#turn.take();
    return (await this.#meant(`${resource.resourceType}?${ifNoneExist}`)) ?? nameOf(resource);
  }

  /** Leads its references to where they lead here; answers those that cannot be followed yet. `isOurs`: all aliases are known. */
  async #link(
    resource: Identified,
    aliases: ReadonlyMap<string, string>,
    isOurs?: (criteria: string) => string | undefined,
  ): Promise<string[]> {
    const found = new Map<string, string>();
    const missing: string[] = [];
    const criteria = new Set<string>();
    eachReference(resource, ({ reference }) => {
      if (reference.includes('?') && criteriaOf(reference) !== undefined) {
        criteria.add(reference);
      } else if (this.#pass === 'first' && isOurs === undefined && isUrl(reference) && !aliases.has(reference)) {
        missing.push(reference);
      }
    });
    for (const reference of criteria) {
      const meant = await this.#meant(reference);
      const ours = isOurs?.(reference);
      const name = meant === undefined || ours === undefined || meant === ours ? (meant ?? ours) : undefined;
      if (name !== undefined) {
        found.set(reference, name);
      } else if (this.#pass === 'last') {
        const [type] = criteriaOf(reference) ?? [''];
        throw new Failure('invalid', `A reference to a ${type} by criteria leads to none, or to several.`, {
          status: 422,
        });
      } else {
        missing.push(reference);
      }
    }
    if (missing.length === 0 && (aliases.size > 0 || found.size > 0)) {
      relink(resource, linksBy(aliases, found));
    }
    return missing;
  }

  async #meant(reference: string): Promise<string | undefined> {
    const meant = await this.#criteria.meant(reference);
    const [type = ''] = criteriaOf(reference) ?? [];
    if (meant !== undefined || !this.#fresh.has(type)) {
      return meant;
    }
    await this.#durable();
    return this.#criteria.meant(reference);
  }

  /** As it is to be loaded. */
  #withListing(given: Identified, place: Place): Identified[] {
    const { careUnit } = this.#options.caller;
    const resource = belongingTo(careUnit, given);
    this.#places.set(resource, place);
    this.#fresh.add(resource.resourceType);
    if (resource.resourceType !== 'Patient') {
      return [resource];
    }
    const listed = listing(careUnit, resource.id);
    this.#places.set(listed, { ...place, own: false });
    return [resource, listed];
  }

  #told(resource: Identified, fate: Fate, why?: { failure?: Failure; missing?: string[] }): void {
    const place = this.#places.get(resource);
    if (place !== undefined) {
      this.#places.delete(resource);
      this.#toldOf(place, resource, fate, why);
    }
  }

  #toldOf(place: Place, resource: Identified, fate: Fate, why?: { failure?: Failure; missing?: string[] }): void {
    const beside = place.beside?.splice(0) ?? [];
    if (fate === 'refused') {
      this.#refuse(place, resource, why?.failure);
      for (const other of beside) this.#refuse(other, undefined, partOfRefused);
    } else if (fate === 'waiting') {
      // A listing waits with its patient, which has not been loaded either.
      if (place.own) {
        place.part.waiting.add(place.at);
        if (this.#pass === 'look') this.#lacking.set(nameOf(resource), why?.missing ?? []);
        this.counts.waiting++;
      }
    } else {
      this.counts[fate]++;
      this.counts.present += beside.length;
    }
  }

  #refuse(
    { part: { share }, at, line, own }: Place,
    resource: Identified | undefined,
    failure: Failure | undefined,
  ): void {
    const reasons = failure?.issues.map(reasonOf) ?? [];
    const entry = share.kind === 'ndjson' || !own ? {} : { entry: at + 1 };
    this.#refused.push({ path: share.path, line, ...entry, resource: resource ? nameOf(resource) : '', reasons });
  }

  async #tellRefused(): Promise<void> {
    const refused = this.#refused;
    this.#refused = [];
    await this.#options.hearer.refused(refused);
  }

  async #tellLoaded(): Promise<void> {
    const { patients } = this.#loader.counts;
    const loaded = [...patients];
    patients.clear();
    await this.#options.hearer.loaded(loaded);
  }
}

const partOfRefused = new Failure('invalid', 'The transaction that it is part of was refused.');
const tooLarge = `A transaction is taken whole or not at all, and this one is larger than ${mostTransactionBytes / 1_000_000} MB: make it a batch.`;

/** What is not a refusal passes through. */
function refusalOf(error: unknown): Failure {
  if (!(error instanceof Failure) || error.kind === 'unavailable') {
    throw error;
  }
  return error;
}

/** `urn:uuid:…`, `https://…`. */
function isUrl(reference: string): boolean {
  const colon = reference.indexOf(':');
  return colon > 0 && /^[a-z]+$/.test(reference.slice(0, colon));
}
