/** Resources grown from R4's own element tables: any type, what is required and some of what is not; most of them valid. */
import type { Resource } from '@medplum/fhirtypes';
import lists from '@vardkedjan/fhir/r4/generated/code-lists.json' with { type: 'json' };
import { type Property, typeInfo } from '@vardkedjan/fhir/r4/element-table.ts';
import { resourceTypes } from '@vardkedjan/fhir/r4/resource-types.ts';
import type { Random } from '../../../care/test/random.ts';
import type { Harvest } from './harvest.ts';

const codes = lists as Record<string, Record<string, string[]>>;
/** Elements that make little sense when made up, or grow without end. */
const left = new Set([
  'contained',
  'implicitRules',
  'extension',
  'modifierExtension',
  'meta',
  'text',
  'id',
  'replaces',
]);

const primitives: Record<string, (random: Random) => unknown> = {
  boolean: (random) => random.chance(0.5),
  integer: (random) => random.below(1000) - 500,
  unsignedInt: (random) => random.below(1000),
  positiveInt: (random) => random.below(1000) + 1,
  decimal: (random) => random.pick([0.5, 1, 12.25, -3, 1e-7, 123456789.123]),
  string: (random) => random.pick(['Åsa', 'text', 'två\trader\nhär', ' blank ', 'x', '👩‍⚕️', 'e\u0301']),
  markdown: (random) => random.pick(['*hej*', 'a\n\nb']),
  code: (random) => random.pick(['code', 'a b', 'en-US', 'x-1']),
  id: (random) => random.pick(['an-id', 'a.b', 'A1']),
  uri: (random) => random.pick(['urn:oid:1.2.3', 'http://example.org/a', 'urn:x:å']),
  url: () => 'http://example.org/u',
  canonical: (random) => random.pick(['http://example.org/c', 'http://example.org/c|1.0', '#none-such']),
  oid: () => 'urn:oid:1.2.3.4',
  uuid: () => 'urn:uuid:c757873d-ec9a-4326-a141-556f43239520',
  date: (random) => random.pick(['2024', '2024-05', '2024-05-06', '0001-01-01', '9999-12-31']),
  dateTime: (random) => random.pick(['2024', '2024-05-06', '2024-05-06T07:08:09Z', '2024-05-06T07:08:09.123456+02:00']),
  instant: (random) => random.pick(['2024-05-06T07:08:09Z', '2015-02-07T13:28:17.239+02:00', '2016-12-31T23:59:60Z']),
  time: () => '07:08:09',
  base64Binary: () => 'aGVq',
  xhtml: () => '<div xmlns="http://www.w3.org/1999/xhtml"><p>hej</p></div>',
};

export function makeResource(random: Random, harvest: Harvest, type: string = random.pick(resourceTypes)): Resource {
  return { resourceType: type, ...complex(random, harvest, type, 0) } as Resource;
}

function complex(random: Random, harvest: Harvest, type: string, depth: number): Record<string, unknown> {
  if (type === 'Reference') return reference(random, harvest, undefined);
  const made: Record<string, unknown> = {};
  for (const [name, properties] of typeInfo(type)?.byName ?? []) {
    const [first] = properties;
    if (first === undefined || left.has(name)) continue;
    const required = (first.row.min ?? 0) > 0;
    if (!required && !random.chance(0.25 / (depth + 1))) continue;
    const property = random.pick(properties);
    if (depth > 5 && !required) continue;
    const value = valueOf(random, harvest, property, depth);
    if (value !== undefined) made[property.key] = property.many ? [value] : value;
  }
  if (Object.keys(made).length === 0 && depth > 0) return { extension: [{ url: 'urn:x', valueBoolean: true }] };
  return made;
}

function valueOf(random: Random, harvest: Harvest, property: Property, depth: number): unknown {
  const { row, type } = property;
  const coded = row.codes === undefined ? undefined : codes[row.codes];
  if (coded !== undefined) {
    const [system, list] = random.pick(Object.entries(coded));
    const code = random.pick(list);
    if (property.primitive) return code;
    const coding = { system, code };
    return type === 'CodeableConcept' ? { coding: [coding] } : type === 'Coding' ? coding : undefined;
  }
  if (property.primitive) return primitives[type]?.(random);
  if (type === 'Reference') return reference(random, harvest, row.targets);
  if (typeInfo(type)?.resource === true || type === 'Resource' || type === 'DomainResource') {
    return depth > 2 ? undefined : makeResource(random, harvest, random.pick(['Basic', 'Patient', 'Observation']));
  }
  return complex(random, harvest, type, depth + 1);
}

function reference(random: Random, harvest: Harvest, targets: readonly string[] | undefined): Record<string, unknown> {
  const target = targets === undefined ? undefined : random.pick(targets);
  const { resourceType, id } = harvest.known(random, target);
  if (target === undefined || resourceType === target) {
    if (random.chance(0.8)) return { reference: `${resourceType}/${id}` };
  }
  return random.pick([
    { display: 'någon' },
    { identifier: { system: 'urn:i', value: '1' } },
    { reference: `https://elsewhere.example/fhir/${target ?? resourceType}/1` },
  ]);
}
