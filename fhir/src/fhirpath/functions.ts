/** FHIRPath's functions, as far as R4's search parameters and invariants (and a little more) need them. */
import { referenceType } from '../reference.ts';
import type { Compile } from './compile.ts';
import {
  booleanNode,
  none,
  single,
  truthOf,
  Unresolved,
  WithoutValue,
  type Env,
  type Items,
  type Node,
} from './node.ts';
import { unionNode } from './operators.ts';
import type { Ast } from './parse.ts';
import { childrenOf, isJson, stepNode } from './step.ts';
import { FhirPathError } from './tokens.ts';
import { isNode, ofTypeNode } from './type-test.ts';
import { distinct, includes, textOf } from './values.ts';

interface Call {
  of: Node;
  args: Ast[];
  name: string;
  /** Of $this where the call stands. */
  types: readonly string[] | undefined;
  compile: Compile;
}

type Build = (call: Call) => Node;

export const functions: Record<string, Build> = {
  // Existence
  exists: (call) => {
    const of = call.args.length > 0 ? filtered(call) : call.of;
    return booleanNode((item, env) => of.run(item, env).length > 0);
  },
  empty: ({ of }) => booleanNode((item, env) => of.run(item, env).length === 0),
  not: ({ of }) => {
    const test = truthOf(of);
    return booleanNode((item, env) => {
      const result = test(item, env);
      return result === undefined ? undefined : !result;
    });
  },
  hasValue: ({ of }) =>
    booleanNode((item, env) => {
      const items = of.run(item, env);
      return items.length === 1 && textOf(items[0]) !== undefined;
    }),
  all: (call) => {
    const test = criterion(call);
    return booleanNode((item, env) => call.of.run(item, env).every((each) => test(each, env) === true));
  },
  allTrue: ({ of }) => everyOne(of, (value) => value === true),
  allFalse: ({ of }) => everyOne(of, (value) => value === false),
  anyTrue: ({ of }) => booleanNode((item, env) => of.run(item, env).includes(true)),
  anyFalse: ({ of }) => booleanNode((item, env) => of.run(item, env).includes(false)),
  count: ({ of }) => ({ types: ['integer'], run: (item, env) => [of.run(item, env).length] }),
  isDistinct: ({ of }) =>
    booleanNode((item, env) => {
      const items = of.run(item, env);
      return distinct(items).length === items.length;
    }),
  subsetOf: (call) => {
    const other = argument(call, 0);
    return booleanNode((item, env) => {
      const others = other.run(item, env);
      return call.of.run(item, env).every((each) => includes(others, each));
    });
  },

  // Filtering, projection, subsetting, combining
  where: filtered,
  select: (call) => {
    const projection = call.compile.node(required(call, 0), call.of.types);
    return {
      types: projection.types,
      run: (item, env) => call.of.run(item, env).flatMap((each) => [...projection.run(each, env)]),
    };
  },
  ofType: (call) => ofTypeNode(call.of, typeArgument(call)),
  as: (call) => ofTypeNode(call.of, typeArgument(call)),
  is: (call) => isNode(call.of, typeArgument(call)),
  first: ({ of }) => subset(of, (items) => items.slice(0, 1)),
  last: ({ of }) => subset(of, (items) => items.slice(-1)),
  tail: ({ of }) => subset(of, (items) => items.slice(1)),
  skip: (call) => counted(call, (items, count) => items.slice(Math.max(count, 0))),
  take: (call) => counted(call, (items, count) => items.slice(0, Math.max(count, 0))),
  single: ({ of }) => subset(of, (items) => (items.length === 0 ? none : [single(items)])),
  distinct: ({ of }) => subset(of, distinct),
  union: (call) => unionNode(call.of, argument(call, 0)),
  combine: (call) => combined(call, (items, others) => [...items, ...others]),
  intersect: (call) => combined(call, (items, others) => distinct(items.filter((each) => includes(others, each)))),
  exclude: (call) => combined(call, (items, others) => items.filter((each) => !includes(others, each))),
  iif: conditional,

  // Strings
  startsWith: textTest((text, part) => text.startsWith(part)),
  endsWith: textTest((text, part) => text.endsWith(part)),
  contains: textTest((text, part) => text.includes(part)),
  matches,
  replaceMatches: (call) => {
    const replacement = argument(call, 1);
    const pattern = patternArgument(call, 'g');
    return onText(call.of, (text, item, env) => {
      const by = single(replacement.run(item, env));
      if (typeof by !== 'string') return undefined;
      return pattern.source === '(?:)' ? text : text.replace(pattern, by);
    });
  },
  substring: (call) => {
    const [start, length] = [argument(call, 0), call.args[1] === undefined ? undefined : argument(call, 1)];
    return onText(call.of, (text, item, env) => {
      const from = single(start.run(item, env));
      const count = length === undefined ? text.length : single(length.run(item, env));
      if (typeof from !== 'number' || typeof count !== 'number' || from < 0 || from >= text.length) return undefined;
      return text.slice(from, from + count);
    });
  },
  length: ({ of }) => onText(of, (text) => text.length, ['integer']),
  lower: ({ of }) => onText(of, (text) => text.toLowerCase()),
  upper: ({ of }) => onText(of, (text) => text.toUpperCase()),
  toString: ({ of }: Call) => onText(of, (text) => text),
  toInteger: ({ of }) => toNumber(of, /^[+-]?\d+$/, 'integer'),
  toDecimal: ({ of }) => toNumber(of, /^[+-]?\d+(?:\.\d+)?$/, 'decimal'),

  // Tree
  children: ({ of }) => ({
    types: undefined,
    run: (item, env) => of.run(item, env).flatMap((each) => [...childrenOf(each)]),
  }),
  descendants: ({ of }) => ({ types: undefined, run: (item, env) => of.run(item, env).flatMap(descendantsOf) }),
  trace: ({ of }) => of,

  // FHIR's own: http://hl7.org/fhir/R4/fhirpath.html#functions
  extension: (call) => {
    const url = argument(call, 0);
    const extensions = stepNode(call.of, call.of.types, 'extension');
    return {
      types: ['Extension'],
      run: (item, env) => {
        const wanted = single(url.run(item, env));
        return extensions.run(item, env).filter((each) => isJson(each) && each['url'] === wanted);
      },
    };
  },
  resolve: ({ of }) => ({
    types: undefined,
    run: (item, env) => of.run(item, env).flatMap((each) => resolved(each, env)),
  }),
};

function required(call: Call, index: number): Ast {
  const ast = call.args[index];
  if (ast === undefined) throw new FhirPathError(`${call.name}() lacks an argument`);
  return ast;
}

/** An argument that is seen from where the call stands, not from each item. */
function argument(call: Call, index: number): Node {
  return call.compile.node(required(call, index), call.types);
}

function criterion(call: Call): (item: unknown, env: Env) => boolean | undefined {
  return truthOf(call.compile.node(required(call, 0), call.of.types));
}

function typeArgument(call: Call): string {
  const ast = required(call, 0);
  const name = ast.kind === 'member' && ast.of?.kind === 'member' ? `${ast.of.name}.${ast.name}` : undefined;
  if (name !== undefined) return name;
  if (ast.kind === 'member' && ast.of === undefined) return ast.name;
  throw new FhirPathError(`${call.name}() takes the name of a type`);
}

function filtered(call: Call): Node {
  const test = criterion(call);
  return subset(call.of, (items, env) =>
    items.length === 0 ? none : items.filter((each) => test(each, env) === true),
  );
}

function subset(of: Node, take: (items: Items, env: Env) => Items): Node {
  return { types: of.types, run: (item, env) => take(of.run(item, env), env) };
}

function counted(call: Call, take: (items: Items, count: number) => Items): Node {
  const count = argument(call, 0);
  return {
    types: call.of.types,
    run: (item, env) => {
      const number = single(count.run(item, env));
      return typeof number === 'number' ? take(call.of.run(item, env), number) : none;
    },
  };
}

function combined(call: Call, join: (items: Items, others: Items) => Items): Node {
  const other = argument(call, 0);
  return { types: call.of.types, run: (item, env) => join(call.of.run(item, env), other.run(item, env)) };
}

function everyOne(of: Node, test: (value: unknown) => boolean): Node {
  return booleanNode((item, env) => {
    const items = of.run(item, env);
    if (items.some((value) => typeof value === 'string' || typeof value === 'number'))
      throw new FhirPathError('a truth value is expected');
    return items.every(test);
  });
}

/** The arguments are seen from the item the function is called on. */
function conditional(call: Call): Node {
  const branch = (index: number): Node => call.compile.node(required(call, index), call.of.types);
  const test = truthOf(branch(0));
  const then = branch(1);
  const otherwise = call.args[2] === undefined ? undefined : branch(2);
  return {
    types: undefined,
    run: (item, env) => {
      const start = single(call.of.run(item, env));
      return (test(start, env) === true ? then : otherwise)?.run(start, env) ?? none;
    },
  };
}

function textTest(test: (text: string, part: string) => boolean): Build {
  return (call) => {
    const part = argument(call, 0);
    return booleanNode((item, env) => {
      const text = onlyText(call.of.run(item, env));
      const wanted = onlyText(part.run(item, env));
      return text === undefined || wanted === undefined ? undefined : test(text, wanted);
    });
  };
}

/** "An item that is not a String … signal[s] an error": http://hl7.org/fhirpath/N1/#string-manipulation */
function onlyText(items: Items): string | undefined {
  const value = single(items);
  if (value === undefined || typeof value === 'string') return value;
  if (value instanceof WithoutValue) return undefined;
  throw new FhirPathError('a text is expected');
}

/** Patterns are compiled once; one that is not a constant is not supported. */
function patternArgument(call: Call, flags: string): RegExp {
  const ast = required(call, 0);
  if (ast.kind !== 'literal' || typeof ast.value !== 'string')
    throw new FhirPathError(`${call.name}() takes a constant pattern`);
  // Single-line mode: the dot matches line feeds too (http://hl7.org/fhirpath/N1/#matchesregex-string-boolean).
  return new RegExp(ast.value, `s${flags}`);
}

function matches(call: Call): Node {
  const pattern = patternArgument(call, '');
  return booleanNode((item, env) => {
    const text = textOf(single(call.of.run(item, env)));
    return text === undefined ? undefined : pattern.test(text);
  });
}

type OnText = (text: string, item: unknown, env: Env) => string | number | undefined;

function onText(of: Node, change: OnText, types: readonly string[] = ['string']): Node {
  return {
    types,
    run: (item, env) => {
      const text = textOf(single(of.run(item, env)));
      const result = text === undefined ? undefined : change(text, item, env);
      return result === undefined ? none : [result];
    },
  };
}

function toNumber(of: Node, form: RegExp, type: string): Node {
  return {
    types: [type],
    run: (item, env) => {
      const value = single(of.run(item, env));
      if (typeof value === 'boolean') return [value ? 1 : 0];
      const text = textOf(value);
      return text !== undefined && form.test(text) ? [Number(text)] : none;
    },
  };
}

function descendantsOf(item: unknown): unknown[] {
  return childrenOf(item).flatMap((child) => [child, ...descendantsOf(child)]);
}

function resolved(item: unknown, env: Env): Items {
  const reference = typeof item === 'string' ? { reference: item } : item;
  if (!isJson(reference) || item instanceof WithoutValue) return none;
  const text = reference['reference'];
  if (typeof text === 'string' && text.startsWith('#')) return containedResource(text.slice(1), env.root);
  const type = referenceType(reference);
  return type === undefined ? none : [new Unresolved(type)];
}

function containedResource(id: string, root: unknown): Items {
  if (id === '') return [root];
  const contained = isJson(root) ? root['contained'] : undefined;
  return Array.isArray(contained) ? contained.filter((each) => isJson(each) && each['id'] === id) : none;
}
