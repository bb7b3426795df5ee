/**
 * What a slice says about the place that a discriminator points at: found by walking the slice's own part of the profile, the
 * profiles of its types and of what it refers to, and the fixed values and patterns above the place.
 */
import type { ElementDefinition } from '@medplum/fhirtypes';
import { parseCanonical } from '../../canonical.ts';
import { typeInfo } from '../../r4/element-table.ts';
import type { Step } from './discriminator-path.ts';
import { baseTypeOf, type ElementNode } from './element-node.ts';
import { isJson } from './item.ts';
import type { ProfileRun } from './run.ts';
import { expectedOf, type Expected } from './values.ts';

/** One possibility: all of it holds, or the other possibilities are looked at. */
export interface Expectation {
  nodes: readonly ElementNode[];
  values: readonly Expected[];
  /** The type that a reference leads to. */
  type?: string;
}

/** undefined while a profile on the way is not known yet. */
export function expectationsAt(slice: ElementNode, steps: readonly Step[], run: ProfileRun): Expectation[] | undefined {
  let all: Expectation[] | undefined = withProfiles([{ nodes: [slice], values: valuesOf([slice]) }], run);
  for (const step of steps) {
    if (all === undefined) return undefined;
    const next: Expectation[] = [];
    for (const each of all) {
      const found = follow(each, step, run);
      if (found === undefined) return undefined;
      next.push(...found);
    }
    all = withProfiles(next, run);
  }
  return all;
}

function valuesOf(nodes: readonly ElementNode[]): Expected[] {
  return nodes.flatMap(({ element }) => expectedOf(element) ?? []);
}

/** Adds what the only profile of a node's type says. */
function withProfiles(all: Expectation[], run: ProfileRun): Expectation[] | undefined {
  const done: Expectation[] = [];
  for (const each of all) {
    const roots: ElementNode[] = [];
    for (const { element } of each.nodes) {
      const profile = onlyProfile(element);
      if (profile === undefined) continue;
      const found = run.profile(profile);
      if (found === undefined) return undefined;
      if (found !== null) roots.push(found.tree.root);
    }
    done.push(
      roots.length === 0
        ? each
        : { ...each, nodes: [...each.nodes, ...roots], values: [...each.values, ...valuesOf(roots)] },
    );
  }
  return done;
}

function onlyProfile({ type }: ElementDefinition): string | undefined {
  const profiles = type?.flatMap(({ profile }) => profile ?? []) ?? [];
  const [only] = profiles;
  return type?.length === 1 && profiles.length === 1 && only !== undefined && baseTypeOf(only) === undefined
    ? only
    : undefined;
}

function follow(from: Expectation, step: Step, run: ProfileRun): Expectation[] | undefined {
  switch (step.kind) {
    case 'child': {
      const nodes = from.nodes.flatMap((node) => node.children.get(step.name) ?? []);
      return [{ nodes, values: [...from.values.flatMap((value) => part(value, step.name)), ...valuesOf(nodes)] }];
    }
    case 'extension': {
      const nodes = from.nodes.flatMap((node) => extensionNodes(node, step.url));
      return [{ nodes, values: valuesOf(nodes) }];
    }
    case 'ofType': {
      const nodes = from.nodes.flatMap((node) => [
        node,
        ...[...node.slices.values()].filter((slice) => slice.element.type?.[0]?.code === step.type),
      ]);
      return [{ nodes, values: [...from.values, ...valuesOf(nodes.filter((node) => !from.nodes.includes(node)))] }];
    }
    case 'resolve':
      return targets(from, run);
  }
}

/** What a fixed value or pattern says about one of its elements; the name is that of paths. */
function part({ kind, value }: Expected, name: string): Expected[] {
  if (!isJson(value)) return [];
  for (const key in value) {
    if (
      key !== name &&
      !(key.startsWith(name) && typeInfo(key.charAt(name.length).toLowerCase() + key.slice(name.length + 1)))
    )
      continue;
    const found = value[key];
    return (Array.isArray(found) ? (found as unknown[]) : [found]).map((each) => ({ kind, value: each }));
  }
  return [];
}

function extensionNodes(node: ElementNode, url: string): ElementNode[] {
  return [...(node.children.get('extension')?.slices.values() ?? [])].filter(
    (slice) =>
      slice.element.type?.some(({ profile }) => profile?.some((each) => parseCanonical(each).url === url)) === true ||
      expectedOf(slice.children.get('url')?.element ?? { path: '' })?.value === url,
  );
}

function targets(from: Expectation, run: ProfileRun): Expectation[] | undefined {
  const done: Expectation[] = [];
  for (const profile of from.nodes.flatMap(targetProfiles)) {
    const type = baseTypeOf(profile);
    const found = type === undefined ? run.profile(profile) : null;
    if (found === undefined) return undefined;
    if (found !== null) done.push({ nodes: [found.tree.root], values: [], type: found.type });
    else if (type !== undefined) done.push({ nodes: [], values: [], type });
  }
  return done;
}

export function targetProfiles({ element }: ElementNode): string[] {
  return element.type?.flatMap(({ targetProfile }) => targetProfile ?? []) ?? [];
}
