/**
 * Primitive elements in JSON: the value under `name`, its id and extensions under `_name`, and in lists the two aligned by null.
 * Norm: http://hl7.org/fhir/R4/json.html#primitive.
 */
import type { Property } from '../r4/element-table.ts';
import { codeCheck } from './codes.ts';
import { primitiveChecks } from './primitive.ts';
import { rulesFor } from './rules.ts';
import type { Run } from './run.ts';

/** Checks `holder[key]`, which is `value`; the run stands on it. */
export type ValueCheck = (value: unknown, holder: object, key: string | number, run: Run) => void;

export function primitiveCheck(property: Property): ValueCheck {
  const one = singleCheck(property);
  if (!property.many) return one;
  return (value, holder, key, run) => {
    if (!Array.isArray(value)) return run.report('structure', 'must be a list');
    if (value.length === 0) return run.report('structure', 'must not be an empty list');
    const elements = (holder as Record<string, unknown>)[`_${key}`];
    for (let index = 0; index < value.length && !run.full; index++) {
      run.enter(index);
      if (value[index] !== null) one(value[index], value, index, run);
      else if (!Array.isArray(elements) || !isObject(elements[index])) {
        run.report('structure', 'must not be null without extensions in its place');
      }
      run.leave();
    }
  };
}

/** A narrative may show a contained resource: http://hl7.org/fhir/R4/narrative.html#images */
const localLink = /\b(?:src|href)\s*=\s*["']#([^"']+)["']/g;
const linkTypes = new Set(['canonical', 'uri', 'url']);

function singleCheck({ type, row }: Property): ValueCheck {
  const format = primitiveChecks[type];
  if (format === undefined) throw new Error(`No format for ${type}`);
  const codes = row.codes === undefined ? undefined : codeCheck(row.codes, type);
  const rules = rulesFor(row.rules, row.types);
  const isLink = linkTypes.has(type);
  return (value, holder, key, run) => {
    const fault = format(value, holder, key);
    if (fault !== undefined) return run.report(type === 'xhtml' ? 'invariant' : 'value', fault);
    const wrongCode = codes?.(value);
    if (wrongCode !== undefined) run.report('code-invalid', wrongCode);
    if (type === 'xhtml') for (const [, id = ''] of (value as string).matchAll(localLink)) run.container.used.add(id);
    if (isLink && (value as string).startsWith('#')) run.container.used.add((value as string).slice(1));
    for (const rule of rules) rule(value, run);
  };
}

/** The check of `_name`. */
export function extensionCheck(property: Property, checkElement: (value: unknown, run: Run) => void): ValueCheck {
  if (!property.many) return (value, _holder, _key, run) => checkElement(value, run);
  return (value, holder, _key, run) => {
    if (!Array.isArray(value)) return run.report('structure', 'must be a list');
    const values = (holder as Record<string, unknown>)[property.key];
    if (value.length === 0 || !value.some(isObject)) return run.report('structure', 'must not be an empty list');
    if (Array.isArray(values) && values.length !== value.length) {
      return run.report('structure', `must have as many entries as ${property.key}, null where there is nothing`);
    }
    for (let index = 0; index < value.length && !run.full; index++) {
      run.enter(index);
      if (value[index] !== null) checkElement(value[index], run);
      else if (!Array.isArray(values)) run.report('structure', 'must not be null without a value in its place');
      run.leave();
    }
  };
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
