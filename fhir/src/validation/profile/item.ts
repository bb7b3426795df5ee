/**
 * An element of a resource as a profile sees it: value, type and place. FHIR's JSON splits primitives (`name` and `_name`) and
 * writes choices with their type (`valueQuantity`); here each element is one thing: http://hl7.org/fhir/R4/json.html.
 */
import { isPrimitiveType, typeInfo, type Property } from '../../r4/element-table.ts';
import { isResourceType } from '../../r4/resource-types.ts';

export type Json = Record<string, unknown>;

const none: readonly Item[] = [];

export class Item {
  /** undefined for a primitive that has extensions only. */
  readonly value: unknown;
  /** A primitive's id and extensions. */
  readonly beside: Json | undefined;
  /** FHIR type; of a backbone element its path (`Observation.component`), of a resource its resourceType. */
  readonly type: string;
  readonly parent: Item | undefined;
  /** The name in JSON. */
  readonly key: string;
  /** Place in the list; -1: not in a list. */
  readonly index: number;

  constructor(
    value: unknown,
    type: string,
    at?: { parent: Item; key: string; index: number; beside?: Json | undefined },
  ) {
    this.value = value;
    this.type = type;
    this.parent = at?.parent;
    this.key = at?.key ?? type;
    this.index = at?.index ?? -1;
    this.beside = at?.beside;
  }

  get path(): string {
    const step = this.index === -1 ? this.key : `${this.key}[${this.index}]`;
    return this.parent === undefined ? step : `${this.parent.path}.${step}`;
  }

  get isResource(): boolean {
    return isResourceType(this.type);
  }

  /** The resource around: itself when it is one. */
  get resource(): Item {
    return this.isResource || this.parent === undefined ? this : this.parent.resource;
  }

  /** The resource that is not contained in another. */
  get container(): Item {
    const { resource } = this;
    return resource.key === 'contained' && resource.parent !== undefined ? resource.parent.container : resource;
  }

  get json(): Json {
    return isJson(this.value) ? this.value : {};
  }
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The resource itself as an item; undefined when it is none of R4. */
export function rootItem(resource: unknown): Item | undefined {
  const type = isJson(resource) ? resource['resourceType'] : undefined;
  return isResourceType(type) ? new Item(resource, type) : undefined;
}

/** The elements of this name (as in paths: `value`, not `valueQuantity`). */
export function childItems(item: Item, name: string): readonly Item[] {
  if (isPrimitiveType(item.type)) {
    return item.beside === undefined
      ? none
      : itemsUnder(item, item.beside, typeInfo('Element')?.byName.get(name) ?? []);
  }
  if (!isJson(item.value)) return none;
  return itemsUnder(item, item.value, typeInfo(item.type)?.byName.get(name) ?? []);
}

/** Every element, in the order of the definition. */
export function allChildren(item: Item): Item[] {
  const found: Item[] = [];
  const type = isPrimitiveType(item.type) ? 'Element' : item.type;
  const from = isPrimitiveType(item.type) ? item.beside : item.value;
  if (!isJson(from)) return found;
  const info = typeInfo(type);
  for (const key in from) {
    const plain = key.startsWith('_') ? key.slice(1) : key;
    if (plain !== key && from[plain] !== undefined) continue;
    const property = info?.byKey.get(plain);
    if (property !== undefined) found.push(...itemsUnder(item, from, [property]));
  }
  return found;
}

function itemsUnder(parent: Item, from: Json, properties: readonly Property[]): readonly Item[] {
  let found: Item[] | undefined;
  for (const { key, type, primitive } of properties) {
    const value = from[key];
    const beside = primitive ? from[`_${key}`] : undefined;
    if (value === undefined && beside === undefined) continue;
    found ??= [];
    if (!Array.isArray(value) && !Array.isArray(beside)) {
      found.push(itemOf(value, type, { parent, key, index: -1, beside: isJson(beside) ? beside : undefined }));
      continue;
    }
    const values: unknown[] = Array.isArray(value) ? value : [];
    const besides: unknown[] = Array.isArray(beside) ? beside : [];
    for (let index = 0; index < Math.max(values.length, besides.length); index++) {
      const own = besides[index];
      found.push(
        itemOf(values[index] ?? undefined, type, { parent, key, index, beside: isJson(own) ? own : undefined }),
      );
    }
  }
  return found ?? none;
}

function itemOf(
  value: unknown,
  type: string,
  at: { parent: Item; key: string; index: number; beside: Json | undefined },
): Item {
  const own = isJson(value) ? value['resourceType'] : undefined;
  return new Item(value, type === 'Resource' && isResourceType(own) ? own : type, at);
}

/** Whether a type is the wanted one or a special form of it: an Age is a Quantity, a Patient is a DomainResource. */
export function isKindOf(type: string, wanted: string): boolean {
  return type === wanted || typeInfo(type)?.lineage.includes(wanted) === true;
}
