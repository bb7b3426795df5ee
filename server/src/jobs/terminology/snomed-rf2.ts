/**
 * SNOMED CT in Release Format 2 (http://snomed.org/rf2), the snapshot: concepts, descriptions, language reference sets, relationships
 * to concepts and to concrete values, and simple reference sets, each told by its columns. International and national files may be given together.
 */
import path from 'node:path';
import { snomedSystem } from '@vardkedjan/fhir/terminology/implicit-value-set.ts';
import { memberOf } from '@vardkedjan/fhir/terminology/members.ts';
import { StartFailure } from '../../store/start-failure.ts';
import type { Staging } from '../../store/terminology/load/staging.ts';
import type { Format, FormatOptions } from './format.ts';
import { linesOf } from './lines.ts';

/** Metadata concepts of SNOMED CT itself. */
const isA = '116680003';
const fullySpecifiedName = '900000000000003001';
const synonym = '900000000000013009';
const preferred = '900000000000548007';
const inferred = '900000000000011006';

/** HL7's own use for the name that is to be shown (http://terminology.hl7.org/CodeSystem/hl7TermMaintInfra). */
const preferredUse = {
  useSystem: 'http://terminology.hl7.org/CodeSystem/hl7TermMaintInfra',
  useCode: 'preferredForLanguage',
};

/** Editions by how their files are called; others are named by --version. */
const editions: Record<string, string> = { SE: '45991000052106', INT: '900000000000207008' };

const kinds = {
  concept: 'id effectiveTime active moduleId definitionStatusId',
  description: 'id effectiveTime active moduleId conceptId languageCode typeId term caseSignificanceId',
  relationship:
    'id effectiveTime active moduleId sourceId destinationId relationshipGroup typeId characteristicTypeId modifierId',
  concrete: 'id effectiveTime active moduleId sourceId value relationshipGroup typeId characteristicTypeId modifierId',
  language: 'id effectiveTime active moduleId refsetId referencedComponentId acceptabilityId',
  members: 'id effectiveTime active moduleId refsetId referencedComponentId',
} as const;
type Kind = keyof typeof kinds;

export const snomedRf2: Format = {
  system: (files, options) => ({
    url: snomedSystem,
    version: versionOf(files, options),
    name: 'SNOMED_CT',
    title: 'SNOMED CT',
    content: 'complete',
    language: 'sv',
    caseSensitive: false,
    hierarchy: 'is-a',
    // http://hl7.org/fhir/R4/snomedct.html#4.3.1.0.4; the attributes are properties by their own ids.
    properties: [
      { code: 'moduleId', type: 'code', description: 'The module that the concept belongs to' },
      { code: 'sufficientlyDefined', type: 'boolean', description: 'Whether the concept is fully defined' },
      { code: 'effectiveTime', type: 'string', description: 'When this version of the concept took effect' },
    ],
    source: 'SNOMED International',
    validFrom: options.validFrom,
    validUntil: options.validUntil,
  }),
  async fill(files, staging) {
    const byKind = new Map<Kind, string[]>();
    for (const file of files) {
      const kind = await kindOf(file);
      byKind.set(kind, [...(byKind.get(kind) ?? []), file]);
    }
    for (const needed of ['concept', 'description', 'relationship'] as const)
      if (!byKind.has(needed)) throw new StartFailure(`SNOMED CT needs a snapshot of its ${needed}s.`);
    const of = (kind: Kind): string[] => byKind.get(kind) ?? [];
    for (const file of of('concept')) await concepts(file, staging);
    const acceptable = await preferredDescriptions(of('language'));
    for (const file of of('description')) await descriptions(file, acceptable, staging);
    for (const file of of('relationship')) await relationships(file, staging);
    for (const file of of('concrete')) await concreteValues(file, staging);
    for (const file of of('members')) await members(file, staging);
  },
};

function versionOf(files: readonly string[], { version }: FormatOptions): string {
  if (version !== undefined) {
    if (/^http:\/\/snomed\.info\/sct\/\d+\/version\/\d{8}$/.test(version)) return version;
    throw new StartFailure('The version of SNOMED CT is written http://snomed.info/sct/[edition]/version/[yyyymmdd].');
  }
  const names = files.map((file) => /_([A-Z]+)\d*_(\d{8})\.txt$/.exec(path.basename(file)));
  const national = names.find((name) => name?.[1] !== undefined && name[1] !== 'INT') ?? names[0];
  const edition = editions[national?.[1] ?? ''];
  if (edition === undefined)
    throw new StartFailure('The files do not say which edition of SNOMED CT they are: give --version.');
  return `${snomedSystem}/${edition}/version/${national?.[2]}`;
}

async function kindOf(file: string): Promise<Kind> {
  if (/_(?:\w*)(Full|Delta)[-_]/.test(path.basename(file)))
    throw new StartFailure(`${path.basename(file)} is no snapshot.`);
  for await (const line of linesOf(file)) {
    const columns = line.split('\t').join(' ');
    const kind = (Object.keys(kinds) as Kind[]).find((one) => kinds[one] === columns);
    if (kind === undefined)
      throw new StartFailure(`${path.basename(file)} has columns of none of the files that are loaded: ${columns}.`);
    return kind;
  }
  throw new StartFailure(`${path.basename(file)} is empty.`);
}

async function* rowsOf(file: string): AsyncGenerator<string[]> {
  let width = 0;
  let number = 0;
  for await (const line of linesOf(file)) {
    number++;
    const row = line.split('\t');
    if (width === 0) width = row.length;
    else if (row.length !== width)
      throw new StartFailure(`Line ${number} of ${path.basename(file)} has not as many columns as the first.`);
    else yield row;
  }
}

async function concepts(file: string, staging: Staging): Promise<void> {
  for await (const [id = '', effectiveTime = '', active, moduleId = '', definitionStatus] of rowsOf(file)) {
    await staging.concept({ code: id, active: active === '1' });
    await staging.property(id, 'moduleId', 'code', moduleId);
    await staging.property(id, 'effectiveTime', 'string', effectiveTime);
    await staging.property(id, 'sufficientlyDefined', 'boolean', String(definitionStatus === '900000000000073002'));
  }
}

/** Ids of the descriptions that some language reference set prefers; as numbers, as far as these are exact, to take less room. */
async function preferredDescriptions(files: readonly string[]): Promise<ReadonlySet<number | string>> {
  const found = new Set<number | string>();
  for (const file of files) {
    for await (const [, , active, , , description = '', acceptability] of rowsOf(file))
      if (active === '1' && acceptability === preferred) found.add(compact(description));
  }
  return found;
}

function compact(id: string): number | string {
  const number = Number(id);
  return Number.isSafeInteger(number) ? number : id;
}

/** Swedish first, then English; of a language the term that is preferred, then other synonyms, then the fully specified name. */
async function descriptions(file: string, acceptable: ReadonlySet<number | string>, staging: Staging): Promise<void> {
  for await (const [id = '', , active, , conceptId = '', language = '', typeId, term = ''] of rowsOf(file)) {
    if (active !== '1' || (typeId !== synonym && typeId !== fullySpecifiedName)) continue;
    const isPreferred = acceptable.has(compact(id));
    const byLanguage = language === 'sv' ? 20 : language === 'en' ? 10 : 0;
    const byType = typeId === fullySpecifiedName ? 1 : isPreferred ? 3 : 2;
    await staging.term({
      code: conceptId,
      language,
      ...(isPreferred && typeId === synonym ? preferredUse : { useSystem: snomedSystem, useCode: typeId }),
      value: term,
      preference: byLanguage + byType,
    });
  }
}

/** "Is a" is the hierarchy; every other relationship is a property of the concept, in its group. */
async function relationships(file: string, staging: Staging): Promise<void> {
  for await (const [, , active, , source = '', destination = '', group = '0', type = '', characteristic] of rowsOf(
    file,
  )) {
    if (active !== '1' || characteristic !== inferred) continue;
    if (type === isA) await staging.parent(source, destination);
    else await staging.property(source, type, 'code', destination, Number(group));
  }
}

/** `#500` is a number, `"text"` a text. */
async function concreteValues(file: string, staging: Staging): Promise<void> {
  for await (const [, , active, , source = '', value = '', group = '0', type = '', characteristic] of rowsOf(file)) {
    if (active !== '1' || characteristic !== inferred) continue;
    if (!/^(?:#[-+]?\d+(?:\.\d+)?|".*"|true|false)$/is.test(value))
      throw new StartFailure(`${path.basename(file)} has a value that is no number, text or truth value: ${value}.`);
    if (value.startsWith('#')) await staging.property(source, type, 'decimal', value.slice(1), Number(group));
    else if (value.startsWith('"')) await staging.property(source, type, 'string', value.slice(1, -1), Number(group));
    else await staging.property(source, type, 'boolean', value.toLowerCase(), Number(group));
  }
}

async function members(file: string, staging: Staging): Promise<void> {
  for await (const [, , active, , refset = '', component = ''] of rowsOf(file))
    if (active === '1') await staging.property(component, memberOf, 'code', refset);
}
