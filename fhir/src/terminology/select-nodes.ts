/**
 * Which concepts of a code system in memory a set has (http://hl7.org/fhir/R4/valueset-filter-operator.html).
 */
import { Failure } from '../outcome.ts';
import type { CodeSystemIndex, Node } from './code-system.ts';
import { filterRegex } from './filter-regex.ts';
import { type Attribute, type Concrete, isWithin, type Members } from './members.ts';
import { passesTerm } from './term-test.ts';

export function selectNodes(system: CodeSystemIndex, members: Members): ReadonlySet<Node> {
  const named = (codes: Iterable<string>): Set<Node> => new Set([...codes].flatMap((code) => system.find(code) ?? []));
  switch (members.is) {
    case 'all':
      return new Set(system.nodes.values());
    case 'codes':
      return named(members.codes);
    case 'filter':
      return filtered(system, members);
    case 'step': {
      const from = [...system.select(members.of)];
      return named(from.flatMap(({ children, parents }) => (members.direction === 'down' ? children : parents)));
    }
    case 'reach':
      return reached(system, members);
    case 'attribute':
      return withAttribute(system, members);
    case 'targets': {
      const names = system.select(members.name);
      const isNamed = (code: string): boolean => [...names].some((node) => node.code === code);
      const targets = [...system.select(members.of)].flatMap(({ properties }) =>
        properties.filter(({ code }) => isNamed(code)).map(({ value }) => String(value)),
      );
      const { times } = members;
      if (times === undefined) return named(targets);
      const counts = Map.groupBy(targets, (code) => code);
      return only(system, ({ code }) => isWithin(counts.get(code)?.length ?? 0, times));
    }
    // Properties of a CodeSystem resource are in no groups: they are taken for one.
    case 'grouped': {
      const found = system.select(members.of);
      const { times } = members;
      return times === undefined ? found : only(system, (node) => isWithin(found.has(node) ? 1 : 0, times));
    }
    case 'termed':
      return only(system, ({ display, designations }) =>
        [...(display === undefined ? [] : [display]), ...designations.map(({ value }) => value)].some((term) =>
          members.tests.every((test) => passesTerm(test, term)),
        ),
      );
    case 'and': {
      const [first, ...others] = members.of.map((part) => system.select(part));
      return new Set([...(first ?? [])].filter((node) => others.every((other) => other.has(node))));
    }
    case 'or':
      return new Set(members.of.flatMap((part) => [...system.select(part)]));
    case 'except': {
      const without = system.select(members.without);
      return new Set([...system.select(members.from)].filter((node) => !without.has(node)));
    }
  }
}

function reached(system: CodeSystemIndex, { direction, self, of }: Extract<Members, { is: 'reach' }>): Set<Node> {
  const found = new Set<Node>();
  for (const { code } of system.select(of)) {
    for (const other of direction === 'down' ? system.below(code) : system.above(code)) {
      if (self || other !== code) found.add(system.nodes.get(other) as Node);
    }
  }
  return found;
}

function only(system: CodeSystemIndex, test: (node: Node) => boolean): Set<Node> {
  return new Set([...system.nodes.values()].filter(test));
}

function withAttribute(system: CodeSystemIndex, { name, not, value, times = { least: 1 } }: Attribute): Set<Node> {
  const names = new Set([...system.select(name)].map(({ code }) => code));
  const passes = value.is === 'concrete' ? isConcrete(value) : isAmong(system.select(value), not);
  return only(system, ({ properties }) =>
    isWithin(properties.filter((property) => names.has(property.code) && passes(property.value)).length, times),
  );
}

function isAmong(nodes: ReadonlySet<Node>, not: boolean): (value: unknown) => boolean {
  const codes = new Set([...nodes].map(({ code }) => code));
  return (value) => codes.has(String(value)) !== not;
}

function isConcrete({ type, op, value }: Concrete): (its: unknown) => boolean {
  if (type !== 'decimal')
    return (its) => ((type === 'string' ? its : String(its)) === value) === (op === '=') && typeof its === type;
  const wanted = Number(value);
  return (its) => typeof its === 'number' && comparisons[op](its, wanted);
}

const comparisons: Readonly<Record<Concrete['op'], (one: number, other: number) => boolean>> = {
  '=': (one, other) => one === other,
  '!=': (one, other) => one !== other,
  '<': (one, other) => one < other,
  '<=': (one, other) => one <= other,
  '>': (one, other) => one > other,
  '>=': (one, other) => one >= other,
};

function filtered(
  system: CodeSystemIndex,
  { property, op, value }: Extract<Members, { is: 'filter' }>,
): ReadonlySet<Node> {
  const those = (test: (node: Node) => boolean): Set<Node> => only(system, test);
  const valuesOf = readerOf(system, property);
  const list = (): Set<string> => new Set(value.split(',').map((code) => code.trim()));
  switch (op) {
    case 'is-a': {
      const below = system.below(value);
      return those(({ code }) => below.has(code));
    }
    case 'descendent-of': {
      const [top, ...below] = system.below(value);
      const set = new Set(below);
      return those(({ code }) => code !== top && set.has(code));
    }
    case 'is-not-a': {
      const below = system.below(value);
      return those(({ code }) => !below.has(code));
    }
    case 'generalizes': {
      const above = system.above(value);
      return those(({ code }) => above.has(code));
    }
    case '=':
      return those((node) => valuesOf(node).includes(value));
    case 'in': {
      const codes = list();
      return those((node) => valuesOf(node).some((one) => codes.has(one)));
    }
    case 'not-in': {
      const codes = list();
      return those((node) => !valuesOf(node).some((one) => codes.has(one)));
    }
    case 'regex': {
      const pattern = filterRegex(value);
      return those((node) => valuesOf(node).some((one) => pattern.test(one)));
    }
    case 'exists': {
      if (value !== 'true' && value !== 'false') throw new Failure('invalid', 'A filter by exists takes true or false');
      return those((node) => valuesOf(node).length > 0 === (value === 'true'));
    }
  }
}

/** Fails with `not-supported` on a property that the code system does not have: a filter by it would mean nothing. */
function readerOf(system: CodeSystemIndex, property: string): (node: Node) => string[] {
  switch (property) {
    case 'concept':
    case 'code':
      return ({ code }) => [code];
    case 'display':
      return ({ display }) => (display === undefined ? [] : [display]);
    case 'definition':
      return ({ definition }) => (definition === undefined ? [] : [definition]);
    case 'parent':
      return ({ parents }) => [...parents];
    case 'child':
      return ({ children }) => [...children];
    case 'inactive':
      return ({ active }) => [String(!active)];
    case 'notSelectable':
      return ({ abstract }) => [String(abstract)];
    default: {
      const { property: defined = [], url } = system.resource;
      if (!defined.some(({ code }) => code === property))
        throw new Failure('not-supported', `The code system ${url ?? ''} has no property ${property} to filter by`);
      return ({ properties }) => properties.filter(({ code }) => code === property).map(({ value }) => textOf(value));
    }
  }
}

function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'code' in value ? String(value.code) : String(value);
}
