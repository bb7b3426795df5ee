/**
 * Invariants of profiles (http://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.constraint): by our own
 * FHIRPath where it understands the expression, else by the conformant engine (npm `fhirpath`, model R4), which is loaded only then.
 */
import { compileCondition, FhirPathError } from '../../fhirpath/compile.ts';
import type { EngineExpression, EngineFunction } from '../../fhirpath/engine.ts';
import { isPrimitiveType } from '../../r4/element-table.ts';
import { allChildren, type Item } from './item.ts';
import type { ProfileRun } from './run.ts';
import { conforms } from './slice-test.ts';

/** undefined: nobody can tell. */
export type Condition = (item: Item, run: ProfileRun) => boolean | undefined;

/**
 * Compiled when first asked, for each type that the element has. `isPart`: the rule stands on an element that holds a resource
 * (Bundle.entry.resource), so that %resource is the one around.
 */
export function conditionOf(expression: string, isPart = false): Condition {
  const byType = new Map<string, Condition>();
  return (item, run) => {
    let condition = byType.get(item.type);
    if (condition === undefined) {
      const around = isPart ? resourceAround : resourceOf;
      condition = own(expression, item.type, around) ?? byEngine(expression, item.type, around);
      byType.set(item.type, condition);
    }
    return condition(item, run);
  };
}

type Around = (item: Item) => Item;

function resourceOf(item: Item): Item {
  return item.resource;
}

function resourceAround(item: Item): Item {
  return item.parent?.resource ?? item;
}

/** What references lead to, other variables, extensions of one primitive among several. */
const beyond = /\bresolve\(\)|%(?!resource\b|context\b|rootResource\b)|[\])]\s*\.extension\b|\btype\(\)/;

/** undefined when the expression asks for more than our own FHIRPath has. */
function own(expression: string, type: string, around: Around): Condition | undefined {
  if (isPrimitiveType(type) || beyond.test(expression)) return undefined;
  let condition: ReturnType<typeof compileCondition>;
  try {
    condition = compileCondition(expression, type);
  } catch (error) {
    if (error instanceof FhirPathError) return undefined;
    throw error;
  }
  return (item) => {
    try {
      return condition(item.value, around(item).value, around(item).container.value) ?? false;
    } catch (error) {
      if (error instanceof FhirPathError) return false;
      throw error;
    }
  };
}

function byEngine(expression: string, type: string, around: Around): Condition {
  let compiled: EngineExpression | null | undefined;
  let current: Evaluation | undefined;
  const functions: Record<string, EngineFunction> = {
    resolve: {
      arity: { 0: [] },
      fn: (inputs) => inputs.flatMap((input) => (current === undefined ? [] : resolved(input, current))),
    },
    // http://hl7.org/fhir/R4/fhirpath.html#functions
    conformsTo: {
      arity: { 1: ['String'] },
      fn: (inputs, canonical) =>
        current === undefined || inputs.length !== 1 ? [] : [isConformant(inputs[0], String(canonical), current)],
    },
  };
  return (item, run) => {
    const { engine } = run;
    if (engine === undefined) return undefined;
    compiled ??= attempt(() => engine.compile(expression, type, functions)) ?? null;
    if (compiled === null) return undefined;
    current = { item, run, targets: [] };
    // The engine sets %context itself, with the type that a bare value does not tell.
    const environment = { resource: around(item).value, rootResource: around(item).container.value };
    const evaluate = compiled;
    const result = attempt(() => evaluate(item.value ?? null, environment));
    return result === undefined ? undefined : result.length > 0 && result[0] !== false;
  };
}

interface Evaluation {
  item: Item;
  run: ProfileRun;
  /** What references have led to. */
  targets: Item[];
}

function resolved(input: unknown, { item, run, targets }: Evaluation): unknown[] {
  const reference = typeof input === 'string' ? input : (input as { reference?: unknown } | null)?.reference;
  const found = typeof reference === 'string' ? run.resolve(reference, item) : undefined;
  if (found === undefined) return [];
  targets.push(found);
  return [found.value];
}

/** Throws when nobody can tell. */
function isConformant(value: unknown, canonical: string, { item, run, targets }: Evaluation): boolean {
  const found = [...targets, item.resource, item.container]
    .flatMap((from) => itemOf(value, from) ?? [])
    .map((each) => conforms(each, canonical, run));
  if (found[0] === undefined) throw new Error('It is not known whether the element conforms');
  return found[0];
}

/** The place of a value, in the element or below it. */
function itemOf(value: unknown, from: Item): Item | undefined {
  if (from.value === value) return from;
  if (isPrimitiveType(from.type)) return undefined;
  for (const child of allChildren(from)) {
    const found = itemOf(value, child);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The engine throws on data that do not fit the expression, and on what it does not support: neither tells anything. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
