/**
 * What an operation is called with, held to its definition (http://hl7.org/fhir/R4/operationdefinition.html): names, types and how
 * often. Each refusal is one sentence with the parameter and the rule.
 */
import type { OperationDefinitionParameter, ParametersParameter } from '@medplum/fhirtypes';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { isPrimitiveType } from '@vardkedjan/fhir/r4/element-table.ts';
import { isResourceType } from '@vardkedjan/fhir/r4/resource-types.ts';
import { primitiveChecks } from '@vardkedjan/fhir/validation/primitive.ts';

/** Longer than any code, URL or expression that is meant. */
const longestText = 20_000;

/** The types whose values are written alike: one is taken for another, when the value is right. */
const alike = [
  ['string', 'code', 'markdown', 'id'],
  ['uri', 'url', 'canonical', 'oid', 'uuid', 'string'],
  ['integer', 'unsignedInt', 'positiveInt'],
  ['date', 'dateTime', 'instant', 'string'],
];

type Definition = Pick<OperationDefinitionParameter, 'name' | 'type' | 'min' | 'max' | 'part'>;

/** @param whose begins each sentence: `$expand`, or a parameter with parts */
export function checkParameters(
  whose: string,
  definitions: readonly Definition[],
  given: readonly ParametersParameter[],
): void {
  for (const parameter of given) {
    const definition = definitions.find(({ name }) => name === parameter.name);
    if (definition === undefined) throw new Failure('not-supported', `${whose} has no parameter ${parameter.name}`);
    checkValue(whose, definition, parameter);
  }
  for (const { name, min = 0, max } of definitions) {
    const times = given.filter((parameter) => parameter.name === name).length;
    if (times < min) throw new Failure('invalid', `${whose} needs the parameter ${name}`);
    if (max !== '*' && times > Number(max)) throw new Failure('invalid', `${whose} takes ${name} once`);
  }
}

function checkValue(whose: string, { name, type, part }: Definition, parameter: ParametersParameter): void {
  if (part !== undefined) return checkParameters(`${name} of ${whose}`, part, parameter.part ?? []);
  const wrong = (rule: string): Failure => new Failure('invalid', `${whose}: ${name} ${rule}`);
  if (type === 'Resource' || isResourceType(type)) {
    const found = (parameter.resource as { resourceType?: unknown } | undefined)?.resourceType;
    if (found === undefined || (type !== 'Resource' && found !== type)) throw wrong(`must be a ${type}, as resource`);
    return;
  }
  const wanted = String(type);
  const key = Object.keys(parameter).find((one) => one.startsWith('value')) ?? '';
  if (!isWrittenAs(wanted, key.slice('value'.length)))
    throw wrong(`must be a ${wanted}, as value${wanted.charAt(0).toUpperCase()}${wanted.slice(1)}`);
  const value: unknown = parameter[key as keyof ParametersParameter];
  const fault = primitiveChecks[wanted]?.(value, parameter, key);
  if (fault !== undefined) throw wrong(fault);
  if (typeof value === 'string' && value.length > longestText)
    throw wrong(`must not be longer than ${longestText} characters`);
}

function isWrittenAs(wanted: string, written: string): boolean {
  if (written === '') return false;
  const type = isPrimitiveType(wanted) ? written.charAt(0).toLowerCase() + written.slice(1) : written;
  return type === wanted || alike.some((types) => types.includes(wanted) && types.includes(type));
}

/** A value in the address, as it would stand in Parameters. Fails with `invalid` for a type that an address cannot hold. */
export function fromAddress(whose: string, { name, type }: Definition, text: string): ParametersParameter {
  const wanted = String(type);
  if (!isPrimitiveType(wanted))
    throw new Failure('invalid', `${whose}: ${name} cannot be given in the address: POST a Parameters resource`);
  const key = `value${wanted.charAt(0).toUpperCase()}${wanted.slice(1)}`;
  return { name: String(name), [key]: valueOf(wanted, text) };
}

/** What is no number or truth stays a text, which is then found to be none. */
function valueOf(type: string, text: string): unknown {
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  const isNumber = type === 'decimal' || type === 'integer' || type === 'unsignedInt' || type === 'positiveInt';
  return isNumber && /^-?\d{1,15}(\.\d+)?$/.test(text) ? Number(text) : text;
}
