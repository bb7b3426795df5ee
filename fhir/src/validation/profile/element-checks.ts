/** What a profile asks of one element: type, fixed value, pattern, bounds, length, binding, invariants, targets. */
import type { ElementDefinition, ElementDefinitionConstraint } from '@medplum/fhirtypes';
import { typeRows, type ElementRow } from '../../r4/element-table.ts';
import { bindingCheck } from './binding-check.ts';
import { conditionOf } from './condition.ts';
import { typeOfNode, type ElementNode } from './element-node.ts';
import { boundFault, boundsOf, expectedOf, isAsExpected } from './values.ts';
import type { ItemCheck } from './run.ts';
import { typeCheck } from './type-check.ts';

export function elementChecks(node: ElementNode, by: string): ItemCheck[] {
  const { element, parent } = node;
  const rows = parent === undefined ? [] : (typeOfNode(parent)?.byName.get(node.name) ?? []);
  const row: ElementRow | undefined = rows[0]?.row;
  const checks: ItemCheck[] = [];
  if (parent !== undefined) {
    const byType = typeCheck(element, row, by);
    if (byType !== undefined) checks.push(byType);
  }
  checks.push(...valueChecks(element, by));
  const binding = bindingCheck(element, row, by);
  if (binding !== undefined) checks.push(binding);
  for (const rule of element.constraint ?? [])
    if (!isOfBase(rule)) checks.push(ruleCheck(rule, by, parent !== undefined));
  return checks;
}

function valueChecks(element: ElementDefinition, by: string): ItemCheck[] {
  const checks: ItemCheck[] = [];
  const expected = expectedOf(element);
  if (expected !== undefined) {
    const says =
      expected.kind === 'fixed'
        ? 'must have exactly the value that is fixed for it'
        : 'must hold the pattern that is set for it';
    checks.push((item, run) => {
      if (!isAsExpected(item.value, expected)) run.report('error', 'value', item.path, says, by);
    });
  }
  for (const bound of boundsOf(element)) {
    checks.push((item, run) => {
      const fault = item.value === undefined ? undefined : boundFault(item.value, bound);
      if (fault !== undefined) run.report('error', 'value', item.path, fault, by);
    });
  }
  const { maxLength } = element;
  if (maxLength !== undefined) {
    checks.push((item, run) => {
      if (typeof item.value === 'string' && item.value.length > maxLength)
        run.report('error', 'too-long', item.path, `must have at most ${maxLength} characters`, by);
    });
  }
  return checks;
}

const baseRules = new Set<string>(['ele-1', 'ext-1', 'dom-6', 'dom-2', 'dom-3', 'dom-4', 'dom-5']);
for (const { rules, elements } of typeRows.values()) {
  for (const { key } of rules ?? []) baseRules.add(key);
  for (const each of Object.values(elements)) for (const { key } of each.rules ?? []) baseRules.add(key);
}

const ofBase = /^http:\/\/hl7\.org\/fhir\/StructureDefinition\/(\w+)(?:\||$)/;

/** Snapshots repeat the rules of the base types, which the base validation has looked at. */
function isOfBase({ key, source }: ElementDefinitionConstraint): boolean {
  const type = source === undefined ? undefined : ofBase.exec(source)?.[1];
  return type === undefined ? source === undefined && baseRules.has(key) : typeRows.has(type);
}

function ruleCheck(
  { key, severity, human, expression }: ElementDefinitionConstraint,
  by: string,
  isPart: boolean,
): ItemCheck {
  if (expression === undefined) return () => undefined;
  const condition = conditionOf(expression, isPart);
  const level = severity === 'warning' ? 'warning' : 'error';
  const says = `breaks the rule ${key}: ${human.trim().replace(/\.$/, '')}`;
  return (item, run) => {
    const met = condition(item, run);
    if (met === false) run.report(level, 'invariant', item.path, says, by);
    else if (met === undefined)
      run.report('information', 'not-supported', item.path, `could not be tested by the rule ${key}`, by);
  };
}
