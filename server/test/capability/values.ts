/** Values for what an operation is called with: one of each type, and texts that are none. */
import type { OperationDefinitionParameter, ParametersParameter } from '@medplum/fhirtypes';
import { typeInfo } from '@vardkedjan/fhir/r4/element-table.ts';

/** A text that is no value of the type. */
export const wrongText: Record<string, string> = {
  boolean: 'yes',
  integer: 'many',
  instant: '2026',
  date: '31%2F1',
  dateTime: 'today',
  code: '%20x',
  uri: 'a%20b',
};

export function valueFor({ name, type, part }: OperationDefinitionParameter): ParametersParameter {
  if (part !== undefined) return { name: String(name), part: part.map(valueFor) };
  const wanted = String(type);
  if (wanted === 'Resource' || typeInfo(wanted)?.resource === true)
    return { name: String(name), resource: { resourceType: wanted === 'Resource' ? 'Patient' : wanted } as never };
  const values: Record<string, unknown> = {
    boolean: true,
    integer: 1,
    instant: '2026-01-01T00:00:00Z',
    date: '2026-01-01',
    dateTime: '2026-01-01',
    uri: 'urn:x',
    canonical: 'urn:x',
    code: 'x',
    string: 'x',
    base64Binary: 'AAAA',
    Reference: { reference: 'Patient/probe' },
    Identifier: { system: 'urn:x', value: 'x' },
    Coding: { system: 'urn:x', code: 'x' },
    CodeableConcept: { text: 'x' },
    Meta: { tag: [{ code: 'x' }] },
  };
  return { name: String(name), [`value${wanted.charAt(0).toUpperCase()}${wanted.slice(1)}`]: values[wanted] };
}
