/**
 * The second reading: rank by rank, so that what is referred to is durable before what refers to it. References between the
 * entries of a file, and those by criteria (`Practitioner?identifier=…`), are led to the resources they mean.
 */
import type { SystemCaller } from '@vardkedjan/care/access/caller.ts';
import { stockholmZone } from '@vardkedjan/care/time/stockholm-zone.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import type { EpisodeOfCare, Extension } from '@medplum/fhirtypes';
import { careUnitExtension, namedCareUnit } from '../../store/body.ts';
import type { Database } from '../../store/database.ts';
import { criteriaOf, relink } from '../../store/link-changes.ts';
import { type Fate, type Identified, type LoadCounts, Loader } from '../../store/load.ts';
import { openRecord } from '../../store/open-record.ts';
import { eachReference } from '../../store/references.ts';
import { type Entry, entryOf, nameOf, ranks } from './entry.ts';
import { BrokenJson } from './entry-splitter.ts';
import { type Refusal, reasonOf, type Scanned } from './scan.ts';
import { textsOf } from './source.ts';

export interface TakeOptions {
  database: Database;
  caller: SystemCaller;
  announced: Set<string>;
  /** Called after each resource. */
  progress: () => void;
}

export interface Taken extends LoadCounts {
  refusals: Refusal[];
}

interface Place {
  path: string;
  entry: number;
}

export async function take(files: readonly Scanned[], options: TakeOptions): Promise<Taken> {
  const taking = new Taking(options);
  for (let rank = 0; rank < ranks; rank++) {
    await taking.rank(files.filter((file) => file.ranks.includes(rank)), rank);
  }
  return taking.taken;
}

class Taking {
  readonly taken: Taken = { loaded: 0, present: 0, differs: 0, refused: 0, patients: new Map(), refusals: [] };
  readonly #options: TakeOptions;
  readonly #places = new WeakMap<Identified, Place>();
  /** What references by criteria lead to; undefined: nothing, or several. */
  readonly #criteria = new Map<string, string | undefined>();
  #loader: Loader;

  constructor(options: TakeOptions) {
    this.#options = options;
    this.#loader = this.#newLoader();
  }

  async rank(files: readonly Scanned[], rank: number): Promise<void> {
    this.#loader = this.#newLoader();
    for (const file of files) {
      let at = -1;
      try {
        for await (const text of textsOf(file.source)) {
          at++;
          if (file.ranks[at] === rank) {
            await this.#entry(entryOf(text, file.source.kind === 'bundle'), file, at + 1);
          }
        }
      } catch (error) {
        // Named by the first reading already.
        if (!(error instanceof BrokenJson)) {
          throw error;
        }
      }
    }
    const counts = await this.#loader.finish();
    for (const fate of ['loaded', 'present', 'differs', 'refused'] as const) {
      this.taken[fate] += counts[fate];
    }
    for (const [patientKey, count] of counts.patients) {
      this.taken.patients.set(patientKey, (this.taken.patients.get(patientKey) ?? 0) + count);
    }
  }

  #newLoader(): Loader {
    const { database, caller, announced } = this.#options;
    return new Loader(database, {
      caller,
      isComing: (name) => announced.has(name),
      told: (resource, fate, failure) => this.#told(resource, fate, failure),
    });
  }

  #told(resource: Identified, fate: Fate, failure: Failure | undefined): void {
    this.#options.progress();
    if (fate === 'refused' && failure !== undefined) {
      const place = this.#places.get(resource) ?? { path: '', entry: 0 };
      this.taken.refusals.push({ ...place, resource: nameOf(resource), reasons: failure.issues.map(reasonOf) });
      this.#options.announced.delete(nameOf(resource));
    }
  }

  async #entry({ resource, fullUrl, ifNoneExist }: Entry, file: Scanned, entry: number): Promise<void> {
    this.#places.set(resource, { path: file.source.path, entry });
    try {
      const other = ifNoneExist === undefined ? undefined : await this.#meant(`${resource.resourceType}?${ifNoneExist}`);
      if (other !== undefined && other !== nameOf(resource)) {
        if (fullUrl !== undefined) {
          file.aliases.set(fullUrl, other);
        }
        this.taken.present++;
        this.#options.progress();
        return;
      }
      relink(resource, file.aliases, await this.#conditional(resource));
    } catch (error) {
      if (!(error instanceof Failure)) {
        throw error;
      }
      this.taken.refused++;
      this.#told(resource, 'refused', error);
      return;
    }
    await this.#loader.add(this.#belonging(resource));
    const listing = resource.resourceType === 'Patient' ? this.#listing(resource) : undefined;
    if (listing !== undefined) {
      this.#places.set(listing, { path: file.source.path, entry });
      await this.#loader.add(listing);
    }
  }

  async #conditional(resource: Identified): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    const asked = new Set<string>();
    eachReference(resource, ({ reference }) => {
      if (criteriaOf(reference) !== undefined) {
        asked.add(reference);
      }
    });
    for (const reference of asked) {
      const meant = await this.#meant(reference);
      if (meant === undefined) {
        const [type] = criteriaOf(reference) ?? [''];
        throw new Failure('invalid', `A reference to a ${type} by criteria leads to none, or to several.`, { status: 422 });
      }
      found.set(reference, meant);
    }
    return found;
  }

  /** The one resource that meets the criteria. What is missing is asked for again: it may be loaded later. */
  async #meant(reference: string): Promise<string | undefined> {
    const known = this.#criteria.get(reference);
    if (known !== undefined) {
      return known;
    }
    const [type, text] = criteriaOf(reference) ?? ['', ''];
    const query = parseSearch(type, [...new URLSearchParams(text)], { lenient: false, zone: stockholmZone });
    const { matches } = await openRecord(this.#options.database, this.#options.caller).search({ ...query, count: 2 });
    const [match] = matches;
    if (match === undefined || matches.length > 1) {
      return undefined;
    }
    const meant = `${type}/${match.id}`;
    this.#criteria.set(reference, meant);
    return meant;
  }

  /** What does not say which care unit it belongs to belongs to the unit of the import. */
  #belonging(resource: Identified): Identified {
    const { careUnit } = this.#options.caller;
    if (careUnit === undefined || namedCareUnit(resource) !== undefined || !isOfRecord(resource)) {
      return resource;
    }
    const extension: Extension = { url: careUnitExtension, valueReference: { reference: `Organization/${careUnit.id}` } };
    return { ...resource, meta: { ...resource.meta, extension: [...(resource.meta?.extension ?? []), extension] } };
  }

  /** The unit has taken the patients on: that is the care relation in which its staff open their records. */
  #listing({ id }: Identified): EpisodeOfCare & { id: string } | undefined {
    const { careUnit } = this.#options.caller;
    return (
      careUnit && {
        resourceType: 'EpisodeOfCare',
        id: `listed-${id}`.slice(0, 64),
        status: 'active',
        type: [{ coding: [{ system: 'https://vardkedjan.se/fhir/CodeSystem/episode-kind', code: 'listing', display: 'Listad på vårdcentral' }] }],
        patient: { reference: `Patient/${id}` },
        managingOrganization: { reference: `Organization/${careUnit.id}` },
      }
    );
  }
}

const catalogue = new Set([
  'CodeSystem', 'Endpoint', 'HealthcareService', 'InsurancePlan', 'Location', 'Medication', 'Organization', 'OrganizationAffiliation',
  'Patient', 'Person', 'Practitioner', 'PractitionerRole', 'Questionnaire', 'Schedule', 'Slot', 'Substance', 'ValueSet',
]); // prettier-ignore

function isOfRecord({ resourceType }: Identified): boolean {
  return !catalogue.has(resourceType);
}

