/**
 * The structure of FHIR R4's types as data: what validation and FHIRPath know about elements.
 * Generated from the StructureDefinitions of R4 4.0.1 (http://hl7.org/fhir/R4/structuredefinition.html).
 */
import table from './generated/elements.json' with { type: 'json' };

export interface InvariantRow {
  key: string;
  human: string;
  expression: string;
}

export interface ElementRow {
  /** Type names; a backbone element's own type is named by its path. More than one only in a choice (`value[x]`). */
  types: string[];
  /** Left out: 0. */
  min?: number;
  /** Left out: at most one. */
  many?: true;
  /** The value set of a required binding. */
  codes?: string;
  /** Part of a summary (http://hl7.org/fhir/R4/search.html#summary). */
  summary?: true;
  /** Types a reference may point at; left out: any. */
  targets?: string[];
  rules?: InvariantRow[];
}

export interface TypeRow {
  kind: string;
  base?: string;
  abstract?: boolean;
  rules?: InvariantRow[];
  /** Own elements by name, in order; a choice is named `value[x]`. Inherited ones stand on the base. */
  elements: Record<string, ElementRow>;
}

export const typeRows: ReadonlyMap<string, TypeRow> = new Map(
  Object.entries(table as unknown as Record<string, TypeRow>),
);

/** One way an element may be written in JSON: `valueQuantity` for the choice `value[x]`. */
export interface Property {
  /** The name in JSON. */
  key: string;
  /** The name in paths: `value` for `valueQuantity`. */
  name: string;
  type: string;
  primitive: boolean;
  many: boolean;
  row: ElementRow;
}

/** All elements of a type, inherited ones first, and in a choice one property per type. */
export interface TypeInfo {
  name: string;
  /** Itself and its bases, nearest first. */
  lineage: readonly string[];
  primitive: boolean;
  resource: boolean;
  byKey: ReadonlyMap<string, Property>;
  /** By the name used in paths. */
  byName: ReadonlyMap<string, readonly Property[]>;
}

const infos = new Map<string, TypeInfo>();

/** What is known about a type; undefined when R4 has no such type. Built on first use. */
export function typeInfo(name: string): TypeInfo | undefined {
  const known = infos.get(name);
  if (known !== undefined) return known;
  const row = typeRows.get(name);
  if (row === undefined) return undefined;
  const built = buildInfo(name, row);
  infos.set(name, built);
  return built;
}

export function isPrimitiveType(type: string): boolean {
  return typeRows.get(type)?.kind === 'primitive-type';
}

function buildInfo(name: string, row: TypeRow): TypeInfo {
  const base = row.base === undefined ? undefined : typeInfo(row.base);
  const byKey = new Map<string, Property>(base?.byKey);
  const byName = new Map<string, Property[]>();
  for (const [elementName, element] of Object.entries(row.elements)) {
    for (const property of propertiesOf(elementName, element)) byKey.set(property.key, property);
  }
  for (const property of byKey.values()) byName.set(property.name, [...(byName.get(property.name) ?? []), property]);
  return {
    name,
    lineage: [name, ...(base?.lineage ?? [])],
    primitive: row.kind === 'primitive-type',
    resource: row.kind === 'resource',
    byKey,
    byName,
  };
}

function propertiesOf(elementName: string, row: ElementRow): Property[] {
  const choice = elementName.endsWith('[x]');
  const name = choice ? elementName.slice(0, -3) : elementName;
  return row.types.map((type) => ({
    key: choice ? name + choiceSuffix(type) : name,
    name,
    type,
    primitive: isPrimitiveType(type),
    many: row.many === true,
    row,
  }));
}

/** A profiled Quantity is still written as valueQuantity. */
function choiceSuffix(type: string): string {
  return type === 'SimpleQuantity' || type === 'MoneyQuantity'
    ? 'Quantity'
    : type.charAt(0).toUpperCase() + type.slice(1);
}
