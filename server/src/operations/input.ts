/**
 * What an operation is called with, by GET or POST: query parameters, a Parameters resource, or the one resource itself
 * (http://hl7.org/fhir/R4/operations.html#request), held to the operation's definition before anything else is done.
 */
import type { CodeableConcept, Coding, ParametersParameter, Resource } from '@medplum/fhirtypes';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { validate } from '@vardkedjan/fhir/validation/validate.ts';
import type { Asked } from '../http/asked.ts';
import { checkParameters, fromAddress } from './check-parameters.ts';
import type { OperationTerms } from './operation.ts';

const aboutForm = new Set(['_format', '_pretty']);

const known = new WeakMap<Asked, OperationInput>();

/** Fails with `not-supported` on a parameter that the operation does not have, with `invalid` on what its definition rules out. */
export function inputOf(asked: Asked, terms: OperationTerms): OperationInput {
  let input = known.get(asked);
  if (input === undefined) {
    input = new OperationInput(asked, terms);
    known.set(asked, input);
  }
  return input;
}

export class OperationInput {
  readonly #terms: OperationTerms;
  readonly #given: readonly ParametersParameter[];
  readonly #ofPages = new Map<string, string>();

  constructor(asked: Asked, terms: OperationTerms) {
    this.#terms = terms;
    const definitions = terms.parameters.filter(({ use }) => use === 'in');
    const given: ParametersParameter[] = [];
    for (const [name, text] of asked.parts.parameters) {
      const definition = definitions.find((one) => one.name === name);
      if (definition !== undefined) given.push(fromAddress(`$${terms.code}`, definition, text));
      else if (terms.ofPages?.includes(name) === true) this.#ofPages.set(name, text);
      else if (!aboutForm.has(name)) given.push({ name });
    }
    if (asked.hasBody) given.push(...this.#inBody(asked));
    const { lenient } = asked.parts.prefer;
    this.#given = lenient ? given.filter(({ name }) => definitions.some((one) => one.name === name)) : given;
    checkParameters(`$${terms.code}`, definitions, this.#given);
  }

  #inBody(asked: Asked): ParametersParameter[] {
    const body = asked.body as { resourceType?: unknown; parameter?: ParametersParameter[] } | null;
    const isResource = typeof body === 'object' && body !== null && 'resourceType' in body;
    const takesResource = this.#terms.parameters.some(({ name, use }) => name === 'resource' && use === 'in');
    const isParameters = isResource && body.resourceType === 'Parameters';
    if (takesResource && !(isParameters && asked.parts.type !== 'Parameters'))
      return [{ name: 'resource', resource: asked.resource }];
    if (!isParameters) throw new Failure('invalid', `$${this.#terms.code} takes a Parameters resource`);
    const issues = validate(withoutResources(body));
    if (issues.length > 0) throw new Failure('invalid', 'The Parameters break rules of FHIR R4', { issues });
    return body.parameter ?? [];
  }

  #valueAt(at: number): unknown {
    return Object.entries(this.#given[at] ?? {}).find(([key]) => key.startsWith('value'))?.[1];
  }

  #values(name: string): unknown[] {
    return this.#given.flatMap((parameter, at) => (parameter.name === name ? [this.#valueAt(at)] : []));
  }

  texts(name: string): string[] {
    return this.#values(name) as string[];
  }

  text(name: string): string | undefined {
    return this.texts(name)[0];
  }

  truth(name: string): boolean | undefined {
    return this.#values(name)[0] as boolean | undefined;
  }

  /** A whole number from 0. */
  number(name: string): number | undefined {
    const [value] = this.#values(name) as number[];
    if (value !== undefined && value < 0)
      throw new Failure('invalid', `$${this.#terms.code}: ${name} must be a whole number from 0`);
    return value;
  }

  /** How many a page holds. */
  count(usual: number, most: number): number {
    const [value] = this.#values('_count') as number[];
    if (value !== undefined && value < 1)
      throw new Failure('invalid', `$${this.#terms.code}: _count must be a whole number from 1`);
    return Math.min(value ?? usual, most);
  }

  /** A day that is whole, perhaps with a time. */
  day(name: string): string | undefined {
    const text = this.text(name);
    if (text !== undefined && text.length < 10)
      throw new Failure('invalid', `$${this.#terms.code} needs a whole date for ${name}`);
    return text;
  }

  coding(name: string): Coding | undefined {
    return this.value<Coding>(name);
  }

  concept(name: string): CodeableConcept | undefined {
    return this.value<CodeableConcept>(name);
  }

  /** A value of a complex type; which one, the definition says. */
  value<T extends object>(name: string): T | undefined {
    return this.#values(name)[0] as T | undefined;
  }

  values<T extends object>(name: string): T[] {
    return this.#values(name) as T[];
  }

  parts(name: string): ParametersParameter[][] {
    return this.#given.filter((parameter) => parameter.name === name).map(({ part = [] }) => part);
  }

  /** As it was sent: what it must be, besides its type, is for the operation to say. */
  sent(name: string): Resource | undefined {
    return this.#given.find((parameter) => parameter.name === name)?.resource;
  }

  /** A resource that must be valid. */
  resource<T extends Resource>(name: string): T | undefined {
    const resource = this.sent(name);
    const issues = resource === undefined ? [] : validate(resource);
    if (issues.length > 0)
      throw new Failure('invalid', `The ${resource?.resourceType} breaks rules of FHIR R4`, { issues });
    return resource as T | undefined;
  }

  /** As an address would have them, for the links of a page. */
  get inAddress(): [name: string, text: string][] {
    const given = this.#given.map(({ name }, at): [string, string] => [name, String(this.#valueAt(at))]);
    return [...given, ...this.#ofPages];
  }

  /** One of the parameters that all pages take. */
  ofPage(name: string): string | undefined {
    return this.#ofPages.get(name);
  }
}

/** The frame, to be validated by itself. */
function withoutResources(body: { parameter?: unknown }): object {
  const { parameter } = body;
  if (!Array.isArray(parameter)) return body;
  return {
    ...body,
    parameter: parameter.map((one: unknown) =>
      hasResource(one) ? { ...one, resource: undefined, valueBoolean: true } : one,
    ),
  };
}

function hasResource(parameter: unknown): parameter is object {
  return typeof parameter === 'object' && parameter !== null && 'resource' in parameter;
}
