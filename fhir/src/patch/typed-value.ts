/**
 * The value of a FHIRPath Patch operation, made to stand where it is to stand: a value[x] of the type that the place has, a
 * resource, or parts that together are an element without a type of its own (Patient.contact) or whose type value[x] does
 * not have. A server must refuse a value of the wrong type (http://hl7.org/fhir/R4/fhirpatch.html).
 */
import { Failure } from '../outcome.ts';
import { type Property, typeInfo } from '../r4/element-table.ts';
import { type Part, partsOf, wrong } from './fhirpath-operation.ts';
import { insertElement, type Json, lengthOf, setElement, type Value } from './place.ts';

interface Numbered {
  number: number;
}

/** Puts the value into `holder` by the property's name: at the end of a list, or where nothing stands yet. */
export function putNamed(holder: Json, properties: readonly Property[], part: Part, operation: Numbered): void {
  const { property, value } = valueFor(properties, part, operation);
  if (property.many) return insertElement(holder, property.key, lengthOf(holder, property.key), value);
  const there = properties.some(({ key }) => Object.hasOwn(holder, key) || Object.hasOwn(holder, `_${key}`));
  if (there) throw misfit(operation, 'the element is there already; replace it instead');
  setElement(holder, property.key, value);
}

/** `properties`: the ways in which the place may be filled, several in a choice. Fails with 422 when the value has none of their types. */
export function valueFor(
  properties: readonly Property[],
  part: Part,
  operation: Numbered,
): { property: Property; value: Value } {
  const typed = Object.keys(part)
    .find((key) => /^_?value[A-Z]/.test(key))
    ?.replace(/^_/, '');
  if (typed !== undefined) {
    const type = typeNamed(typed.slice('value'.length));
    const property =
      properties.find((one) => one.type === type) ??
      properties.find((one) => type !== undefined && isKin(one.type, type));
    if (property === undefined) throw misfit(operation, `the place takes ${typesOf(properties)}, and not such a value`);
    return { property, value: { holder: part, key: typed } };
  }
  if (part['resource'] !== undefined) {
    const property = properties.find(({ type }) => type === 'Resource');
    if (property === undefined) throw misfit(operation, `the place takes ${typesOf(properties)}, and no resource`);
    return { property, value: { holder: part, key: 'resource' } };
  }
  const structured = properties.filter(({ primitive, type }) => !primitive && type !== 'Resource');
  const [property] = structured;
  if (property === undefined || structured.length > 1)
    throw misfit(operation, `the place takes ${typesOf(properties)}, which parts do not tell`);
  return { property, value: { holder: { made: madeOf(property.type, part, operation) }, key: 'made' } };
}

function madeOf(type: string, part: Part, operation: Numbered): Json {
  const made: Json = {};
  for (const inner of partsOf(part, operation.number)) {
    const info = typeInfo(type);
    const byKey = info?.byKey.get(inner.name);
    const properties = info?.byName.get(inner.name) ?? (byKey === undefined ? undefined : [byKey]);
    if (properties === undefined) throw wrong(operation.number, `R4 has no element of such a name in ${type}`);
    putNamed(made, properties, inner, operation);
  }
  return made;
}

/** `String` of valueString is the type string. */
function typeNamed(suffix: string): string | undefined {
  return [suffix, suffix.charAt(0).toLowerCase() + suffix.slice(1)].find((name) => typeInfo(name) !== undefined);
}

/** One is a kind of the other (a code is a string, an Age is a Quantity); narrative has no value[x] of its own. */
function isKin(one: string, other: string): boolean {
  if (one === 'xhtml') return other === 'string' || other === 'markdown';
  return (typeInfo(one)?.lineage.includes(other) ?? false) || (typeInfo(other)?.lineage.includes(one) ?? false);
}

function typesOf(properties: readonly Property[]): string {
  const types = properties.map(({ type }) => type);
  return types.length > 4 ? `${types.slice(0, 4).join(', ')} …` : types.join(' or ');
}

function misfit({ number }: Numbered, why: string): Failure {
  return new Failure('invalid', `Operation ${number} of the patch does not fit: ${why}`, { status: 422 });
}
