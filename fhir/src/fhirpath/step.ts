/**
 * Steps from an item to its elements: by the type tables where the item's type is known from the text, else by the item's own
 * resourceType and the JSON itself. Knows FHIR's JSON: choices (`value` → `valueQuantity`) and `_name` beside primitives.
 */
import { isPrimitiveType, typeInfo, typeRows, type Property } from '../r4/element-table.ts';
import { FhirPathError } from './tokens.ts';
import { none, Unresolved, WithoutValue, type Env, type Items, type Node } from './node.ts';

type Json = Record<string, unknown>;

const polymorphic = new Set(['Resource', 'DomainResource']);

/** The element `name` of each of `from`'s items; of $this when `from` is undefined. */
export function stepNode(from: Node | undefined, types: readonly string[] | undefined, name: string): Node {
  if (types === undefined || types.some((type) => polymorphic.has(type))) return openStep(from, name);
  if (types.length === 0) return { types: [], run: () => none };
  if ((name === 'extension' || name === 'id') && types.some(isPrimitiveType) && from?.step !== undefined) {
    return extensionStep(from.step.from, from.step.properties, name);
  }
  const properties = types.flatMap((type) => typeInfo(type)?.byName.get(name) ?? []);
  if (properties.length === 0) {
    const primitive = types.every(isPrimitiveType);
    if (primitive && (name === 'value' || name === 'extension' || name === 'id')) return openStep(from, name);
    throw new FhirPathError(`${types.join(' or ')} has no element ${name}`);
  }
  return propertyNode(from, uniqueByKey(properties));
}

/** The given properties of each of `from`'s items: also what `ofType` narrows a choice to. */
export function propertyNode(from: Node | undefined, properties: readonly Property[]): Node {
  const types = [...new Set(properties.map((property) => property.type))];
  const only = properties.length === 1 ? properties[0] : undefined;
  const take: (item: unknown) => Items =
    only !== undefined ? (item) => read(item, only) : (item) => readAny(item, properties);
  return { types, run: over(from, take), step: { from, properties } };
}

function uniqueByKey(properties: Property[]): Property[] {
  return properties.filter((property, index) => properties.findIndex((other) => other.key === property.key) === index);
}

function over(from: Node | undefined, take: (item: unknown) => Items): Node['run'] {
  if (from === undefined) return take;
  return (item: unknown, env: Env) => {
    const items = from.run(item, env);
    if (items.length === 0) return none;
    if (items.length === 1) return take(items[0]);
    const found: unknown[] = [];
    for (const each of items) for (const value of take(each)) found.push(value);
    return found;
  };
}

function read(item: unknown, property: Property): Items {
  if (!isJson(item)) return none;
  const value = item[property.key];
  if (property.primitive) return readPrimitive(value, item, property.key);
  if (value === undefined || value === null) return none;
  return Array.isArray(value) ? value : [value];
}

function readAny(item: unknown, properties: readonly Property[]): Items {
  let found: Items = none;
  for (const property of properties) {
    const items = read(item, property);
    if (items.length > 0) found = found.length === 0 ? items : [...found, ...items];
  }
  return found;
}

function readPrimitive(value: unknown, item: Json, key: string): Items {
  if (value === undefined) {
    const element = item[`_${key}`];
    if (element === undefined) return none;
    return (Array.isArray(element) ? element : [element]).filter(isJson).map((each) => new WithoutValue(each));
  }
  if (!Array.isArray(value)) return value === null ? none : [value];
  if (!value.includes(null)) return value;
  const elements = item[`_${key}`];
  return value.map((each: unknown, index) => {
    return each === null ? new WithoutValue(Array.isArray(elements) ? elements[index] : undefined) : each;
  });
}

/** `extension` and `id` of primitives stand under `_name`. */
function extensionStep(from: Node | undefined, properties: readonly Property[], name: string): Node {
  const take = (item: unknown): Items => {
    if (!isJson(item)) return none;
    return properties.flatMap(({ key, primitive }) => {
      const elements = item[primitive ? `_${key}` : key];
      const list: unknown[] = Array.isArray(elements) ? elements : [elements];
      return list.filter(isJson).flatMap((element) => asItems(element[name]));
    });
  };
  return { types: name === 'extension' ? ['Extension'] : ['string'], run: over(from, take) };
}

function openStep(from: Node | undefined, name: string): Node {
  return { types: undefined, run: over(from, (item) => openRead(item, name)) };
}

const choiceSuffixes = new Set([...typeRows.keys()].map((type) => type.charAt(0).toUpperCase() + type.slice(1)));

function openRead(item: unknown, name: string): Items {
  if (item instanceof WithoutValue) return openRead(item.element, name);
  if (!isJson(item)) return none;
  const properties =
    typeof item['resourceType'] === 'string' ? typeInfo(item['resourceType'])?.byName.get(name) : undefined;
  if (properties !== undefined) return readAny(item, properties);
  const own = readPrimitive(item[name], item, name);
  if (own.length > 0) return own;
  for (const key in item) {
    const choice = key.startsWith(name) && choiceSuffixes.has(key.slice(name.length));
    if (choice) return readPrimitive(item[key], item, key);
  }
  return none;
}

/** All child elements of an item, in the order they stand; a primitive's `_name` belongs to the primitive. */
export function childrenOf(item: unknown): Items {
  if (item instanceof WithoutValue) return childrenOf(item.element);
  if (!isJson(item)) return none;
  const found: unknown[] = [];
  for (const key in item) {
    if (key === 'resourceType') continue;
    if (!key.startsWith('_')) found.push(...readPrimitive(item[key], item, key));
    else if (item[key.slice(1)] === undefined) found.push(...readPrimitive(undefined, item, key.slice(1)));
  }
  return found;
}

export function isJson(item: unknown): item is Json {
  return typeof item === 'object' && item !== null && !(item instanceof WithoutValue) && !(item instanceof Unresolved);
}

function asItems(value: unknown): Items {
  if (value === undefined || value === null) return none;
  return Array.isArray(value) ? value : [value];
}
