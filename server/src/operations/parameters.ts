/** What an operation is called with: query parameters, or a Parameters resource (http://hl7.org/fhir/R4/parameters.html). */
import type { Parameters, ParametersParameter } from '@medplum/fhirtypes';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { validate } from '@vardkedjan/fhir/validation/validate.ts';
import type { Asked } from '../http/asked.ts';
import type { OperationTerms } from './operation.ts';

const aboutForm = new Set(['_format', '_pretty']);

/** The query parameters by name. Fails with `not-supported` on one that the operation does not have. */
export function queryParameters(
  asked: Asked,
  terms: OperationTerms,
  more: readonly string[] = [],
): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of asked.parts.parameters) {
    if (aboutForm.has(name)) continue;
    const known =
      more.includes(name) || terms.parameters.some((parameter) => parameter.use === 'in' && parameter.name === name);
    if (!known) throw new Failure('not-supported', `$${terms.code} has no parameter ${name}`);
    if (found.has(name)) throw new Failure('invalid', `$${terms.code} takes ${name} once`);
    found.set(name, value);
  }
  return found;
}

/** The body's parameters by name. Fails with `invalid` on a body that is no Parameters, or holds what the operation does not have. */
export function bodyParameters(asked: Asked, terms: OperationTerms): Map<string, ParametersParameter> {
  const found = new Map<string, ParametersParameter>();
  for (const parameter of bodyParameterList(asked, terms)) {
    if (found.has(parameter.name)) throw new Failure('invalid', `$${terms.code} takes ${parameter.name} once`);
    found.set(parameter.name, parameter);
  }
  return found;
}

/** The body's parameters in their order, some of them perhaps several times. Fails as `bodyParameters`. */
export function bodyParameterList(asked: Asked, terms: OperationTerms): ParametersParameter[] {
  const body = asked.body as Partial<Parameters> | null;
  if (typeof body !== 'object' || body === null || body.resourceType !== 'Parameters') {
    throw new Failure('invalid', `$${terms.code} takes a Parameters resource`);
  }
  const issues = validate(withoutResources(body));
  if (issues.length > 0) throw new Failure('invalid', 'The Parameters break rules of FHIR R4', { issues });
  for (const { name: asked } of body.parameter ?? []) {
    if (!terms.parameters.some(({ name, use }) => use === 'in' && name === asked))
      throw new Failure('not-supported', `$${terms.code} has no parameter ${asked}`);
  }
  return body.parameter ?? [];
}

/** The frame, to be validated by itself: what a resource in it must be is for the operation to say. */
function withoutResources(body: object): object {
  const { parameter } = body as { parameter?: unknown };
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

/** A page's size. Fails with `invalid` when it is no whole number. */
export function countOf(parameters: ReadonlyMap<string, string>, usual: number, most: number): number {
  const text = parameters.get('_count');
  if (text === undefined) return usual;
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Failure('invalid', '_count must be a whole number from 1');
  return Math.min(Number(text), most);
}
