/**
 * R4's invariants (http://hl7.org/fhir/R4/conformance-rules.html#constraints), compiled from their FHIRPath on first use.
 * An invariant that gives the empty collection is not met, except where the parts cannot be put in order.
 */
import { compileCondition, FhirPathError } from '../fhirpath/compile.ts';
import type { InvariantRow } from '../r4/element-table.ts';
import type { Run } from './run.ts';

/** Checked by the structure walk itself, which has to look at the same things anyway. */
const elsewhere = new Set(['dom-2', 'dom-3', 'dom-4', 'dom-5', 'txt-1', 'txt-2', 'ref-1']);

/** Comparisons of dates of different precision, or of quantities in different units, say nothing against the data. */
const openIsFine = new Set(['per-1', 'mdd-1', 'rng-2', 'Task/inv-1']);

export type Rule = (item: unknown, run: Run) => void;

export function rulesFor(rows: readonly InvariantRow[] | undefined, types: readonly string[]): Rule[] {
  return (rows ?? []).filter((row) => !elsewhere.has(row.key)).map((row) => ruleFor(row, types));
}

function ruleFor(row: InvariantRow, types: readonly string[]): Rule {
  let condition: ReturnType<typeof compileCondition> | undefined;
  const mayBeOpen = openIsFine.has(row.key) || openIsFine.has(`${types.join()}/${row.key}`);
  const human = row.human.trim().replace(/\.$/, '');
  return (item, run) => {
    condition ??= compileCondition(row.expression, types);
    if (!isMet(condition, item, run, mayBeOpen)) run.report('invariant', `breaks the rule ${row.key}: ${human}`);
  };
}

function isMet(condition: ReturnType<typeof compileCondition>, item: unknown, run: Run, mayBeOpen: boolean): boolean {
  try {
    return condition(item, run.resource, run.container.resource) ?? mayBeOpen;
  } catch (error) {
    if (error instanceof FhirPathError) return false;
    throw error;
  }
}
