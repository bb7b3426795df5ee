/**
 * Which slice an element belongs to: http://hl7.org/fhir/R4/profiling.html#discriminator. A test answers undefined when nobody can
 * tell (a reference that leads nowhere, a value set that is not known, a slice that says nothing at the discriminator's place).
 */
import type { ElementDefinitionSlicingDiscriminator } from '@medplum/fhirtypes';
import { parseCanonical } from '../../canonical.ts';
import { referenceType } from '../../reference.ts';
import { isPrimitiveType } from '../../r4/element-table.ts';
import { itemsAt, parseDiscriminatorPath, type Step } from './discriminator-path.ts';
import { baseTypeOf, type ElementNode } from './element-node.ts';
import { type Expectation, expectationsAt, targetProfiles } from './expectation.ts';
import { childItems, isKindOf, type Item } from './item.ts';
import { codesOf } from './codes-of.ts';
import type { ProfileRun } from './run.ts';
import { expectedOf, isAsExpected } from './values.ts';

export type SliceTest = (item: Item, run: ProfileRun) => boolean | undefined;

export function sliceTest(
  slice: ElementNode,
  discriminators: readonly ElementDefinitionSlicingDiscriminator[],
): SliceTest {
  const tests = discriminators.map((discriminator) => discriminatorTest(slice, discriminator));
  return (item, run) => {
    let answer: boolean | undefined = tests.length > 0 ? true : undefined;
    for (const test of tests) {
      const one = test(item, run);
      if (one === false) return false;
      if (one === undefined) answer = undefined;
    }
    return answer;
  };
}

function discriminatorTest(slice: ElementNode, { type, path }: ElementDefinitionSlicingDiscriminator): SliceTest {
  const steps = parseDiscriminatorPath(path);
  if (steps === undefined) return () => undefined;
  switch (type) {
    case 'value':
    case 'pattern':
      return path === 'url' ? (urlTest(slice) ?? valueTest(slice, steps)) : valueTest(slice, steps);
    case 'exists':
      return existsTest(slice, steps);
    case 'type':
      return typeTest(slice, steps);
    case 'profile':
      return profileTest(slice, steps);
    default:
      return () => undefined;
  }
}

/** Extensions, told apart by the url that their definition has. */
function urlTest({ name, element, children }: ElementNode): SliceTest | undefined {
  if (name !== 'extension' && name !== 'modifierExtension') return undefined;
  const [profile] = element.type?.[0]?.profile ?? [];
  const own = expectedOf(children.get('url')?.element ?? { path: '' })?.value;
  const url = own ?? (profile === undefined ? undefined : parseCanonical(profile).url);
  return url === undefined ? undefined : ({ json }) => json['url'] === url;
}

/** Worked out once: what a slice says stays the same as long as what is known of definitions does. */
function expectationsOf(
  slice: ElementNode,
  steps: readonly Step[],
): (run: ProfileRun) => readonly Expectation[] | undefined {
  let known: readonly Expectation[] | undefined;
  return (run) => (known ??= expectationsAt(slice, steps, run));
}

function valueTest(slice: ElementNode, steps: readonly Step[]): SliceTest {
  const expected = expectationsOf(slice, steps);
  return (item, run) => {
    const expectations = expected(run);
    if (expectations === undefined) return undefined;
    const items = itemsAt(item, steps, run);
    if (items === undefined) return undefined;
    return anyOf(expectations.map((expectation) => someItem(items, (each) => meets(each, expectation, run))));
  };
}

function anyOf(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(true)) return true;
  return answers.length === 0 || answers.includes(undefined) ? undefined : false;
}

function someItem(items: readonly Item[], test: (item: Item) => boolean | undefined): boolean | undefined {
  let answer: boolean | undefined = false;
  for (const item of items) {
    const one = test(item);
    if (one === true) return true;
    if (one === undefined) answer = undefined;
  }
  return answer;
}

function meets(item: Item, { nodes, values }: Expectation, run: ProfileRun): boolean | undefined {
  if (values.length > 0) return values.every((value) => isAsExpected(item.value, value));
  let answer: boolean | undefined;
  for (const node of nodes) {
    const one = meetsNode(item, node, run);
    if (one === false) return false;
    answer ??= one;
  }
  return answer;
}

/** By its fixed value, pattern or required binding, else by those of its elements. undefined: it says nothing. */
function meetsNode(item: Item, node: ElementNode, run: ProfileRun): boolean | undefined {
  const expected = expectedOf(node.element);
  if (expected !== undefined) return isAsExpected(item.value, expected);
  const { binding } = node.element;
  if (binding?.strength === 'required' && binding.valueSet !== undefined && node.children.size === 0) {
    return inBinding(item, binding.valueSet, run);
  }
  let answer: boolean | undefined;
  for (const child of node.children.values()) {
    if (!saysSomething(child)) continue;
    const one = someItem(childItems(item, child.name), (each) => meetsNode(each, child, run));
    if (one === false) return false;
    answer ??= one;
  }
  return answer;
}

function saysSomething(node: ElementNode): boolean {
  if (node.name === 'id' || node.name === 'extension') return false;
  if (expectedOf(node.element) !== undefined) return true;
  return [...node.children.values()].some(saysSomething);
}

function inBinding(item: Item, valueSet: string, run: ProfileRun): boolean | undefined {
  const answers = codesOf(item).map((code) => {
    const answer = run.inValueSet(valueSet, code);
    return answer === 'pending' ? undefined : answer;
  });
  return answers.length === 0 ? false : anyOf(answers);
}

function existsTest(slice: ElementNode, steps: readonly Step[]): SliceTest {
  const expected = expectationsOf(slice, steps);
  return (item, run) => {
    const expectations = expected(run);
    const items = itemsAt(item, steps, run);
    if (expectations === undefined || items === undefined) return undefined;
    const elements = expectations.flatMap(({ nodes }) => nodes.map(({ element }) => element));
    if (elements.some(({ max }) => max === '0')) return items.length === 0;
    return elements.some(({ min }) => (min ?? 0) > 0) ? items.length > 0 : undefined;
  };
}

function typeTest(slice: ElementNode, steps: readonly Step[]): SliceTest {
  const last = steps.at(-1);
  if (last?.kind === 'resolve') return targetTypeTest(slice, steps.slice(0, -1));
  const expected = expectationsOf(slice, steps);
  return (item, run) => {
    const expectations = expected(run);
    const items = itemsAt(item, steps, run);
    if (expectations === undefined || items === undefined) return undefined;
    const types = expectations.flatMap(({ nodes, type }) => [
      ...(type === undefined ? [] : [type]),
      ...nodes.flatMap((node) =>
        node.parent === undefined ? [node.name] : (node.element.type?.map(({ code }) => code) ?? []),
      ),
    ]);
    return types.length === 0 ? undefined : items.some((each) => types.some((type) => isOfType(each, type)));
  };
}

/** The type that a profile allows may be written as FHIRPath's own, for ids and urls. */
function isOfType({ type }: Item, wanted: string): boolean {
  return isKindOf(type, wanted) || (wanted.startsWith('http://hl7.org/fhirpath/') && isPrimitiveType(type));
}

/** The type of what a reference leads to can mostly be read from the reference. */
function targetTypeTest(slice: ElementNode, steps: readonly Step[]): SliceTest {
  const expected = expectationsOf(slice, [...steps, { kind: 'resolve' }]);
  return (item, run) => {
    const wanted = expected(run);
    const items = itemsAt(item, steps, run);
    if (wanted === undefined || items === undefined) return undefined;
    const types = wanted.flatMap(({ type }) => type ?? []);
    return someItem(items, (each) => {
      const type = referenceType(each.json) ?? itemsAt(each, [{ kind: 'resolve' }], run)?.[0]?.type;
      return type === undefined ? undefined : types.some((one) => isKindOf(type, one));
    });
  };
}

function profileTest(slice: ElementNode, steps: readonly Step[]): SliceTest {
  const resolves = steps.at(-1)?.kind === 'resolve';
  const expected = expectationsOf(slice, resolves ? steps.slice(0, -1) : steps);
  return (item, run) => {
    const expectations = expected(run);
    const items = itemsAt(item, steps, run);
    if (expectations === undefined || items === undefined) return undefined;
    const nodes = expectations.flatMap((expectation) => expectation.nodes);
    const profiles = resolves
      ? nodes.flatMap(targetProfiles)
      : nodes.flatMap(({ element }) => element.type?.flatMap(({ profile }) => profile ?? []) ?? []);
    return anyOf(profiles.map((profile) => someItem(items, (each) => conforms(each, profile, run))));
  };
}

export function conforms(item: Item, profile: string, run: ProfileRun): boolean | undefined {
  const type = baseTypeOf(profile);
  return type === undefined ? run.fits(item, profile) : isKindOf(item.type, type);
}
