/**
 * What the store notes of a canonical resource, so that it is found by its URL. Belongs to the write of the resource
 * (write/build-row.ts); the statement's part is at the end.
 */
import type { Resource } from '@medplum/fhirtypes';
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import type { FixedType } from '../search/statement/binary-array.ts';
import type { Row } from '../write/rows/row.ts';

/**
 * A new one needs a migration that notes what is stored of it already (0007-definitions.sql); not Library, of which only what the loader of
 * drug knowledge has written counts.
 */
export const definitionTypes = [
  'CodeSystem',
  'ConceptMap',
  'Library',
  'SearchParameter',
  'StructureDefinition',
  'ValueSet',
] as const;

export type DefinitionType = (typeof definitionTypes)[number];

export interface DefinitionRow {
  url: string;
  businessVersion: string;
  status: string;
  /** Of the definition, as it says itself; empty when it does not. */
  date: string;
}

const types: ReadonlySet<string> = new Set(definitionTypes);

export function isDefinitionType(type: string): type is DefinitionType {
  return types.has(type);
}

/** undefined for what is no definition, has no URL, or belongs to a patient (one's own data are no rule for others). */
export function definitionRow(resource: Resource, patientKey: number): DefinitionRow | undefined {
  if (!types.has(resource.resourceType) || patientKey !== 0) {
    return undefined;
  }
  const { url, version, status, date } = resource as { url?: string; version?: string; status?: string; date?: string };
  return url === undefined
    ? undefined
    : { url, businessVersion: version ?? '', status: status ?? '', date: date ?? '' };
}

interface Part {
  name: string;
  sql: string;
}

/** `text` and `fixed` bind a column of the rows, as an array. */
export interface Columns {
  text: <Item>(items: readonly Item[], of: (item: Item) => string) => string;
  fixed: <Item>(items: readonly Item[], type: FixedType, of: (item: Item) => number) => string;
}

/** The generation is raised last, so that transactions wait for each other as briefly as may be. */
export function definitionParts(all: readonly Row[], { text, fixed }: Columns): Part[] {
  const rows = all.filter(({ type }) => types.has(type));
  if (rows.length === 0) {
    return [];
  }
  const parts: Part[] = [];
  const defined = rows.filter(({ definition }) => definition !== undefined);
  const undefinedNow = rows.filter(({ definition, replaces }) => definition === undefined && replaces !== 0);
  if (undefinedNow.length > 0) {
    const sql = `delete from definition d using unnest(${fixed(undefinedNow, 'int8', (row) => row.key)}) as o (key) where d.key = o.key`;
    parts.push({ name: 'undefined', sql });
  }
  if (defined.length > 0) {
    const columns = [
      fixed(defined, 'int8', (row) => row.key),
      fixed(defined, 'int2', (row) => typeCode(row.type)),
      text(defined, (row) => row.id),
      fixed(defined, 'int4', (row) => row.version),
      text(defined, (row) => row.definition?.url ?? ''),
      text(defined, (row) => row.definition?.businessVersion ?? ''),
      text(defined, (row) => row.definition?.status ?? ''),
      text(defined, (row) => row.definition?.date ?? ''),
    ];
    parts.push({
      name: 'defined',
      sql: `insert into definition (key, type, id, version, url, business_version, status, date) select * from unnest(${columns.join(', ')})
        on conflict (key) do update set version = excluded.version, url = excluded.url, business_version = excluded.business_version,
          status = excluded.status, date = excluded.date`,
    });
  }
  parts.push({ name: 'generation', sql: 'update definition_generation set generation = generation + 1 returning 1' });
  return parts;
}
