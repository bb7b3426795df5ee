/**
 * Loads the definitions of an implementation guide, an unpacked FHIR package (https://hl7.org/fhir/packages.html) or any folder of
 * definitions: profiles, extensions, value sets, code systems, concept maps and search parameters, in whatever order they come. The
 * same guide again changes nothing; a newer build of the same version takes the older one's place; another version stands beside.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Resource } from '@medplum/fhirtypes';
import type { SystemCaller } from '@vardkedjan/care/access/caller.ts';
import { parseJson } from '@vardkedjan/fhir/json.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { validate } from '@vardkedjan/fhir/validation/validate.ts';
import type { Database } from '../../store/database.ts';
import { type DefinitionType, isDefinitionType } from '../../store/definitions/definition-row.ts';
import { definitionsOf } from '../../store/definitions/definitions.ts';
import { isId } from '../../store/ids.ts';
import { openRecord } from '../../store/open-record.ts';
import type { Change, OpenRecord, Written } from '../../store/record.ts';
import { type Refusal, reasonOf } from './refusal.ts';
import type { Source } from './source.ts';

export interface LoadedGuide {
  loaded: number;
  updated: number;
  present: number;
  /** By type: resources that are no definitions (examples, the guide's own pages). */
  leftOut: Map<string, number>;
  /** Files that hold no resource. */
  notResources: number;
  /** Definitions from which a fault of the publishing tool was taken away. */
  mended: number;
  /** Definitions that did not conform to a profile they claim, and were loaded without the claim. */
  unclaimed: number;
  refusals: Refusal[];
}

type Definition = Resource & { id?: string; url: string; version?: string };

export async function loadGuide(
  sources: readonly Source[],
  { database, caller, progress }: { database: Database; caller: SystemCaller; progress: (loaded: LoadedGuide) => void },
): Promise<LoadedGuide> {
  const loading = new Loading(database, caller);
  for (const { path: file } of sources) {
    await loading.file(file);
    progress(loading.result);
  }
  await loading.flush();
  return loading.result;
}

class Loading {
  readonly #record: OpenRecord;
  readonly #database: Database;
  /** By type: ids by canonical, those on their way too. */
  readonly #ids = new Map<DefinitionType, Map<string, string>>();
  readonly #taken = new Set<string>();
  #batch: Waiting[] = [];
  readonly result: LoadedGuide = {
    loaded: 0,
    updated: 0,
    present: 0,
    leftOut: new Map(),
    notResources: 0,
    mended: 0,
    unclaimed: 0,
    refusals: [],
  };

  constructor(database: Database, caller: SystemCaller) {
    this.#record = openRecord(database, caller);
    this.#database = database;
  }

  async file(file: string): Promise<void> {
    // A package's own papers (what it is called, what it needs, which files it has), and the folder of its examples.
    if (/^(?:package|\.index)\.json$/.test(path.basename(file)) || path.basename(path.dirname(file)) === 'example')
      return;
    try {
      const definition = this.#definitionIn(await readFile(file, 'utf8'));
      if (definition === undefined) return;
      const id = await this.#idOf(definition);
      // The same definition twice: the later one takes the place of the earlier.
      if (this.#batch.some(({ resource }) => resource.resourceType === definition.resourceType && resource.id === id))
        await this.flush();
      this.#batch.push({ file, resource: { ...definition, id } });
    } catch (error) {
      this.#refuse(file, '', error);
    }
    if (this.#batch.length === mostTogether) await this.flush();
  }

  /** Together, since every write of definitions makes all processes look again; one by one when one of them is refused. */
  async flush(): Promise<void> {
    const batch = this.#batch;
    this.#batch = [];
    try {
      this.#count(await this.#record.write(batch.map(changeOf)));
    } catch (error) {
      if (!(error instanceof Failure) || error.kind === 'unavailable') throw error;
      for (const waiting of batch) await this.#loadAlone(waiting);
    }
  }

  /** A claim that a definition does not keep is worth less than the definition: the claim goes. */
  async #loadAlone({ file, resource }: Waiting): Promise<void> {
    try {
      const { profile, ...meta } = resource.meta ?? {};
      const written = await this.#record.write([changeOf({ file, resource })]).catch((error: unknown) => {
        if (!(error instanceof Failure) || error.change === undefined || profile === undefined) throw error;
        this.result.unclaimed++;
        return this.#record.write([changeOf({ file, resource: { ...resource, meta } })]);
      });
      this.#count(written);
    } catch (error) {
      this.#refuse(file, `${resource.resourceType}/${resource.id}`, error);
    }
  }

  #count(written: readonly Written[]): void {
    for (const { result } of written) {
      if (result === 'unchanged') this.result.present++;
      else if (result === 'created') this.result.loaded++;
      else this.result.updated++;
    }
  }

  #refuse(file: string, resource: string, error: unknown): void {
    if (!(error instanceof Failure) || error.kind === 'unavailable') throw error;
    this.result.refusals.push({ path: file, resource, reasons: error.issues.map(reasonOf) });
  }

  #definitionIn(text: string): Definition | undefined {
    const value = parseJson(text.replace(/^\uFEFF/, '')) as { resourceType?: unknown; url?: unknown } | null;
    const type = value?.resourceType;
    if (typeof type !== 'string') {
      this.result.notResources++;
      return undefined;
    }
    if (!isDefinitionType(type)) {
      this.result.leftOut.set(type, (this.result.leftOut.get(type) ?? 0) + 1);
      return undefined;
    }
    if (typeof value?.url !== 'string') throw new Failure('invalid', 'A definition without a URL is found by nobody.');
    const before = validate(value);
    if (before.length > 0 && mend(value)) this.result.mended++;
    const issues = before.length > 0 ? validate(value) : before;
    if (issues.length > 0) throw new Failure('invalid', 'The definition is not valid.', { issues });
    return value as Definition;
  }

  async #idOf(definition: Definition): Promise<string> {
    const type = definition.resourceType as DefinitionType;
    let ids = this.#ids.get(type);
    if (ids === undefined) {
      const stored = await definitionsOf(this.#database).all(type);
      ids = new Map(stored.map((each) => [nameOf(each), each.id]));
      this.#ids.set(type, ids);
    }
    const id = ids.get(nameOf(definition)) ?? (await this.#freeId(definition));
    ids.set(nameOf(definition), id);
    this.#taken.add(`${type}/${id}`);
    return id;
  }

  /** Its own, unless something else has it: then one made of it and the canonical, the same each time. */
  async #freeId(definition: Definition): Promise<string> {
    const made = createHash('sha256').update(nameOf(definition)).digest('hex').slice(0, 12);
    const own = definition.id !== undefined && isId(definition.id) ? definition.id : '';
    if (own === '') return made;
    const stored = await this.#record.read(definition.resourceType, own);
    const isFree = (stored === undefined || stored.deleted) && !this.#taken.has(`${definition.resourceType}/${own}`);
    return isFree ? own : `${own.slice(0, 64 - made.length - 1)}-${made}`;
  }
}

interface Waiting {
  file: string;
  resource: Definition & { id: string };
}

const mostTogether = 40;

function changeOf({ resource }: Waiting): Change {
  return { action: 'update', id: resource.id, resource };
}

function nameOf({ url, version }: { url: string; version?: string }): string {
  return `${url}|${version ?? ''}`;
}

const additionalBinding = 'http://hl7.org/fhir/tools/StructureDefinition/additional-binding';

/**
 * The publisher of guides writes a name beside the parts of its own extension for additional bindings, which no extension may
 * have (ext-1). The parts say all, so the name goes. Answers whether there was one.
 */
function mend(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  let mended = false;
  if ('url' in value && value.url === additionalBinding && 'extension' in value && 'valueString' in value) {
    delete value.valueString;
    mended = true;
  }
  for (const child of Object.values(value)) mended = mend(child) || mended;
  return mended;
}
