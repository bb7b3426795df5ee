/**
 * A resource as FHIR XML: http://hl7.org/fhir/R4/xml.html. The value is one that `parseJson` made; elements come in the order of
 * their type, decimals letter for letter, and the narrative as it stands.
 */
import { numberText } from '../json.ts';
import { Failure } from '../outcome.ts';
import { type Property, type TypeInfo, typeInfo } from '../r4/element-table.ts';
import { isResourceType } from '../r4/resource-types.ts';
import { elementOrder, type OrderedProperty } from './element-order.ts';
import { escapeAttribute, isXmlText } from './escape.ts';
import { readXml } from './read-xml.ts';
import { fhirNamespace, xhtmlNamespace } from './xml-element.ts';

/** Fails with `not-supported` (406) on a text that XML cannot hold, with `invalid` on a value that is no resource of R4. */
export function stringifyXml(resource: unknown, { pretty = false } = {}): string {
  const writing = new Writing(pretty);
  writing.resource(resource, 'The resource', ` xmlns="${fhirNamespace}"`);
  return writing.text;
}

type JsonObject = Record<string, unknown>;

class Writing {
  text = '<?xml version="1.0" encoding="UTF-8"?>';
  readonly #pretty: boolean;
  #depth = 0;

  constructor(pretty: boolean) {
    this.#pretty = pretty;
  }

  resource(value: unknown, path: string, namespace = ''): void {
    const type = isObject(value) ? value['resourceType'] : undefined;
    const info = isResourceType(type) ? typeInfo(type) : undefined;
    if (!isObject(value) || info === undefined) throw new Failure('invalid', `${path} is not a resource of FHIR R4`);
    this.#element(info.name, namespace, () => this.#children(value, info, path === 'The resource' ? info.name : path));
  }

  /** Writes an element, with what `content` writes between its tags. */
  #element(name: string, attributes: string, content?: () => void): void {
    this.#newLine();
    this.text += `<${name}${attributes}`;
    if (content === undefined) {
      this.text += '/>';
      return;
    }
    this.text += '>';
    const before = this.text.length;
    this.#depth++;
    content();
    this.#depth--;
    if (this.text.length === before) {
      this.text = `${this.text.slice(0, -1)}/>`;
      return;
    }
    this.#newLine();
    this.text += `</${name}>`;
  }

  #newLine(): void {
    if (this.#pretty) this.text += `\n${'  '.repeat(this.#depth)}`;
  }

  #children(value: JsonObject, info: TypeInfo, path: string): void {
    for (const property of presentIn(value, info, path)) {
      const { key, primitive, many } = property;
      const own = `${path}.${key}`;
      if (primitive) this.#primitives(value, property, own);
      else if (!many) this.#complex(value[key], property, own);
      else listOf(value[key], own).forEach((item, index) => this.#complex(item, property, `${own}[${index}]`));
    }
  }

  #complex(value: unknown, { key, type }: Property, path: string): void {
    const info = typeInfo(type);
    if (info === undefined || !isObject(value)) throw new Failure('invalid', `${path} must be an object`);
    if (info.resource) this.#element(key, '', () => this.resource(value, path));
    else this.#element(key, attributesOf(value, info, path), () => this.#children(value, info, path));
  }

  #primitives(holder: JsonObject, property: Property, path: string): void {
    const { key, many } = property;
    if (!many) return this.#primitive(holder, key, property, holder[`_${key}`], path);
    const beside = listOf(holder[`_${key}`] ?? [], path);
    const values = listOf(holder[key] ?? [], path);
    for (let index = 0; index < Math.max(values.length, beside.length); index++)
      this.#primitive(values, index, property, beside[index], `${path}[${index}]`);
  }

  #primitive(holder: object, at: string | number, { key, type }: Property, beside: unknown, path: string): void {
    const value = (holder as JsonObject)[at];
    if (type === 'xhtml') return this.#narrative(value, path);
    const text = value === undefined || value === null ? undefined : primitiveText(holder, at, value, path);
    const written = text === undefined ? '' : ` value="${text}"`;
    if (!isObject(beside)) {
      if (text !== undefined) this.#element(key, written);
      return;
    }
    const attributes = attributesOf(beside, elementInfo, path) + written;
    this.#element(key, attributes, () => this.#children(beside, elementInfo, path));
  }

  /** As it stands: looked through, so that it cannot break out of its place. */
  #narrative(div: unknown, path: string): void {
    const source = typeof div === 'string' ? narrativeSource(div) : undefined;
    if (source === undefined) throw unfit(path);
    this.#newLine();
    this.text += source;
  }
}

/** What a primitive has beside its value. */
const elementInfo = typeInfo('Element') as TypeInfo;

/** The one div that the text is, or undefined when it is none. */
function narrativeSource(div: string): string | undefined {
  try {
    const { name, namespace, source } = readXml(div);
    return name === 'div' && namespace === xhtmlNamespace && source === div.trim() ? source : undefined;
  } catch (failure) {
    if (failure instanceof Failure) return undefined;
    throw failure;
  }
}

/** The properties that have a value or something beside it, in the order of the type. */
function presentIn(value: JsonObject, info: TypeInfo, path: string): Property[] {
  const order = elementOrder(info);
  const present = new Map<string, OrderedProperty>();
  for (const name of Object.keys(value)) {
    if (value[name] === undefined || (name === 'resourceType' && info.resource)) continue;
    const beside = name.startsWith('_');
    const known = order.get(beside ? name.slice(1) : name);
    if (known === undefined || (beside && (known.attribute || !known.property.primitive)))
      throw new Failure('invalid', `${path} has something that is no element of ${info.name}`);
    if (!known.attribute) present.set(known.property.key, known);
  }
  return [...present.values()].sort((a, b) => a.place - b.place).map(({ property }) => property);
}

function attributesOf(value: JsonObject, info: TypeInfo, path: string): string {
  const written = (key: string) =>
    value[key] === undefined ? '' : ` ${key}="${primitiveText(value, key, value[key], `${path}.${key}`)}"`;
  return written('id') + (info.name === 'Extension' ? written('url') : '');
}

function primitiveText(holder: object, at: string | number, value: unknown, path: string): string {
  if (typeof value === 'number') return numberText(holder, at);
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') throw new Failure('invalid', `${path} must be a primitive value`);
  if (!isXmlText(value)) throw unfit(path);
  return escapeAttribute(value);
}

function listOf(value: unknown, path: string): unknown[] {
  if (!Array.isArray(value)) throw new Failure('invalid', `${path} must be a list`);
  return value;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unfit(path: string): Failure {
  return new Failure('not-supported', `${path} holds what XML cannot hold; ask for application/fhir+json`, {
    status: 406,
  });
}
