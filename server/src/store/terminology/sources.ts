/**
 * Where code systems, value sets and concept maps are found: loaded into tables, stored as resources, R4's own, or given by a
 * grammar. Everything derived is kept with the generation of definitions it was made from: whoever writes a definition, or loads
 * a code system, raises it, and all processes agree within a second.
 */
import type { CodeSystem, ConceptMap, ValueSet } from '@medplum/fhirtypes';
import { chosen, parseCanonical } from '@vardkedjan/fhir/canonical.ts';
import { CodeSystemIndex } from '@vardkedjan/fhir/terminology/code-system.ts';
import { type Part, partsOf } from '@vardkedjan/fhir/terminology/compose.ts';
import { implicitValueSet } from '@vardkedjan/fhir/terminology/implicit-value-set.ts';
import { systemFilter } from '@vardkedjan/fhir/terminology/system-filter.ts';
import type { Database } from '../database.ts';
import { type Definitions, definitionsOf } from '../definitions/definitions.ts';
import { grammarContent } from './grammar-content.ts';
import { loadedSystems } from './loaded-systems.ts';
import { MemoryContent } from './memory-content.ts';
import { r4Headings, r4Resource, r4Resources, r4SystemOf } from './r4-resources.ts';
import { SupplementedContent } from './supplemented-content.ts';
import type { SystemContent } from './system-content.ts';

/** What was made of one generation. */
interface Derived {
  generation: number;
  loaded: SystemContent[];
  stored: Stored;
  contents: Map<string, SystemContent | undefined>;
  parts: Map<string, Part[]>;
}

/** What is stored, and what its CodeSystems say of one another and of value sets. */
interface Stored {
  /** URLs of what is stored at all: everything else need not be asked for. */
  systems: ReadonlySet<string>;
  valueSets: ReadonlySet<string>;
  /** By the URL of the system that they supplement. */
  supplements: Map<string, CodeSystem[]>;
  /** URLs of systems by the value set of all their codes (CodeSystem.valueSet). */
  byValueSet: Map<string, string>;
}

/** Contents of which all, or all that is here, can be told. */
const tellable = new Set(['complete', 'fragment', 'example']);
const mostRemembered = 5000;

export class Sources {
  readonly #database: Database;
  readonly #definitions: Definitions;
  #derived: Promise<Derived> | undefined;
  #generation = -1;
  /** By key and version of the resource, so that each is read once. */
  readonly #noted = new Map<string, Pick<CodeSystem, 'supplements' | 'valueSet'>>();
  readonly #contents = new WeakMap<CodeSystem, SystemContent>();

  constructor(database: Database) {
    this.#database = database;
    this.#definitions = definitionsOf(database);
  }

  async derived(): Promise<Derived> {
    const generation = await this.#definitions.generation();
    if (this.#derived === undefined || generation !== this.#generation) {
      this.#generation = generation;
      const made = this.#derive(generation);
      this.#derived = made;
      made.catch(() => {
        if (this.#derived === made) this.#derived = undefined;
      });
    }
    return this.#derived;
  }

  async #derive(generation: number): Promise<Derived> {
    const [loaded, stored] = await Promise.all([loadedSystems(this.#database), this.#stored()]);
    return { generation, loaded, stored, contents: new Map(), parts: new Map() };
  }

  async #stored(): Promise<Stored> {
    const [systems, valueSets] = await Promise.all([
      this.#definitions.all('CodeSystem'),
      this.#definitions.all('ValueSet'),
    ]);
    const found: Stored = {
      systems: new Set(systems.map(({ url }) => url)),
      valueSets: new Set(valueSets.map(({ url }) => url)),
      supplements: new Map(),
      byValueSet: new Map(),
    };
    for (const heading of systems) {
      const name = `${heading.key} ${heading.resourceVersion}`;
      const known = this.#noted.get(name);
      const read =
        known?.supplements === undefined && known !== undefined
          ? undefined
          : await this.#definitions.read({ ...heading, type: 'CodeSystem' });
      const noted = known ?? noteOf(read);
      this.#noted.set(name, noted);
      if (noted.valueSet !== undefined) found.byValueSet.set(noted.valueSet, heading.url);
      if (noted.supplements === undefined || read === undefined) continue;
      const { url } = parseCanonical(noted.supplements);
      found.supplements.set(url, [...(found.supplements.get(url) ?? []), read]);
    }
    return found;
  }

  /**
   * The codes of a system: of that version; without one, complete before fragments, valid on that day before others, the newest.
   * undefined: no such system, or none of its codes are here.
   */
  async content(system: string, version?: string, date?: string): Promise<SystemContent | undefined> {
    const derived = await this.derived();
    const name = `${system}|${version ?? ''}|${date ?? ''}`;
    if (derived.contents.has(name)) return derived.contents.get(name);
    const found = await this.#choose(derived, system, version, date);
    if (derived.contents.size >= mostRemembered) derived.contents.clear();
    derived.contents.set(name, found);
    return found;
  }

  async #choose(
    derived: Derived,
    system: string,
    version: string | undefined,
    date: string | undefined,
  ): Promise<SystemContent | undefined> {
    const canonical = version === undefined ? system : `${system}|${version}`;
    const stored = derived.stored.systems.has(system)
      ? await this.#definitions.find('CodeSystem', canonical)
      : undefined;
    const supplements = derived.stored.supplements.get(system) ?? [];
    const candidates = [
      ...derived.loaded
        .filter(({ about }) => about.url === system)
        .map((loaded) => (supplements.length > 0 ? new SupplementedContent(loaded, supplements) : loaded)),
      ...[stored, r4Resource('CodeSystem', canonical)].flatMap((resource) =>
        resource === undefined || !tellable.has(resource.content ?? '') ? [] : this.#contentOf(resource, supplements),
      ),
    ].filter(({ about }) => version === undefined || isVersion(about.version, version));
    const best = pick(candidates, ({ about }) => (about.content === 'complete' ? 0 : 1), date);
    return best ?? (version === undefined ? grammarContent(system) : undefined);
  }

  /** Of a CodeSystem at hand; undefined when none of its codes stand in it. */
  tellable(resource: CodeSystem): SystemContent | undefined {
    return tellable.has(resource.content ?? '') ? this.#contentOf(resource) : undefined;
  }

  #contentOf(resource: CodeSystem, supplements: readonly CodeSystem[] = []): SystemContent {
    if (supplements.length > 0) return new MemoryContent(new CodeSystemIndex(resource, supplements));
    let found = this.#contents.get(resource);
    if (found === undefined) {
      found = new MemoryContent(new CodeSystemIndex(resource));
      this.#contents.set(resource, found);
    }
    return found;
  }

  /** Stored before implicit before R4's own; what a CodeSystem says is the value set of all its codes (its `valueSet`) too. */
  async valueSet(canonical: string): Promise<ValueSet | undefined> {
    const { stored } = await this.derived();
    const { url, version } = parseCanonical(canonical);
    const found = stored.valueSets.has(url) ? await this.#definitions.find('ValueSet', canonical) : undefined;
    const known = found ?? r4Resource('ValueSet', canonical) ?? implicitValueSet(canonical);
    if (known !== undefined || version !== undefined) return known;
    const system = stored.byValueSet.get(url) ?? r4SystemOf(url);
    if (system === undefined) return undefined;
    return { resourceType: 'ValueSet', url, status: 'active', compose: { include: [{ system }] } };
  }

  async systems(): Promise<{ url: string; versions: string[] }[]> {
    const { loaded } = await this.derived();
    const stored = await this.#definitions.all('CodeSystem');
    const found = new Map<string, Set<string>>();
    for (const { url, version = '' } of [...loaded.map(({ about }) => about), ...stored, ...r4Headings('CodeSystem')])
      found.set(url, (found.get(url) ?? new Set()).add(version));
    return [...found]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([url, versions]) => ({ url, versions: [...versions].filter(Boolean) }));
  }

  async conceptMaps(): Promise<ConceptMap[]> {
    const headings = await this.#definitions.all('ConceptMap');
    const stored = await Promise.all(
      headings.map((heading) => this.#definitions.read({ ...heading, type: 'ConceptMap' })),
    );
    return [...stored.filter((map) => map !== undefined), ...r4Resources('ConceptMap')];
  }

  async conceptMap(canonical: string): Promise<ConceptMap | undefined> {
    return (await this.#definitions.find('ConceptMap', canonical)) ?? r4Resource('ConceptMap', canonical);
  }

  /** What a value set has, system by system. undefined: no such value set. */
  async parts(valueSet: string | ValueSet): Promise<Part[] | undefined> {
    if (typeof valueSet !== 'string') return this.#partsOf(valueSet);
    const { parts } = await this.derived();
    const known = parts.get(valueSet);
    if (known !== undefined) return known;
    const found = await this.valueSet(valueSet);
    if (found === undefined) return undefined;
    const made = await this.#partsOf(found);
    if (parts.size >= mostRemembered) parts.clear();
    parts.set(valueSet, made);
    return made;
  }

  #partsOf(valueSet: ValueSet): Promise<Part[]> {
    return partsOf(valueSet, { valueSet: (canonical) => this.valueSet(canonical), filter: systemFilter });
  }
}

function noteOf(resource: CodeSystem | undefined): Pick<CodeSystem, 'supplements' | 'valueSet'> {
  const { content, supplements, valueSet } = resource ?? {};
  return {
    ...(content === 'supplement' && supplements !== undefined && { supplements }),
    ...(valueSet !== undefined && { valueSet }),
  };
}

/** SNOMED CT's versions are URIs that begin with the edition's: the edition alone means its newest. */
function isVersion(its: string | undefined, wanted: string): boolean {
  return (
    its === wanted ||
    (its !== undefined && wanted.startsWith('http://snomed.info/sct/') && its.startsWith(`${wanted}/`))
  );
}

function pick(
  candidates: readonly SystemContent[],
  standing: (content: SystemContent) => number,
  date: string | undefined,
): SystemContent | undefined {
  const day = date?.slice(0, 10) ?? new Date().toISOString().slice(0, 10);
  const isValid = ({ about }: SystemContent): boolean =>
    (about.validFrom === undefined || about.validFrom <= day) &&
    (about.validUntil === undefined || about.validUntil > day);
  for (const test of [isValid, () => true]) {
    const fitting = candidates.filter(test);
    const best = Math.min(...fitting.map(standing));
    const versions = fitting.filter((content) => standing(content) === best);
    const newest = chosen(versions.map((content) => ({ version: content.about.version, content })));
    if (newest !== undefined) return newest.content;
  }
  return undefined;
}
