/** What an expression is compiled to, and the ways of looking at its result. */
import type { Property } from '../r4/element-table.ts';
import { FhirPathError } from './tokens.ts';

/** What `%` variables see. */
export interface Env {
  /** %resource: the nearest resource around the item. */
  resource: unknown;
  /** %rootResource: the resource that is not contained. */
  root: unknown;
  /** %context: the item the whole path was started on. */
  context: unknown;
}

export type Items = readonly unknown[];

export interface Node {
  /** The FHIR types that items may have; undefined when the text does not tell. */
  readonly types: readonly string[] | undefined;
  /** The items, with `item` as $this. Never mutated by the receiver. */
  readonly run: (item: unknown, env: Env) => Items;
  /** For a boolean expression: the same without building a collection; undefined is the empty collection. */
  readonly test?: (item: unknown, env: Env) => boolean | undefined;
  /** For a step to an element: what `as`, `ofType` and `is` narrow, and where a primitive's `_name` is found. */
  readonly step?: { readonly from: Node | undefined; readonly properties: readonly Property[] };
}

export const none: Items = Object.freeze([]);
const yes: Items = Object.freeze([true]);
const no: Items = Object.freeze([false]);

/** A primitive that has only an id or extensions, no value (`_birthDate` without `birthDate`). */
export class WithoutValue {
  readonly element: unknown;

  constructor(element: unknown) {
    this.element = element;
  }
}

/** What `resolve()` gives for a reference to something outside the resource: only its type is known. */
export class Unresolved {
  readonly type: string;

  constructor(type: string) {
    this.type = type;
  }
}

export function single(items: Items): unknown {
  if (items.length > 1) throw new FhirPathError('A single item is expected where the path gives several');
  return items[0];
}

/** A collection as a condition: http://hl7.org/fhirpath/N1/#singleton-evaluation-of-collections. */
export function truth(items: Items): boolean | undefined {
  if (items.length === 0) return undefined;
  const item = single(items);
  return typeof item === 'boolean' ? item : true;
}

export function truthOf(node: Node): (item: unknown, env: Env) => boolean | undefined {
  return node.test ?? ((item, env) => truth(node.run(item, env)));
}

export function booleanNode(test: (item: unknown, env: Env) => boolean | undefined): Node {
  return {
    types: ['boolean'],
    test,
    run: (item, env) => {
      const result = test(item, env);
      return result === undefined ? none : result ? yes : no;
    },
  };
}

export function constantNode(value: unknown, types: readonly string[] | undefined): Node {
  const items: Items = Object.freeze([value]);
  return { types, run: () => items };
}

export const emptyNode: Node = { types: [], run: () => none };
