/**
 * Names that `_filter` has for elements whose parts stand together, `characteristic[code eq x].value eq y`, with what R4 calls
 * the parts elsewhere: each is a composite parameter (https://hl7.org/fhir/R4/search_filter.html#params). Those of the page whose
 * parameters R4 does not have (Observation.related, ServiceRequest.item) are not known here either.
 */
import { findParameter } from '../find-parameter.ts';
import { invalid, type ParseContext } from '../parse-value.ts';
import type { Criterion, SimpleCriterion } from '../query.ts';
import { parameterCriterion } from './filter-test.ts';
import type { FilterTest } from './read-filter.ts';

interface Together {
  composite: string;
  /** The name within the element, in the order of the composite's components. */
  children: readonly string[];
}

const known: Readonly<Record<string, Together>> = {
  'Group.characteristic': { composite: 'characteristic-value', children: ['code', 'value'] },
  'DocumentReference.relatesTo': { composite: 'relationship', children: ['target', 'code'] },
};

/** undefined: the path's first name is none of these. */
export function togetherCriterion(type: string, test: FilterTest, about: ParseContext): Criterion | undefined {
  const [first, second, ...more] = test.path;
  const together = known[`${type}.${first?.name ?? ''}`];
  if (together === undefined) return undefined;
  const composite = findParameter(type, together.composite, about);
  const name = `_filter (${first?.name ?? ''})`;
  const other = first?.filter;
  if (second === undefined || more.length > 0 || other?.kind !== 'test' || other.path.length > 1)
    throw invalid(
      name,
      `${first?.name ?? ''} needs one test in brackets and one after them, of ${together.children.join(' and ')}`,
    );
  const asked = new Map([
    [other.path[0]?.name, other],
    [second.name, test],
  ]);
  const parts = together.children.map((child, at): SimpleCriterion => {
    const part = asked.get(child);
    const parameter = composite.components?.[at]?.parameter;
    if (part === undefined || parameter === undefined)
      throw invalid(name, `the two tests must be of ${together.children.join(' and ')}`);
    const criterion = parameterCriterion(parameter, part, about);
    if (!isPlain(criterion)) throw invalid(name, `${part.operator} cannot be asked of what stands together`);
    return criterion;
  });
  return { kind: 'composite', parameter: composite, values: [parts] };
}

function isPlain(criterion: Criterion): criterion is SimpleCriterion {
  return ['token', 'reference'].includes(criterion.kind) && !('modifier' in criterion);
}
