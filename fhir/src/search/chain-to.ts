/**
 * A chain along a reference (https://hl7.org/fhir/R4/search.html#chaining) to each of the types that the rest of it can be asked of.
 */
import { UnknownParameter } from './find-parameter.ts';
import type { SearchParameter } from './parameters.ts';
import { invalid } from './parse-value.ts';
import type { Criterion } from './query.ts';

/** R4 lists all types for a reference to anything. */
const nearlyAll = 100;

/** `criterionOf` may throw UnknownParameter for a type; when it does for every type, that is the answer. */
export function chainTo(
  parameter: SearchParameter,
  targets: readonly string[],
  name: string,
  criterionOf: (target: string) => Criterion,
): Criterion {
  if (targets.length > nearlyAll) {
    throw invalid(name, `${parameter.code} leads to any type: say which, as in ${parameter.code}:Patient.name`);
  }
  const found: { type: string; criterion: Criterion }[] = [];
  let failure: unknown;
  for (const type of targets) {
    try {
      found.push({ type, criterion: criterionOf(type) });
    } catch (error) {
      if (!(error instanceof UnknownParameter)) throw error;
      failure ??= error;
    }
  }
  if (found.length === 0) throw failure;
  return { kind: 'chain', parameter, targets: found };
}
