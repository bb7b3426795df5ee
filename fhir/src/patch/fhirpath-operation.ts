/** The operations of a FHIRPath Patch, read from its Parameters: http://hl7.org/fhir/R4/fhirpatch.html */
import { Failure } from '../outcome.ts';

/** A parameter's part: what it is called, and its value[x], resource or parts. */
export type Part = Record<string, unknown> & { name: string };

interface Common {
  /** From 1, for messages. */
  number: number;
  path: string;
}

export type Operation = Common &
  (
    | { type: 'add'; name: string; value: Part }
    | { type: 'insert'; index: number; value: Part }
    | { type: 'delete' }
    | { type: 'replace'; value: Part }
    | { type: 'move'; source: number; destination: number }
  );

/** Fails with `invalid` (400), naming the operation, when it is no patch. */
export function readOperations(patch: unknown): Operation[] {
  if (!isObject(patch) || patch['resourceType'] !== 'Parameters')
    throw new Failure('invalid', 'A FHIRPath Patch is a Parameters resource');
  const { parameter = [] } = patch;
  if (!Array.isArray(parameter)) throw new Failure('invalid', 'Parameters.parameter must be a list');
  return parameter.map((one: unknown, index) => readOperation(one, index + 1));
}

const known = new Set(['type', 'path', 'name', 'value', 'index', 'source', 'destination']);

function readOperation(parameter: unknown, number: number): Operation {
  if (!isObject(parameter) || parameter['name'] !== 'operation')
    throw wrong(number, 'each parameter of the patch is an operation');
  const parts = new Map<string, Part>();
  for (const part of partsOf(parameter, number)) {
    if (!known.has(part.name)) throw wrong(number, 'it has a part of another name than the standard gives');
    if (parts.has(part.name)) throw wrong(number, `it has ${part.name} twice`);
    parts.set(part.name, part);
  }
  const text = (name: string): string => {
    const found = Object.entries(parts.get(name) ?? {}).find(([key]) => key.startsWith('value'))?.[1];
    if (typeof found !== 'string' || found === '') throw wrong(number, `it needs ${name}, a text`);
    return found;
  };
  const index = (name: string): number => {
    const found = parts.get(name)?.['valueInteger'];
    if (typeof found !== 'number' || !Number.isInteger(found) || found < 0)
      throw wrong(number, `it needs ${name}, an integer from 0`);
    return found;
  };
  const value = (): Part => {
    const found = parts.get('value');
    if (found === undefined) throw wrong(number, 'it needs a value');
    return found;
  };
  const type = text('type');
  const common = { number, path: text('path') };
  switch (type) {
    case 'add':
      return { ...common, type, name: text('name'), value: value() };
    case 'insert':
      return { ...common, type, index: index('index'), value: value() };
    case 'delete':
      return { ...common, type };
    case 'replace':
      return { ...common, type, value: value() };
    case 'move':
      return { ...common, type, source: index('source'), destination: index('destination') };
  }
  throw wrong(number, 'its type must be add, insert, delete, replace or move');
}

/** The parts of a parameter or of a part. Fails when they are none. */
export function partsOf(parameter: Record<string, unknown>, number: number): Part[] {
  const { part } = parameter;
  if (!Array.isArray(part) || part.length === 0) throw wrong(number, 'it has no parts');
  return part.map((one: unknown) => {
    if (!isObject(one) || typeof one['name'] !== 'string') throw wrong(number, 'a part of it has no name');
    return one as Part;
  });
}

export function wrong(number: number, why: string): Failure {
  return new Failure('invalid', `Operation ${number} of the patch is wrong: ${why}`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
