/**
 * What `_elements` names (https://hl7.org/fhir/R4/search.html#elements): elements of the types that are searched, by name or by a
 * path below one (`name.family`), and those of any type with the type in front (`Patient.name`), which what comes along has too.
 */
import { typeInfo } from '../r4/element-table.ts';
import { isResourceType } from '../r4/resource-types.ts';
import { invalid } from './parse-value.ts';

/** The path as written. Fails with `invalid` when none of the types has such an element. */
export function elementPath(name: string, path: string, types: readonly string[]): string {
  const steps = path.split('.');
  const [first = ''] = steps;
  const there = isResourceType(first) ? leads(first, steps.slice(1)) : types.some((type) => leads(type, steps));
  if (!there) throw invalid(name, 'names of elements of the resources searched');
  return path;
}

function leads(type: string, [step, ...rest]: readonly string[]): boolean {
  if (step === undefined) return false;
  const info = typeInfo(type);
  const one = info?.byKey.get(step);
  const found = [...(info?.byName.get(step) ?? []), ...(one === undefined ? [] : [one])];
  return found.length > 0 && (rest.length === 0 || found.some((property) => leads(property.type, rest)));
}
