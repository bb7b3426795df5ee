/**
 * A place in a resource, and what can be done there. A primitive stands in two properties in JSON
 * (http://hl7.org/fhir/R4/json.html#primitive): its value, and under `_name` its id and extensions; in lists the two stay
 * in step. What is left without content is taken away, since FHIR has no empty elements.
 */
import { copyJson, insertJson, removeJson } from '../json.ts';
import type { Property } from '../r4/element-table.ts';

export type Json = Record<string, unknown>;

/** What is to be put somewhere: `holder[key]`, and for a primitive `holder[_key]`. */
export interface Value {
  holder: object;
  key: string;
}

export class Place {
  /** FHIR type of what stands here: where its elements are looked up. */
  readonly type: string;
  readonly property: Property | undefined;
  readonly index: number | undefined;
  readonly parent: Place | undefined;
  readonly #holder: Json;

  private constructor(
    holder: Json,
    type: string,
    at?: { property: Property; index: number | undefined; parent: Place },
  ) {
    this.#holder = holder;
    this.type = type;
    this.property = at?.property;
    this.index = at?.index;
    this.parent = at?.parent;
  }

  static root(resource: Json & { resourceType: string }): Place {
    return new Place(resource, resource.resourceType);
  }

  child(holder: Json, property: Property, index: number | undefined): Place {
    const value = property.many ? listOf(holder, property.key)[index ?? 0] : holder[property.key];
    const type = property.type === 'Resource' && isObject(value) ? String(value['resourceType']) : property.type;
    return new Place(holder, type, { property, index: property.many ? (index ?? 0) : undefined, parent: this });
  }

  /** Where the elements of what stands here are: of a primitive, its id and extensions. */
  content(): Json | undefined {
    if (this.property === undefined) return this.#holder;
    const { key, primitive } = this.property;
    const name = primitive ? `_${key}` : key;
    const value = this.index === undefined ? this.#holder[name] : listOf(this.#holder, name)[this.index];
    return isObject(value) ? value : undefined;
  }

  /** As `content`; a primitive that has neither id nor extensions gets room for them. */
  contentToFill(): Json | undefined {
    const found = this.content();
    if (found !== undefined || this.property?.primitive !== true) return found;
    const { key } = this.property;
    const made: Json = {};
    if (this.index === undefined) this.#holder[`_${key}`] = made;
    else fill(this.#holder, `_${key}`, lengthOf(this.#holder, key))[this.index] = made;
    return made;
  }

  sameListAs(other: Place): boolean {
    return this.#holder === other.#holder && this.property?.key === other.property?.key;
  }

  /** How many stand in the list that this place is in. */
  get length(): number {
    return this.property === undefined ? 1 : lengthOf(this.#holder, this.property.key);
  }

  /** Puts another in its place; in a choice it may be of another type. */
  replace(property: Property, value: Value): void {
    if (this.property === undefined) return;
    if (this.index === undefined) {
      if (property.key !== this.property.key) drop(this.#holder, this.property.key);
      setElement(this.#holder, property.key, value);
    } else {
      const { key } = this.property;
      const at = this.index;
      insertElement(this.#holder, key, at, value);
      removeItem(this.#holder, key, at + 1);
    }
  }

  insert(at: number, value: Value): void {
    if (this.property !== undefined) insertElement(this.#holder, this.property.key, at, value);
  }

  move(from: number, to: number): void {
    if (this.property === undefined) return;
    const { key } = this.property;
    const length = lengthOf(this.#holder, key);
    for (const name of [key, `_${key}`]) {
      if (this.#holder[name] === undefined) continue;
      const list = fill(this.#holder, name, length);
      const held = {};
      copyJson(list, String(from), held, 'value');
      removeJson(list, from);
      insertJson(list, to, held, 'value');
    }
  }

  remove(): void {
    if (this.property === undefined || this.parent === undefined) return;
    if (this.index === undefined) drop(this.#holder, this.property.key);
    else removeItem(this.#holder, this.property.key, this.index);
    if (Object.keys(this.#holder).length === 0) this.parent.emptied();
  }

  /** Nothing is left of the content. */
  private emptied(): void {
    if (this.property?.primitive !== true) {
      this.remove();
      return;
    }
    const { key } = this.property;
    if (this.index === undefined) {
      Reflect.deleteProperty(this.#holder, `_${key}`);
      if (this.#holder[key] === undefined) this.remove();
    } else {
      listOf(this.#holder, `_${key}`)[this.index] = null;
      if ((listOf(this.#holder, key)[this.index] ?? null) === null) this.remove();
      else dropIfBare(this.#holder, `_${key}`);
    }
  }
}

/** Puts a single element; whatever stood there goes. */
export function setElement(holder: Json, key: string, value: Value): void {
  for (const [from, to] of bothNames(value.key, key)) {
    if (Object.hasOwn(value.holder, from)) copyJson(value.holder, from, holder, to);
    else Reflect.deleteProperty(holder, to);
  }
}

/** Puts an element into a list, which is made when there is none. */
export function insertElement(holder: Json, key: string, at: number, value: Value): void {
  const length = lengthOf(holder, key);
  for (const [from, to] of bothNames(value.key, key)) {
    const comes = Object.hasOwn(value.holder, from);
    if (!comes && holder[to] === undefined) continue;
    const list = fill(holder, to, length);
    insertJson(list, at, comes ? value.holder : { [from]: null }, from);
  }
}

export function lengthOf(holder: Json, key: string): number {
  return Math.max(listOf(holder, key).length, listOf(holder, `_${key}`).length);
}

function removeItem(holder: Json, key: string, at: number): void {
  for (const name of [key, `_${key}`]) {
    const list = listOf(holder, name);
    if (at < list.length) removeJson(list, at);
    if (holder[name] !== undefined) dropIfBare(holder, name);
  }
}

function bothNames(from: string, to: string): [string, string][] {
  return [
    [from, to],
    [`_${from}`, `_${to}`],
  ];
}

function drop(holder: Json, key: string): void {
  Reflect.deleteProperty(holder, key);
  Reflect.deleteProperty(holder, `_${key}`);
}

function dropIfBare(holder: Json, name: string): void {
  if (listOf(holder, name).every((item) => item === null)) Reflect.deleteProperty(holder, name);
}

/** The list, as long as the other half of it. */
function fill(holder: Json, name: string, length: number): unknown[] {
  const list = listOf(holder, name);
  while (list.length < length) list.push(null);
  holder[name] = list;
  return list;
}

function listOf(holder: Json, name: string): unknown[] {
  const value = holder[name];
  return Array.isArray(value) ? value : [];
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
