/** Slicing: http://hl7.org/fhir/R4/profiling.html#slicing. Each element of the list goes to its slice; slices are counted and checked. */
import type { ElementDefinitionSlicing, ElementDefinitionSlicingDiscriminator } from '@medplum/fhirtypes';
import type { ElementNode } from './element-node.ts';
import type { Item } from './item.ts';
import type { ItemCheck, ProfileRun } from './run.ts';
import { sliceTest, type SliceTest } from './slice-test.ts';

interface Slice {
  name: string;
  test: SliceTest;
  /** All but the profile is right: why such a one is not of the slice is worth telling when the slice is missing. */
  almost: SliceTest | undefined;
  min: number;
  most: number;
  check: ItemCheck;
  /** Slices of the slice. */
  inner: GroupCheck | undefined;
}

/** All elements of one name, of one parent. */
export type GroupCheck = (parent: Item, items: readonly Item[], run: ProfileRun) => void;

export function sliceChecks(node: ElementNode, by: string, compile: (node: ElementNode) => ItemCheck): GroupCheck {
  const slicing = node.element.slicing ?? {};
  const discriminators = discriminatorsOf(node, slicing);
  const slices = [...node.slices].map(([name, slice]) => compileSlice(name, slice, discriminators, { by, compile }));
  return (parent, items, run) => {
    const placed = items.map((item) => placeOf(item, slices, run, by));
    reportOutside(slicing, { items, placed, slices }, run, by);
    const untold = placed.filter((place) => place === undefined).length;
    for (const [index, slice] of slices.entries()) {
      const own = items.filter((_item, at) => placed[at] === index);
      checkSlice(slice, { name: node.name, parent, own, untold }, run, by);
      if (slice.almost !== undefined && own.length + untold < slice.min) {
        for (const [at, item] of items.entries())
          if (placed[at] === -1 && slice.almost(item, run) === true) slice.check(item, run);
      }
    }
  };
}

/** Without any, extensions are told apart by their url and choices by their type. */
function discriminatorsOf(
  node: ElementNode,
  { discriminator }: Partial<ElementDefinitionSlicing>,
): readonly ElementDefinitionSlicingDiscriminator[] {
  if (discriminator !== undefined && discriminator.length > 0) return discriminator;
  if (node.name === 'extension' || node.name === 'modifierExtension') return [{ type: 'value', path: 'url' }];
  const typed = [...node.slices.values()].every(({ element }) => element.type !== undefined);
  return typed && node.element.path.endsWith('[x]') ? [{ type: 'type', path: '$this' }] : [];
}

function compileSlice(
  name: string,
  slice: ElementNode,
  discriminators: readonly ElementDefinitionSlicingDiscriminator[],
  { by, compile }: { by: string; compile: (node: ElementNode) => ItemCheck },
): Slice {
  const { min = 0, max = '*' } = slice.element;
  return {
    name,
    test: sliceTest(slice, discriminators),
    almost: almostTest(slice, discriminators),
    min,
    most: max === '*' ? Number.POSITIVE_INFINITY : Number(max),
    check: compile(slice),
    inner: slice.slices.size === 0 ? undefined : sliceChecks(slice, by, compile),
  };
}

function almostTest(
  slice: ElementNode,
  discriminators: readonly ElementDefinitionSlicingDiscriminator[],
): SliceTest | undefined {
  const others = discriminators.filter(({ type }) => type !== 'profile');
  return others.length > 0 && others.length < discriminators.length ? sliceTest(slice, others) : undefined;
}

/** Number of the slice; -1: none; undefined: nobody can tell. */
type Place = number | undefined;

function placeOf(item: Item, slices: readonly Slice[], run: ProfileRun, by: string): Place {
  let place: Place = -1;
  for (const [index, { test }] of slices.entries()) {
    const answer = test(item, run);
    if (answer === true && place !== undefined && place >= 0) {
      const names = [slices[place]?.name, slices[index]?.name].join(' and ');
      run.report('error', 'structure', item.path, `belongs to more than one slice: ${names}`, by);
    } else if (answer === true) place = index;
    else if (answer === undefined && place === -1) place = undefined;
  }
  return place;
}

interface Placed {
  items: readonly Item[];
  placed: readonly Place[];
}

function reportOutside(
  slicing: Partial<ElementDefinitionSlicing>,
  { items, placed, slices }: Placed & { slices: readonly Slice[] },
  run: ProfileRun,
  by: string,
): void {
  let last = -1;
  let outside = false;
  for (const [index, item] of items.entries()) {
    const place = placed[index];
    if (place === undefined) continue;
    if (place === -1) {
      outside = true;
      if (slicing.rules === 'closed') {
        const names = slices.map(({ name }) => name).join(', ');
        run.report('error', 'structure', item.path, `belongs to none of the slices: ${names}`, by);
      }
      continue;
    }
    if (outside && slicing.rules === 'openAtEnd')
      run.report('error', 'structure', item.path, 'must stand before what belongs to no slice', by);
    if (slicing.ordered === true && place < last)
      run.report('error', 'structure', item.path, 'is not in the order of the slices', by);
    last = Math.max(last, place);
  }
}

function checkSlice(
  slice: Slice,
  { name, parent, own, untold }: { name: string; parent: Item; own: readonly Item[]; untold: number },
  run: ProfileRun,
  by: string,
): void {
  const { min, check, inner } = slice;
  const fault = countFault(slice, own.length, untold);
  if (fault !== undefined)
    run.report('error', own.length < min ? 'required' : 'structure', `${parent.path}.${name}`, fault, by);
  for (const item of own) check(item, run);
  inner?.(parent, own, run);
}

/** What nobody can tell about may be what is missing. */
function countFault({ name, min, most }: Slice, found: number, untold: number): string | undefined {
  if (found + untold < min)
    return min === 1 ? `lacks the slice ${name}` : `must have the slice ${name} at least ${min} times`;
  if (found <= most) return undefined;
  if (most === 0) return `must not have the slice ${name}`;
  return most === 1 ? `must have the slice ${name} once only` : `must have the slice ${name} at most ${most} times`;
}
