/**
 * The least resource of a type that R4 allows: it stands for what a suite's resources refer to and the suite does not hold, since the
 * store keeps no reference that leads nowhere.
 */
import { isPrimitiveType, type Property, typeInfo } from '@vardkedjan/fhir/r4/element-table.ts';
import lists from '@vardkedjan/fhir/r4/generated/code-lists.json' with { type: 'json' };

type Json = Record<string, unknown>;

/** Where an invariant, or an order among patients' records, demands more than the elements that are mandatory by themselves. */
const demanded: Record<string, Json> = {
  AllergyIntolerance: {
    clinicalStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }],
    },
  },
  Consent: { policyRule: { text: 'Placeholder' } },
  'ImmunizationRecommendation.recommendation': { vaccineCode: [{ text: 'Placeholder' }] },
  Encounter: { subject: { reference: 'Patient/placeholder' } },
  Organization: { name: 'Placeholder' },
};

/** It belongs to `patient` ("Patient/…") where it may belong to one. */
export function placeholder(resourceType: string, id: string, patient = 'Patient/placeholder'): Json {
  const value = { resourceType, id, ...mandatory(resourceType) };
  return JSON.parse(JSON.stringify(value).replaceAll('"Patient/placeholder"', JSON.stringify(patient))) as Json;
}

function mandatory(type: string): Json {
  const value: Json = { ...demanded[type] };
  for (const [property] of typeInfo(type)?.byName.values() ?? []) {
    if (property === undefined || (property.row.min ?? 0) === 0 || property.key in value) continue;
    const one = least(property);
    value[property.key] = property.many ? [one] : one;
  }
  return value;
}

function least({ type, row }: Property): unknown {
  const [system = '', codes] =
    Object.entries((lists as Record<string, Record<string, string[]>>)[row.codes ?? ''] ?? {})[0] ?? [];
  const code = codes?.[0] ?? 'placeholder';
  if (isPrimitiveType(type)) return type === 'code' ? code : (primitives[type] ?? 'placeholder');
  switch (type) {
    case 'CodeableConcept':
      return system === '' ? { text: 'Placeholder' } : { coding: [{ system, code }] };
    case 'Coding':
      return { system: system === '' ? 'urn:placeholder' : system, code };
    case 'Reference':
      return { reference: `${targetOf(row.targets)}/placeholder` };
    case 'Quantity':
    case 'SimpleQuantity':
    case 'Money':
      return { value: 1 };
    case 'Attachment':
      return { title: 'Placeholder' };
    case 'Period':
      return { start: '2026-01-01' };
    default:
      return mandatory(type);
  }
}

/** A patient where there may be one, so that it is somebody's. */
function targetOf(targets: readonly string[] = ['Patient']): string {
  return ['Patient', 'Organization'].find((type) => targets.includes(type)) ?? targets[0] ?? 'Patient';
}

const primitives: Record<string, unknown> = {
  boolean: true,
  date: '2026-01-01',
  dateTime: '2026-01-01',
  decimal: 1,
  instant: '2026-01-01T00:00:00Z',
  integer: 1,
  positiveInt: 1,
  unsignedInt: 1,
  uri: 'urn:placeholder',
  url: 'urn:placeholder',
};
