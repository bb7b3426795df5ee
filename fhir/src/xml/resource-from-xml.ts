/**
 * FHIR XML → the value that the same resource has in JSON: http://hl7.org/fhir/R4/xml.html, http://hl7.org/fhir/R4/json.html.
 * Fails on what JSON could not say (unknown elements, wrong order, text between elements) with line, column and path; whether
 * the values are right is for validation, which sees all of them.
 */
import { maxJsonDepth, setNumber } from '../json.ts';
import { Failure } from '../outcome.ts';
import { type Property, type TypeInfo, typeInfo } from '../r4/element-table.ts';
import { isResourceType } from '../r4/resource-types.ts';
import { elementOrder } from './element-order.ts';
import { narrativeText } from './narrative-text.ts';
import { placeIn } from './read-xml.ts';
import { fhirNamespace, type XmlElement, xhtmlNamespace } from './xml-element.ts';

export interface ResourceValue extends Record<string, unknown> {
  resourceType: string;
}

/**
 * The resource that `element` is. `text` is what it was read from, for telling where a fault is. Fails with `invalid` (400).
 */
export function resourceFromXml(element: XmlElement, text?: string): ResourceValue {
  return new Conversion(text).resource(element, element.name, 1);
}

type JsonObject = Record<string, unknown>;

const schemaInstance = 'http://www.w3.org/2001/XMLSchema-instance';
const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';
const declarations = 'http://www.w3.org/2000/xmlns/';
/** A list within an object is two levels of JSON for one of XML, and what is taken must be readable again. */
const deepest = maxJsonDepth / 2;

class Conversion {
  readonly #text: string | undefined;

  constructor(text: string | undefined) {
    this.#text = text;
  }

  resource(element: XmlElement, path: string, depth: number): ResourceValue {
    const { name: resourceType, namespace } = element;
    const info = isResourceType(resourceType) ? typeInfo(resourceType) : undefined;
    if (namespace !== fhirNamespace) this.#fail(element, path, `is not in the namespace of FHIR, ${fhirNamespace}`);
    if (info === undefined) this.#fail(element, path, 'is not a resource type of FHIR R4');
    this.#attributes(element, path, []);
    const value: ResourceValue = { resourceType };
    this.#children(element, info, value, path, depth);
    return value;
  }

  #complex(element: XmlElement, type: string, path: string, depth: number): JsonObject {
    const info = typeInfo(type);
    if (info === undefined) throw new Error(`no type ${type}`);
    if (info.resource) return this.#contained(element, path, depth);
    const value: JsonObject = this.#attributes(element, path, type === 'Extension' ? ['id', 'url'] : ['id']);
    this.#children(element, info, value, path, depth);
    return value;
  }

  #contained(element: XmlElement, path: string, depth: number): JsonObject {
    this.#attributes(element, path, []);
    const [resource, ...others] = this.#elementsOf(element, path);
    if (resource === undefined || others.length > 0) this.#fail(element, path, 'must hold exactly one resource');
    return this.resource(resource, path, depth + 1);
  }

  #children(element: XmlElement, info: TypeInfo, value: JsonObject, path: string, depth: number): void {
    if (depth > deepest) this.#fail(element, path, `is nested deeper than ${deepest} levels`);
    for (const [key, [property, elements]] of this.#grouped(element, info, path)) {
      if (property.primitive) this.#primitives(elements, property, value, `${path}.${key}`, depth);
      else if (property.many)
        value[key] = elements.map((child, index) =>
          this.#complex(child, property.type, `${path}.${key}[${index}]`, depth + 1),
        );
      else for (const child of elements) value[key] = this.#complex(child, property.type, `${path}.${key}`, depth + 1);
    }
  }

  /** The elements within, by name and in the order of the type. */
  #grouped(element: XmlElement, info: TypeInfo, path: string): Map<string, [Property, XmlElement[]]> {
    const order = elementOrder(info);
    const groups = new Map<string, [Property, XmlElement[]]>();
    let last = -1;
    for (const child of this.#elementsOf(element, path)) {
      const known = order.get(child.name);
      if (known === undefined || known.attribute) this.#fail(child, path, `has no element ${safeName(child.name)}`);
      const { property, place } = known;
      if (place < last) this.#fail(child, path, `has ${child.name} out of order`);
      const group = groups.get(child.name);
      if (place === last && (group === undefined || !property.many))
        this.#fail(child, path, `has more than one ${property.name}`);
      if (group === undefined) groups.set(child.name, [property, [child]]);
      else group[1].push(child);
      last = place;
    }
    return groups;
  }

  #elementsOf(element: XmlElement, path: string): XmlElement[] {
    const elements: XmlElement[] = [];
    for (const node of element.children) {
      if (node.kind === 'text' && node.text.trim() !== '') this.#fail(element, path, 'must not have text in it');
      if (node.kind !== 'element') continue;
      const narrative = node.namespace === xhtmlNamespace && node.name === 'div';
      if (node.namespace !== fhirNamespace && !narrative)
        this.#fail(node, path, `has an element ${safeName(node.name)} that is not in the namespace of FHIR`);
      elements.push(node);
    }
    return elements;
  }

  /** A primitive's values under its name, ids and extensions under `_name`, in lists aligned by null. */
  #primitives(elements: XmlElement[], property: Property, value: JsonObject, path: string, depth: number): void {
    const { key, many } = property;
    const values: JsonObject = many ? ([] as unknown as JsonObject) : value;
    const beside: unknown[] = [];
    elements.forEach((element, index) => {
      const own = many ? `${path}[${index}]` : path;
      const at = many ? String(index) : key;
      const text = this.#primitiveValue(element, property, own);
      beside[index] = this.#beside(element, own, depth);
      if (text !== undefined) setPrimitive(values, at, text, property.type);
      else if (beside[index] === null) this.#fail(element, own, 'has neither a value nor an extension');
      else if (many) values[at] = null;
    });
    if (many && (values as unknown as unknown[]).some((one) => one !== null)) value[key] = values;
    if (beside.some((one) => one !== null)) value[`_${key}`] = many ? beside : beside[0];
  }

  #primitiveValue(element: XmlElement, { type }: Property, path: string): string | undefined {
    if (type === 'xhtml') {
      if (element.namespace !== xhtmlNamespace)
        this.#fail(element, path, `is not in the namespace of XHTML, ${xhtmlNamespace}`);
      return narrativeText(element);
    }
    return element.attributes.find(({ name, namespace }) => name === 'value' && namespace === '')?.value;
  }

  #beside(element: XmlElement, path: string, depth: number): JsonObject | null {
    if (element.namespace === xhtmlNamespace) return null;
    const { value: _, ...beside } = this.#attributes(element, path, ['id', 'value']);
    const info = typeInfo('Element');
    if (info !== undefined) this.#children(element, info, beside, path, depth + 1);
    return Object.keys(beside).length > 0 ? beside : null;
  }

  /** Those that FHIR knows; what XML itself and XML Schema put on elements says nothing about a resource. */
  #attributes(element: XmlElement, path: string, allowed: readonly string[]): JsonObject {
    const value: JsonObject = {};
    for (const { name, namespace, value: text } of element.attributes) {
      if (namespace === declarations || namespace === schemaInstance || namespace === xmlNamespace) continue;
      if (namespace !== '' || !allowed.includes(name))
        this.#fail(element, path, `must not have the attribute ${safeName(name)}`);
      value[name] = text;
    }
    return value;
  }

  #fail({ at }: XmlElement, path: string, what: string): never {
    const where = this.#text === undefined ? '' : ` (${placeIn(this.#text, at)})`;
    const diagnostics = `${path} ${what}${where}.`;
    throw new Failure('invalid', diagnostics, {
      issues: [{ severity: 'error', code: 'structure', diagnostics, expression: [path] }],
    });
  }
}

const wholeNumbers = new Set(['integer', 'positiveInt', 'unsignedInt']);
const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** What is no such number or truth value stays text, and validation says so. */
function setPrimitive(holder: JsonObject, key: string, text: string, type: string): void {
  if (type === 'boolean' && (text === 'true' || text === 'false')) holder[key] = text === 'true';
  else if (type === 'decimal' && jsonNumber.test(text)) setNumber(holder, key, text);
  // The sign that FHIR allows before a whole number cannot be said in JSON.
  else if (wholeNumbers.has(type) && jsonNumber.test(text.replace(/^\+/, '')))
    setNumber(holder, key, text.replace(/^\+/, ''));
  else holder[key] = text;
}

/** A name as it may be said in a message: it comes from the sender and could be anything. */
function safeName(name: string): string {
  return /^[A-Za-z][\w.-]{0,60}$/.test(name) ? name : 'of that name';
}
