/**
 * Where a FHIRPath leads to inside one resource (http://hl7.org/fhir/R4/fhirpatch.html): not the values, but the places they stand
 * at. The path is evaluated by the independent engine; the places are then followed on the resource itself, whose decimals
 * keep their letters.
 *
 * Deviation: functions whose work has no bound (regular expressions of the caller's own, variables that start over at the
 * resource) and those that look outside the resource are refused by name.
 */
import { createRequire } from 'node:module';
import { Failure } from '../outcome.ts';
import { type Property, typeInfo } from '../r4/element-table.ts';
import type { Json, Place } from './place.ts';

interface Syntax {
  type?: string;
  text?: string;
  children?: Syntax[];
}

/** An element as the engine names it. */
interface EngineNode {
  parentResNode: EngineNode | null;
  propName: string | null;
  index: number | null;
}

interface Engine {
  parse(expression: string): Syntax;
  evaluate(resource: unknown, path: string, variables: object, model: unknown, options: object): unknown;
}

const load = createRequire(import.meta.url);
let loaded: { engine: Engine; model: unknown } | undefined;

/** Some hundred milliseconds, so not before the first patch that needs it. */
function engineWithModel(): { engine: Engine; model: unknown } {
  loaded ??= { engine: load('fhirpath') as Engine, model: load('fhirpath/fhir-context/r4') as unknown };
  return loaded;
}

const longestPath = 1000;

const functions = new Set([
  'all',
  'as',
  'children',
  'contains',
  'count',
  'descendants',
  'empty',
  'endsWith',
  'exists',
  'extension',
  'first',
  'hasValue',
  'iif',
  'indexOf',
  'is',
  'last',
  'length',
  'lower',
  'not',
  'ofType',
  'select',
  'single',
  'skip',
  'startsWith',
  'tail',
  'take',
  'toBoolean',
  'toDecimal',
  'toInteger',
  'toString',
  'trim',
  'upper',
  'where',
]); // prettier-ignore

/** The places of the elements that the path gives, in order; `root` stands for the resource itself. Fails with `invalid`. */
export function placesOf(resource: Json, given: string, root: Place): Place[] {
  const { engine, model } = engineWithModel();
  const path = quoted(given);
  requireBounded(path, engine);
  const nodes: unknown[] = [];
  const located = {
    fn: (found: unknown[]): unknown[] => {
      nodes.push(...found);
      return [];
    },
    arity: { 0: [] },
    internalStructures: true,
  };
  try {
    // On a line of its own, since the path may end with a comment.
    engine.evaluate(resource, `(${path}\n).located()`, {}, model, { userInvocationTable: { located } });
  } catch (cause) {
    throw new Failure('invalid', 'A path of the patch cannot be evaluated on the resource', { status: 422, cause });
  }
  return nodes.map((node) => placeOf(node, root));
}

/** `Narrative.div` is named as an operator is, and HL7's own cases do not quote it: after a full stop it can only be the name. */
function quoted(path: string): string {
  return path.replaceAll(/'(?:[^'\\]|\\.)*'|(\.\s*)div\b/gs, (whole, stop?: string) =>
    stop === undefined ? whole : `${stop}\`div\``,
  );
}

function requireBounded(path: string, engine: Engine): void {
  if (path.length > longestPath)
    throw new Failure('too-costly', `A path of a patch has ${longestPath} characters at most`);
  let syntax: Syntax;
  try {
    syntax = engine.parse(path);
  } catch (cause) {
    throw new Failure('invalid', 'A path of the patch is no FHIRPath', { cause });
  }
  const visit = ({ type, text, children = [] }: Syntax): void => {
    if (type === 'FunctionInvocation' && !functions.has(text ?? ''))
      throw new Failure('not-supported', `The function ${text} is not supported in the path of a patch`);
    if (type === 'ExternalConstant')
      throw new Failure('not-supported', 'Variables (%…) are not supported in the path of a patch');
    children.forEach(visit);
  };
  visit(syntax);
}

function isEngineNode(node: unknown): node is EngineNode {
  return typeof node === 'object' && node !== null && 'parentResNode' in node && 'propName' in node;
}

function placeOf(node: unknown, root: Place): Place {
  if (!isEngineNode(node))
    throw new Failure('invalid', 'A path of the patch gives a value that is no element of the resource', {
      status: 422,
    });
  if (node.parentResNode === null || node.propName === null) return root;
  const parent = placeOf(node.parentResNode, root);
  const holder = parent.content();
  const property = typeInfo(parent.type)
    ?.byName.get(node.propName)
    ?.find((one) => isThere(holder, one));
  if (holder === undefined || property === undefined)
    throw new Failure('invalid', 'A path of the patch leads to what R4 does not know', { status: 422 });
  return parent.child(holder, property, node.index ?? undefined);
}

function isThere(holder: Json | undefined, { key }: Property): boolean {
  return holder !== undefined && (Object.hasOwn(holder, key) || Object.hasOwn(holder, `_${key}`));
}
