/**
 * The paths of search parameters as closures over a resource: each value they lead to, with its FHIR type. Only the
 * FHIRPath that R4's search parameters use: names, choices, `ofType(T)`, `where(name='text')`, `[0]`, `%resource`, and
 * `deceased.exists() and …` (https://hl7.org/fhir/R4/search.html#2.21.1.1). Types come from the element tables, so a walk
 * looks only where a value can stand. Throws RangeError on a path outside this, at compile time; what an added parameter says
 * in other FHIRPath is evaluated as a whole (`evaluatedPath`).
 */
import { compilePath, FhirPathError } from '../fhirpath/compile.ts';
import { typeInfo } from '../r4/element-table.ts';

export type Visit = (value: unknown, type: string) => void;
export type Walk = (node: unknown, visit: Visit) => void;

interface Typed {
  type: string;
  codes?: string | undefined;
  targets?: readonly string[] | undefined;
  /** Where the values of this type are reached from the start. */
  walk: Walk;
}

const compiled = new Map<string, Walk>();

/** `Observation.value.ofType(Quantity)` → a walk from the Observation. */
export function walkOf(path: string): Walk {
  let walk = compiled.get(path);
  if (walk === undefined) {
    walk = compile(path);
    compiled.set(path, walk);
  }
  return walk;
}

/** A walk from a node of the given type, `Observation.component` say, along a path, or a union of them, below it. */
export function relativeWalk(type: string, path: string): Walk {
  return joined(path.split(' | ').flatMap((part) => steps(part).reduce(follow, [start(type)])));
}

export interface PathEnd {
  type: string;
  /** The value set, where a binding to it is required. */
  codes?: string;
  /** The types that a reference there may lead to; left out: any. */
  targets?: readonly string[];
}

/** What stands at the end of a path, each type it may have. */
export function typesAt(path: string): PathEnd[] {
  const evaluated = evaluatedOf(path);
  if (evaluated !== undefined) return (evaluated.types ?? []).map((type) => ({ type }));
  if (path.includes('.exists()')) return [{ type: 'boolean' }];
  const [root = '', ...rest] = steps(path);
  return rest
    .reduce(follow, [start(root)])
    .map(({ type, codes, targets }) => ({ type, ...(codes && { codes }), ...(targets && { targets }) }));
}

function compile(path: string): Walk {
  const evaluated = evaluatedOf(path);
  if (evaluated !== undefined) return evaluatedWalk(evaluated);
  const [, truth] = /^(.*)\.exists\(\) and \1 != false$/.exec(path) ?? [];
  if (truth !== undefined) return presence(walkOf(truth));
  const [root = '', ...rest] = steps(path);
  return joined(rest.reduce(follow, [start(root)]));
}

/** The name of a path that is evaluated: `Patient: name.where(use = 'official' or use = 'usual').family`. */
export function evaluatedPath(type: string, expression: string): string {
  return `${type}: ${expression}`;
}

export function isEvaluated(path: string): boolean {
  return /^\w+: /.test(path);
}

function evaluatedOf(path: string): ReturnType<typeof compilePath> | undefined {
  return isEvaluated(path)
    ? compilePath(path.slice(path.indexOf(' ') + 1), path.slice(0, path.indexOf(':')))
    : undefined;
}

/** The values are all of one type, or of types that are read alike: who names the path has seen to it. */
function evaluatedWalk(evaluate: ReturnType<typeof compilePath>): Walk {
  const [type = ''] = evaluate.types ?? [];
  return (node, visit) => {
    for (const value of valuesOf(evaluate, node)) visit(value, type);
  };
}

/** Data that the path does not fit (several where it wants one) have no value by it. */
function valuesOf(evaluate: ReturnType<typeof compilePath>, node: unknown): unknown[] {
  try {
    return evaluate(node);
  } catch (error) {
    if (error instanceof FhirPathError) return [];
    throw error;
  }
}

function start(type: string): Typed {
  if (typeInfo(type) === undefined) throw new RangeError(`R4 has no type ${type}`);
  return { type, walk: (node, visit) => visit(node, type) };
}

/** At dots outside parentheses. */
function steps(path: string): string[] {
  return path.match(/(?:[^.(]|\([^)]*\))+/g) ?? [];
}

function follow(from: Typed[], step: string): Typed[] {
  const [, wanted] = /^ofType\((\w+)\)$/.exec(step) ?? [];
  if (wanted !== undefined) return from.filter(({ type }) => type.toLowerCase() === wanted.toLowerCase());
  const [, name, text] = /^where\((\w+)='([^']*)'\)$/.exec(step) ?? [];
  if (name !== undefined) return from.map((typed) => ({ ...typed, walk: where(typed.walk, name, text ?? '') }));
  const [, element = step, first] = /^(\w+)(\[0\])?$/.exec(step) ?? [];
  const reached = from.flatMap((typed) => children(typed, element, first !== undefined));
  if (reached.length === 0) throw new RangeError(`Nothing stands at ${step}`);
  return reached;
}

function children(from: Typed, element: string, onlyFirst: boolean): Typed[] {
  return (typeInfo(from.type)?.byName.get(element) ?? []).map(({ key, type, many, row }) => ({
    type,
    codes: row.codes,
    targets: row.targets,
    walk: many ? each(from.walk, key, type, onlyFirst) : one(from.walk, key, type),
  }));
}

function one(before: Walk, key: string, type: string): Walk {
  return (node, visit) =>
    before(node, (parent) => {
      const value = property(parent, key);
      if (value !== undefined && value !== null) visit(value, type);
    });
}

function each(before: Walk, key: string, type: string, onlyFirst: boolean): Walk {
  return (node, visit) =>
    before(node, (parent) => {
      const values = property(parent, key);
      if (!Array.isArray(values)) return;
      const end = onlyFirst ? Math.min(1, values.length) : values.length;
      for (let at = 0; at < end; at++) {
        const value: unknown = values[at];
        if (value !== undefined && value !== null) visit(value, type);
      }
    });
}

function where(before: Walk, name: string, text: string): Walk {
  return (node, visit) => before(node, (value, type) => property(value, name) === text && visit(value, type));
}

/** `deceased`: true when there is a value other than false; always says something. */
function presence(walk: Walk): Walk {
  return (node, visit) => {
    let present = false;
    walk(node, (value) => {
      present ||= value !== false;
    });
    visit(present, 'boolean');
  };
}

function joined(ends: Typed[]): Walk {
  const [only] = ends;
  if (only !== undefined && ends.length === 1) return only.walk;
  return (node, visit) => {
    for (const { walk } of ends) walk(node, visit);
  };
}

function property(node: unknown, key: string): unknown {
  return typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[key] : undefined;
}
