/**
 * The element tables: for each data type, backbone element and resource type its own elements with types, cardinality,
 * required codes, reference targets and error-level invariants. Inherited elements are told once, on the type they come from.
 */
import type { ElementDefinition, StructureDefinition } from '@medplum/fhirtypes';
import type { ElementRow, InvariantRow, TypeRow } from '../src/r4/element-table.ts';
import type { Definitions } from './definitions.ts';

export function elementTable(definitions: Definitions): Record<string, TypeRow> {
  const table: Record<string, TypeRow> = {};
  for (const structure of [...definitions.types, ...definitions.resources]) addType(table, structure);
  return Object.fromEntries(Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function addType(table: Record<string, TypeRow>, structure: StructureDefinition): void {
  const name = structure.name ?? '';
  const elements = structure.snapshot?.element ?? [];
  const root = elements[0];
  if (root === undefined) throw new Error(`${name} has no snapshot`);
  table[name] = typeRow(
    structure.kind ?? '',
    baseOf(structure),
    ownRules(structure, root),
    structure.abstract === true,
  );
  if (structure.kind === 'primitive-type') return;
  for (const element of elements.slice(1)) {
    const path = element.path ?? '';
    const dot = path.lastIndexOf('.');
    const parent = structure.derivation === 'constraint' ? name : path.slice(0, dot);
    if (isInherited(structure, element, path.slice(0, dot)) || element.max === '0') continue;
    const backbone = hasChildren(elements, path);
    if (backbone)
      table[path] = typeRow('complex-type', element.type?.[0]?.code ?? '', ownRules(structure, element), false);
    const row = table[parent];
    if (row === undefined) throw new Error(`${path} comes before its parent`);
    row.elements[path.slice(dot + 1)] = elementRow(element, backbone, backbone ? [] : ownRules(structure, element));
  }
}

function typeRow(kind: string, base: string, rules: InvariantRow[], abstract: boolean): TypeRow {
  return {
    kind,
    ...(base && { base }),
    ...(abstract && { abstract }),
    ...(rules.length > 0 && { rules }),
    elements: {},
  };
}

function baseOf(structure: StructureDefinition): string {
  return structure.baseDefinition?.split('/').at(-1) ?? '';
}

/** Told on the base type already, except where the base is narrowed (Quantity's comparator in SimpleQuantity). */
function isInherited(structure: StructureDefinition, element: ElementDefinition, parent: string): boolean {
  const origin = element.base?.path ?? element.path ?? '';
  const from = origin.slice(0, origin.lastIndexOf('.'));
  return from !== parent || structure.derivation === 'constraint';
}

function hasChildren(elements: ElementDefinition[], path: string): boolean {
  return elements.some((other) => other.path?.startsWith(`${path}.`) === true);
}

function elementRow(element: ElementDefinition, backbone: boolean, rules: InvariantRow[]): ElementRow {
  const path = element.path ?? '';
  const types = backbone ? [path] : typesOf(element);
  const targets = referenceTargets(element);
  const binding = element.binding;
  const codes = binding?.strength === 'required' ? binding.valueSet?.split('|')[0] : undefined;
  return {
    types,
    ...((element.min ?? 0) > 0 && { min: element.min ?? 0 }),
    ...(element.max !== '1' && { many: true as const }),
    ...(codes !== undefined && { codes }),
    ...(element.isSummary === true && { summary: true as const }),
    ...(targets.length > 0 && { targets }),
    ...(rules.length > 0 && { rules }),
  };
}

function typesOf(element: ElementDefinition): string[] {
  if (element.contentReference !== undefined) return [element.contentReference.slice(1)];
  return (element.type ?? []).map((type) => {
    const profile = type.profile?.[0]?.split('/').at(-1);
    if (profile !== undefined) return profile;
    if (!type.code?.startsWith('http://hl7.org/fhirpath/')) return type.code ?? '';
    return systemTypes[element.base?.path ?? ''] ?? 'string';
  });
}

/**
 * Elements that the definitions type with FHIRPath's own String. Resource.id is marked `string` there by mistake; it is an id
 * (http://hl7.org/fhir/R4/resource.html#id).
 */
const systemTypes: Record<string, string> = { 'Resource.id': 'id', 'Element.id': 'string', 'Extension.url': 'uri' };

function referenceTargets(element: ElementDefinition): string[] {
  const profiles = (element.type ?? [])
    .filter((type) => type.code === 'Reference')
    .flatMap((type) => type.targetProfile ?? []);
  const names = profiles.map((profile) => profile.split('/').at(-1) ?? '');
  return names.includes('Resource') ? [] : names;
}

/**
 * The rules to tell here: errors (warnings are advice to authors of definitions), not inherited (an inherited rule names
 * another source), and not ele-1 and ext-1, which are part of the structure check.
 */
function ownRules(structure: StructureDefinition, element: ElementDefinition): InvariantRow[] {
  const own = (element.constraint ?? []).filter(
    ({ key, severity, source }) =>
      severity === 'error' && key !== 'ele-1' && key !== 'ext-1' && (source === undefined || source === structure.url),
  );
  return own.map(({ key, human, expression = '' }) => ({
    key,
    human,
    expression: corrections[key] ?? expression,
  }));
}

/** Expressions that do not say what their own words say, as HL7 has corrected them since. */
const corrections: Record<string, string> = {
  // "more than one enableWhen"; R4 wrote > 2.
  'que-12': 'enableWhen.count() > 1 implies enableBehavior.exists()',
};
