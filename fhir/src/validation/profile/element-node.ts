/**
 * A profile as a tree of elements and slices, made from its snapshot, or from the differentials of itself and the profiles it
 * rests on (http://hl7.org/fhir/R4/profiling.html). Base types are where the tree ends: what they say themselves has been
 * checked already, so only what a profile adds stands here.
 */
import type { ElementDefinition, StructureDefinition } from '@medplum/fhirtypes';
import { parseCanonical } from '../../canonical.ts';
import { type TypeInfo, typeInfo, typeRows } from '../../r4/element-table.ts';

export interface ElementNode {
  /** As in paths, without `[x]`; of the root the type. */
  name: string;
  /** What all the profiles on the way say, the later over the earlier. */
  element: ElementDefinition;
  children: Map<string, ElementNode>;
  /** By slice name, in order; a re-slice is a slice of its slice. */
  slices: Map<string, ElementNode>;
  parent: ElementNode | undefined;
}

export interface ProfileTree {
  url: string;
  name: string;
  type: string;
  root: ElementNode;
  definition: StructureDefinition;
}

/** undefined: not known (yet); null: there is none. */
export type FindDefinition = (canonical: string) => StructureDefinition | null | undefined;

const base = 'http://hl7.org/fhir/StructureDefinition/';

/** The name of R4's own type when that is what the canonical stands for. */
export function baseTypeOf(canonical: string): string | undefined {
  const { url } = parseCanonical(canonical);
  const name = url.startsWith(base) ? url.slice(base.length) : undefined;
  const row = name === undefined ? undefined : typeRows.get(name);
  return row === undefined || name?.includes('.') || (row.kind === 'complex-type' && isQuantityProfile(name))
    ? undefined
    : name;
}

/** In the tables a type of its own, in the standard a profile on Quantity. */
function isQuantityProfile(name: string | undefined): boolean {
  return name === 'SimpleQuantity' || name === 'MoneyQuantity';
}

/** undefined when a profile that it rests on is not known yet; null when one cannot be had, or the profile makes no sense. */
export function treeOf(
  definition: StructureDefinition,
  find: FindDefinition,
  depth = 0,
): ProfileTree | null | undefined {
  const { url, type } = definition;
  const whole = definition.snapshot?.element;
  const head = { url, name: definition.name ?? url, type, definition };
  if (typeInfo(type) === undefined || depth > 20 || !isSound(definition)) return null;
  if (whole !== undefined && whole.length > 0) return { ...head, root: overlay(newNode(type), whole) };
  const changes = definition.differential?.element ?? [];
  const below = definition.baseDefinition ?? '';
  if (baseTypeOf(below) !== undefined || below === '') return { ...head, root: overlay(newNode(type), changes) };
  const found = find(below);
  if (found === undefined || found === null) return found;
  const tree = treeOf(found, find, depth + 1);
  return tree === null || tree === undefined ? tree : { ...head, root: overlay(tree.root, changes) };
}

/** What the tree and its checks rely on: base validation lets an extension stand for a value. */
function isSound({ snapshot, differential }: StructureDefinition): boolean {
  return [...(snapshot?.element ?? []), ...(differential?.element ?? [])].every(
    ({ path, type, slicing }) =>
      typeof path === 'string' &&
      (type ?? []).every(({ code }) => typeof code === 'string') &&
      (slicing?.discriminator ?? []).every((each) => typeof each.path === 'string' && typeof each.type === 'string'),
  );
}

function newNode(name: string, parent?: ElementNode): ElementNode {
  return { name, element: { path: name }, children: new Map(), slices: new Map(), parent };
}

/** Lays the elements over the tree, in their order. Works on the tree given. */
function overlay(root: ElementNode, elements: readonly ElementDefinition[]): ElementNode {
  // The latest node of each path: what a following element with a longer path belongs to.
  const latest = new Map<string, ElementNode>();
  for (const element of elements) {
    const node = placed(root, element, latest);
    if (node !== undefined) merge(node, element);
  }
  return root;
}

function placed(
  root: ElementNode,
  element: ElementDefinition,
  latest: Map<string, ElementNode>,
): ElementNode | undefined {
  const path = element.path;
  const steps = path.split('.');
  if (steps.length === 1) {
    latest.clear();
    latest.set(path, root);
    return root;
  }
  const byId = stepsOfId(element.id, steps);
  const node = byId === undefined ? byOrder(root, path, element, latest) : byName(root, byId);
  for (const known of latest.keys()) if (known.startsWith(`${path}.`)) latest.delete(known);
  latest.set(path, node);
  return node;
}

/** An id has a step for each of the path's, with the slice after a colon: `Patient.name:official.given`. */
function stepsOfId(id: string | undefined, path: readonly string[]): string[] | undefined {
  const steps = id?.split('.');
  if (steps === undefined || steps.length !== path.length) return undefined;
  return steps.every((step, index) => index === 0 || step.split(':')[0] === path[index]) ? steps : undefined;
}

function byName(root: ElementNode, steps: readonly string[]): ElementNode {
  let node = root;
  for (const step of steps.slice(1)) {
    const [name, slice] = splitOnce(step);
    node = childOf(node, name);
    if (slice !== undefined) node = sliceOf(node, slice);
  }
  return node;
}

function splitOnce(step: string): [name: string, slice?: string] {
  const colon = step.indexOf(':');
  return colon === -1 ? [step] : [step.slice(0, colon), step.slice(colon + 1)];
}

function byOrder(
  root: ElementNode,
  path: string,
  { sliceName }: ElementDefinition,
  latest: Map<string, ElementNode>,
): ElementNode {
  const dot = path.lastIndexOf('.');
  const parentPath = path.slice(0, dot);
  let parent = latest.get(parentPath);
  if (parent === undefined) {
    parent = root;
    for (const step of parentPath.split('.').slice(1)) parent = childOf(parent, step);
    latest.set(parentPath, parent);
  }
  const node = childOf(parent, path.slice(dot + 1));
  return sliceName === undefined ? node : sliceOf(node, sliceName);
}

/** A choice may be written with its type (`valueQuantity`): it is then the slice of `value[x]` of that type. */
function childOf(parent: ElementNode, step: string): ElementNode {
  const name = step.endsWith('[x]') ? step.slice(0, -3) : step;
  const known = parent.children.get(name);
  if (known !== undefined) return known;
  const choice = typeOfNode(parent)?.byKey.get(name);
  if (choice !== undefined && choice.name !== name) {
    const whole = childOf(parent, choice.name);
    whole.element.slicing ??= { discriminator: [{ type: 'type', path: '$this' }], rules: 'open' };
    const slice = sliceOf(whole, step);
    slice.element.type ??= [{ code: choice.type }];
    return slice;
  }
  const made = newNode(name, parent);
  parent.children.set(name, made);
  return made;
}

/** The type of a node as far as the tree tells; of a backbone element the type that its path names. */
export function typeOfNode(node: ElementNode): TypeInfo | undefined {
  if (node.parent === undefined) return typeInfo(node.name);
  const codes = node.element.type;
  const code = codes?.length === 1 ? codes[0]?.code : undefined;
  if (code !== undefined && code !== 'BackboneElement' && code !== 'Element') return typeInfo(code);
  const properties = typeOfNode(node.parent)?.byName.get(node.name);
  return properties?.length === 1 && properties[0] !== undefined ? typeInfo(properties[0].type) : undefined;
}

/** `a/b` is the slice b of the slice a (http://hl7.org/fhir/R4/profiling.html#reslicing). */
function sliceOf(node: ElementNode, sliceName: string): ElementNode {
  const slash = sliceName.lastIndexOf('/');
  const holder = slash > 0 ? sliceOf(node, sliceName.slice(0, slash)) : node;
  const known = holder.slices.get(sliceName);
  if (known !== undefined) return known;
  const made = newNode(node.name, node.parent);
  holder.slices.set(sliceName, made);
  return made;
}

function merge(node: ElementNode, { constraint, ...element }: ElementDefinition): void {
  const rules = new Map([...(node.element.constraint ?? []), ...(constraint ?? [])].map((rule) => [rule.key, rule]));
  node.element = { ...node.element, ...element, ...(rules.size > 0 && { constraint: [...rules.values()] }) };
}
