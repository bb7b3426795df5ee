/**
 * A profile compiled to closures: for each element what is counted, compared and asked, without what the base type says already.
 * Norm: http://hl7.org/fhir/R4/profiling.html, http://hl7.org/fhir/R4/elementdefinition.html.
 */
import { typeInfo } from '../../r4/element-table.ts';
import { elementChecks } from './element-checks.ts';
import { type ElementNode, type ProfileTree, typeOfNode } from './element-node.ts';
import { childItems, isKindOf, type Item } from './item.ts';
import type { ItemCheck, ProfileRun } from './run.ts';
import { sliceChecks } from './slices.ts';

export interface CompiledProfile {
  url: string;
  name: string;
  type: string;
  tree: ProfileTree;
  check(item: Item, run: ProfileRun): void;
}

export function compileProfile(tree: ProfileTree): CompiledProfile {
  const { url, name, type, root } = tree;
  const check = compileNode(root, url);
  return {
    url,
    name,
    type,
    tree,
    check(item, run) {
      if (isKindOf(item.type, type)) check(item, run);
      else run.report('error', 'structure', item.path, `must be a ${type}`, url);
    },
  };
}

/** What the element itself must be, then its elements. */
export function compileNode(node: ElementNode, by: string): ItemCheck {
  const own = elementChecks(node, by);
  const groups = [...node.children.values()].map((child) => compileGroup(child, by));
  for (const recursive of recursiveGroups(node, by)) groups.push(recursive);
  const all = [...own, ...groups];
  const [only] = all;
  if (all.length === 0) return () => undefined;
  if (all.length === 1 && only !== undefined) return only;
  return (item, run) => {
    for (const check of all) check(item, run);
  };
}

/** All elements of one name. */
function compileGroup(child: ElementNode, by: string): ItemCheck {
  const { name } = child;
  const count = countCheck(child, by);
  const check = compileNode(child, by);
  const slices = child.slices.size === 0 ? undefined : sliceChecks(child, by, (slice) => compileNode(slice, by));
  return (item, run) => {
    const items = childItems(item, name);
    count?.(item, items.length, run);
    for (const each of items) check(each, run);
    slices?.(item, items, run);
  };
}

function countCheck(
  node: ElementNode,
  by: string,
): ((parent: Item, found: number, run: ProfileRun) => void) | undefined {
  const { min = 0, max = '*' } = node.element;
  const row = node.parent === undefined ? undefined : typeOfNode(node.parent)?.byName.get(node.name)?.[0]?.row;
  const most = max === '*' ? Number.POSITIVE_INFINITY : Number(max);
  const isBase =
    row !== undefined && min <= (row.min ?? 0) && most >= (row.many === true ? Number.POSITIVE_INFINITY : 1);
  if (isBase) return undefined;
  return (parent, found, run) => reportCount(node.name, { min, most, found }, parent, run, by);
}

function reportCount(
  what: string,
  { min, most, found }: { min: number; most: number; found: number },
  parent: Item,
  run: ProfileRun,
  by: string,
): void {
  if (found < min) {
    const missing = min === 1 ? 'is missing' : `must occur at least ${min} times`;
    run.report('error', 'required', `${parent.path}.${what}`, missing, by);
  } else if (found > most) {
    const many =
      most === 0 ? 'must not be there' : most === 1 ? 'must occur once only' : `must occur at most ${most} times`;
    run.report('error', 'structure', `${parent.path}.${what}`, many, by);
  }
}

/** Elements that have the type of an element above (Questionnaire.item.item): what the profile says of that, it says of these too. */
function recursiveGroups(node: ElementNode, by: string): ItemCheck[] {
  const groups: ItemCheck[] = [];
  const info = typeOfNode(node);
  if (info === undefined || !info.name.includes('.')) return groups;
  for (const [name, properties] of info.byName) {
    const type = properties[0]?.type ?? '';
    if (!type.includes('.') || type === `${info.name}.${name}`) continue;
    const meant = unsliced(above(node, type));
    if (meant === undefined || isProfiled(node.children.get(name))) continue;
    let check: ItemCheck | undefined;
    groups.push((item, run) => {
      const items = childItems(item, name);
      if (items.length === 0) return;
      check ??= compileNode(meant, by);
      for (const each of items) check(each, run);
    });
  }
  return groups;
}

/** An element of which the profile speaks itself is not spoken of by the one it is like. */
function isProfiled(node: ElementNode | undefined): boolean {
  return node !== undefined && node.children.size + node.slices.size > 0;
}

/** What is said of one slice is not said of the elements in it. */
function unsliced(node: ElementNode | undefined): ElementNode | undefined {
  return node?.parent?.children.get(node.name) ?? node;
}

/** The node of the backbone type `Questionnaire.item`: the node itself, one above, or one reached from the root. */
function above(node: ElementNode, type: string): ElementNode | undefined {
  for (let at: ElementNode | undefined = node; at !== undefined; at = at.parent) {
    if (typeOfNode(at) === typeInfo(type)) return at;
    if (at.parent !== undefined) continue;
    let found: ElementNode | undefined = at;
    for (const step of type.split('.').slice(1)) found = found?.children.get(step);
    return found !== undefined && found.children.size > 0 ? found : undefined;
  }
  return undefined;
}
