/**
 * A `_filter` as criteria of the search that it stands in (https://hl7.org/fhir/R4/search_filter.html): paths become chains, names
 * in brackets further criteria of what a chain leads to, operators what the parameter's type can mean by them.
 */
import { chainTo } from '../chain-to.ts';
import { findParameter } from '../find-parameter.ts';
import { hasSpecial } from '../parse-special.ts';
import { invalid, type ParseContext } from '../parse-value.ts';
import type { Criterion } from '../query.ts';
import { parameterCriterion, specialCriterion } from './filter-test.ts';
import { togetherCriterion } from './filter-together.ts';
import { type Filter, type FilterStep, type FilterTest, readFilter } from './read-filter.ts';

export function filterCriterion(type: string, text: string, about: ParseContext): Criterion {
  return criterionOf(type, readFilter(text), about);
}

function criterionOf(type: string, filter: Filter, about: ParseContext): Criterion {
  switch (filter.kind) {
    case 'not':
      return { kind: 'not', criterion: criterionOf(type, filter.filter, about) };
    case 'and':
    case 'or':
      return both(filter.kind, criterionOf(type, filter.left, about), criterionOf(type, filter.right, about));
    case 'test':
      return testCriterion(type, filter, about);
  }
}

/** `a and b and c` is one conjunction of three. */
function both(kind: 'and' | 'or', left: Criterion, right: Criterion): Criterion {
  return { kind, criteria: [...(left.kind === kind ? left.criteria : [left]), right] };
}

function testCriterion(type: string, test: FilterTest, about: ParseContext): Criterion {
  const [first, second, ...more] = test.path as [FilterStep, ...FilterStep[]];
  const name = `_filter (${first.name})`;
  if (second === undefined) {
    return hasSpecial(type, first.name)
      ? specialCriterion(type, first.name, test, about)
      : parameterCriterion(findParameter(type, first.name, about), test, about);
  }
  const together = togetherCriterion(type, test, about);
  if (together !== undefined) return together;
  const parameter = findParameter(type, first.name, about);
  if (parameter.type !== 'reference') throw invalid(name, `${first.name} is not a reference`);
  return chainTo(parameter, parameter.targets, name, (target) => {
    const rest = testCriterion(target, { ...test, path: [second, ...more] }, about);
    return first.filter === undefined ? rest : both('and', criterionOf(target, first.filter, about), rest);
  });
}
