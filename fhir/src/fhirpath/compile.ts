/**
 * FHIRPath text to JavaScript closures, for search parameters and invariants: http://hl7.org/fhirpath/N1/ with FHIR's additions
 * (http://hl7.org/fhir/R4/fhirpath.html). Types are followed through the text, so that `value.ofType(Quantity)` reads just
 * `valueQuantity`. Whatever is not supported is refused by name when the path is compiled, never while it runs.
 *
 * Deviation: `resolve()` fetches nothing. A reference into the same resource (`#id`) gives the contained resource; any other
 * gives something whose type is known (by the reference's text, else its `type`) and nothing else.
 */
import { typeInfo, typeRows } from '../r4/element-table.ts';
import { functions } from './functions.ts';
import {
  constantNode,
  emptyNode,
  none,
  single,
  truth,
  WithoutValue,
  Unresolved,
  type Env,
  type Items,
  type Node,
} from './node.ts';
import { operatorNode } from './operators.ts';
import { parsePath, type Ast } from './parse.ts';
import { isJson, stepNode } from './step.ts';
import { FhirPathError } from './tokens.ts';
import { isNode, ofTypeNode } from './type-test.ts';

export { FhirPathError };

export interface CompiledPath {
  /**
   * The values of the path in `item`: JSON values, without primitives that have no value. `resource` is the resource around the
   * item where the item is a part of one (%resource), `root` the one that contains that (%rootResource).
   * Throws FhirPathError when the data do not fit the path (several items where one is expected).
   */
  (item: unknown, resource?: unknown, root?: unknown): unknown[];
  /** The FHIR types the values may have; undefined when the path does not tell. */
  readonly types: readonly string[] | undefined;
}

/**
 * Compiles a path that starts on items of the given type (`Patient`, `Observation.component`) or types. Parts of a union that
 * belong to other resource types (`Condition.code` for an Observation) give nothing. Without a type the item's own is used.
 * Throws FhirPathError for a path that cannot be read, is not supported or names elements that the type does not have.
 */
export function compilePath(expression: string, type?: string | readonly string[]): CompiledPath {
  const node = compileNode(expression, type);
  const path = (item: unknown, resource: unknown = item, root: unknown = resource): unknown[] => {
    const items = node.run(item, { resource, root, context: item });
    return items.filter((value) => !(value instanceof WithoutValue || value instanceof Unresolved));
  };
  return Object.assign(path, { types: node.types });
}

/**
 * Compiles a condition. The result is undefined when the path gives the empty collection, which for an invariant is as good
 * (or bad) as false. `resourceType` is the type of %resource where that is known.
 */
export function compileCondition(
  expression: string,
  type?: string | readonly string[],
): (item: unknown, resource: unknown, root: unknown) => boolean | undefined {
  const node = compileNode(expression, type);
  const test = node.test;
  if (test !== undefined) return (item, resource, root) => test(item, { resource, root, context: item });
  return (item, resource, root) => truth(node.run(item, { resource, root, context: item }));
}

function compileNode(expression: string, type: string | readonly string[] | undefined): Node {
  const types = type === undefined || typeof type !== 'string' ? type : [type];
  return new Compiler(types).node(parsePath(expression), types);
}

/** What the function table needs of the compiler. */
export interface Compile {
  node(ast: Ast, types: readonly string[] | undefined): Node;
}

class Compiler implements Compile {
  private readonly contextTypes: readonly string[] | undefined;

  constructor(contextTypes: readonly string[] | undefined) {
    this.contextTypes = contextTypes;
  }

  node(ast: Ast, types: readonly string[] | undefined): Node {
    switch (ast.kind) {
      case 'literal':
        return constantNode(ast.value, [literalType(ast)]);
      case 'empty':
        return emptyNode;
      case 'this':
        return thisNode(types);
      case 'variable':
        return this.variable(ast.name);
      case 'member':
        return this.member(ast, types);
      case 'call':
        return this.call(ast, types);
      case 'index':
        return this.index(ast, types);
      case 'type':
        return (ast.operator === 'is' ? isNode : ofTypeNode)(this.node(ast.of, types), ast.type);
      case 'negative':
        return operatorNode('-', constantNode(0, ['integer']), this.node(ast.of, types));
      case 'binary':
        return operatorNode(ast.operator, this.node(ast.left, types), this.node(ast.right, types));
    }
  }

  private member(ast: Ast & { kind: 'member' }, types: readonly string[] | undefined): Node {
    if (ast.of !== undefined) {
      const of = this.node(ast.of, types);
      return stepNode(of, of.types, ast.name);
    }
    if (/^[A-Z]/.test(ast.name) && typeRows.has(ast.name)) return startNode(ast.name, types);
    return stepNode(undefined, types, ast.name);
  }

  private call(ast: Ast & { kind: 'call' }, types: readonly string[] | undefined): Node {
    const build = functions[ast.name];
    if (build === undefined || !Object.hasOwn(functions, ast.name)) {
      throw new FhirPathError(`the function ${ast.name}() is not supported`);
    }
    const of = ast.of === undefined ? thisNode(types) : this.node(ast.of, types);
    return build({ of, args: ast.args, name: ast.name, types, compile: this });
  }

  private index(ast: Ast & { kind: 'index' }, types: readonly string[] | undefined): Node {
    const of = this.node(ast.of, types);
    const index = this.node(ast.index, types);
    return {
      types: of.types,
      run: (item, env) => {
        const at = single(index.run(item, env));
        const items = of.run(item, env);
        return typeof at === 'number' && at >= 0 && at < items.length ? [items[at]] : [];
      },
    };
  }

  private variable(name: string): Node {
    const constant = constants.get(name);
    if (constant !== undefined) return constantNode(constant, ['string']);
    if (name === 'resource') return { types: this.resourceTypes(), run: (_, env) => [env.resource] };
    if (name === 'rootResource') return { types: undefined, run: (_, env) => [env.root] };
    if (name === 'context') return { types: this.contextTypes, run: (_, env) => [env.context] };
    throw new FhirPathError(`the variable %${name} is not supported`);
  }

  /** The type of the resource around the item, where the item's type names it: `Observation.component`. */
  private resourceTypes(): readonly string[] | undefined {
    const heads = this.contextTypes?.map((type) => type.split('.')[0] ?? type);
    return heads?.every((head) => typeInfo(head)?.resource === true) === true ? heads : undefined;
  }
}

/** `1.0` counts as a whole number here: literals keep no letters. */
function literalType({ value, date }: { value: unknown; date: boolean }): string {
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'decimal';
  return date ? 'dateTime' : typeof value === 'boolean' ? 'boolean' : 'string';
}

const constants: ReadonlyMap<string, string> = new Map([
  ['ucum', 'http://unitsofmeasure.org'],
  ['sct', 'http://snomed.info/sct'],
  ['loinc', 'http://loinc.org'],
]);

function thisNode(types: readonly string[] | undefined): Node {
  // With no item to start from, the question is asked of nothing at all.
  return { types, run: (item) => (item === undefined ? none : [item]) };
}

/** A type name at the start of a path: the item itself, if it is of that type. */
function startNode(name: string, types: readonly string[] | undefined): Node {
  if (types !== undefined) {
    const fits = types.some((type) => typeInfo(type)?.lineage.includes(name) === true);
    return fits ? thisNode(types) : emptyNode;
  }
  const run = (item: unknown, _env: Env): Items => {
    const type = isJson(item) ? item['resourceType'] : undefined;
    return typeof type === 'string' && typeInfo(type)?.lineage.includes(name) === true ? [item] : [];
  };
  return { types: typeRows.get(name)?.abstract === true ? undefined : [name], run };
}
