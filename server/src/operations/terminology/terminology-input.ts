/**
 * What a terminology operation is called with, by GET or POST (http://hl7.org/fhir/R4/operations.html#request): each parameter by the
 * type that the operation's definition says.
 */
import type { CodeableConcept, Coding, ParametersParameter, Resource } from '@medplum/fhirtypes';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { validate } from '@vardkedjan/fhir/validation/validate.ts';
import type { Asked } from '../../http/asked.ts';
import type { Stored } from '../../store/record.ts';
import type { OperationTerms } from '../operation.ts';
import { bodyParameterList } from '../parameters.ts';

const aboutForm = new Set(['_format', '_pretty']);
/** Longer than any code, URL or expression that is meant. */
const longestText = 20_000;

export class TerminologyInput {
  readonly #asked: Asked;
  readonly #terms: OperationTerms;
  readonly #given = new Map<string, ParametersParameter[]>();

  /** Fails with `not-supported` on a parameter that the operation does not have, with `invalid` on one that is given too often. */
  constructor(asked: Asked, terms: OperationTerms) {
    this.#asked = asked;
    this.#terms = terms;
    for (const [name, value] of asked.parts.parameters) {
      if (!aboutForm.has(name)) this.#add(fromQuery(name, value, this.#definition(name)));
    }
    if (asked.hasBody) for (const parameter of bodyParameterList(asked, terms)) this.#add(parameter);
  }

  #definition(name: string) {
    const found = this.#terms.parameters.find((parameter) => parameter.use === 'in' && parameter.name === name);
    if (found === undefined) throw new Failure('not-supported', `$${this.#terms.code} has no parameter ${name}`);
    return found;
  }

  #add(parameter: ParametersParameter): void {
    const before = this.#given.get(parameter.name) ?? [];
    if (before.length > 0 && this.#definition(parameter.name).max === '1')
      throw this.#invalid(`takes ${parameter.name} once`);
    this.#given.set(parameter.name, [...before, parameter]);
  }

  #invalid(message: string): Failure {
    return new Failure('invalid', `$${this.#terms.code} ${message}`);
  }

  texts(name: string): string[] {
    return (this.#given.get(name) ?? []).map((parameter) => {
      const value = valueOf(parameter);
      if (typeof value !== 'string' || value === '') throw this.#invalid(`needs a text for ${name}`);
      if (value.includes('\u0000')) throw this.#invalid(`needs a text without NUL for ${name}`);
      if (value.length > longestText) throw this.#invalid(`takes at most ${longestText} characters for ${name}`);
      return value;
    });
  }

  text(name: string): string | undefined {
    return this.texts(name)[0];
  }

  truth(name: string): boolean | undefined {
    const [parameter] = this.#given.get(name) ?? [];
    if (parameter === undefined) return undefined;
    const value = valueOf(parameter);
    if (typeof value !== 'boolean') throw this.#invalid(`needs true or false for ${name}`);
    return value;
  }

  /** A whole number from 0. */
  number(name: string): number | undefined {
    const [parameter] = this.#given.get(name) ?? [];
    if (parameter === undefined) return undefined;
    const value = valueOf(parameter);
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > 2_147_483_647)
      throw this.#invalid(`needs a whole number from 0 for ${name}`);
    return value;
  }

  /** An ISO date, perhaps with a time. */
  date(name: string): string | undefined {
    const text = this.text(name);
    if (text !== undefined && !isWholeDate(text)) throw this.#invalid(`needs a whole date for ${name}`);
    return text;
  }

  coding(name: string): Coding | undefined {
    return this.#value(name, 'valueCoding') as Coding | undefined;
  }

  concept(name: string): CodeableConcept | undefined {
    return this.#value(name, 'valueCodeableConcept') as CodeableConcept | undefined;
  }

  parts(name: string): ParametersParameter[][] {
    return (this.#given.get(name) ?? []).map(({ part = [] }) => part);
  }

  #value(name: string, key: 'valueCoding' | 'valueCodeableConcept'): Coding | CodeableConcept | undefined {
    const [parameter] = this.#given.get(name) ?? [];
    if (parameter === undefined) return undefined;
    if (parameter[key] === undefined) throw this.#invalid(`needs ${key} for ${name}`);
    return parameter[key];
  }

  /** A resource that stands in the parameters; it must be valid. */
  resource<T extends Resource>(name: string, type: T['resourceType']): T | undefined {
    const [parameter] = this.#given.get(name) ?? [];
    if (parameter === undefined) return undefined;
    const { resource } = parameter;
    if (resource === undefined || resource.resourceType !== type) throw this.#invalid(`needs a ${type} for ${name}`);
    const issues = validate(resource);
    if (issues.length > 0) throw new Failure('invalid', `The ${type} breaks rules of FHIR R4`, { issues });
    return resource as T;
  }

  /** The stored resource that an instance of the operation is called on; undefined on the type. */
  async instance<T extends Resource>(): Promise<{ resource: T; stored: Stored } | undefined> {
    const { parts, type, record } = this.#asked;
    if (parts.id === undefined) return undefined;
    const { id } = this.#asked;
    const stored = await record.read(type, id);
    if (stored === undefined) throw await this.#asked.whyAbsent(type, id);
    if (stored.deleted)
      throw new Failure('gone', 'The resource has been deleted; its earlier versions are in its history');
    return { resource: JSON.parse(stored.body) as T, stored };
  }
}

/** Fails with `invalid` on a value of the wrong form, or a type that an address cannot hold. */
function fromQuery(name: string, text: string, { type }: { type?: string }): ParametersParameter {
  switch (type) {
    case 'boolean':
      if (text !== 'true' && text !== 'false') throw new Failure('invalid', `${name} must be true or false`);
      return { name, valueBoolean: text === 'true' };
    case 'integer':
      if (!/^\d{1,10}$/.test(text)) throw new Failure('invalid', `${name} must be a whole number from 0`);
      return { name, valueInteger: Number(text) };
    case 'code':
    case 'string':
    case 'uri':
    case 'canonical':
    case 'dateTime':
      return { name, valueString: text };
    default:
      throw new Failure('invalid', `${name} cannot be given in the address: POST a Parameters resource`);
  }
}

/** A day that there is, perhaps with a time: the 31st of February is none. */
function isWholeDate(text: string): boolean {
  const day = text.slice(0, 10);
  if (!/^\d{4}-\d\d-\d\d(T.*)?$/.test(text) || Number.isNaN(Date.parse(text))) return false;
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

function valueOf(parameter: ParametersParameter): unknown {
  return Object.entries(parameter).find(([key]) => key.startsWith('value'))?.[1];
}
