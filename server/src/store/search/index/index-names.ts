/**
 * What index rows are named by: hashes of kind and path, the same when rows are written and when they are looked for.
 */
import { compositeName, sourceName, type SourceKind } from '@vardkedjan/fhir/search/index-sources.ts';
import type { SearchParameter } from '@vardkedjan/fhir/search/parameters.ts';
import { hash32, type Seed, seedOf } from './hash.ts';

const seeds = new Map<string, Seed>();
/** Those of values, asked for with every one of them: by path, a name of its own. */
const valueSeeds = new Map<SourceKind, Map<string, Seed>>();

function valueSeed(kind: SourceKind, path: string): Seed {
  let byPath = valueSeeds.get(kind);
  if (byPath === undefined) {
    byPath = new Map();
    valueSeeds.set(kind, byPath);
  }
  let found = byPath.get(path);
  if (found === undefined) {
    found = seedOf(sourceName(kind, path));
    byPath.set(path, found);
  }
  return found;
}

function seed(name: string): Seed {
  let found = seeds.get(name);
  if (found === undefined) {
    found = seedOf(name);
    seeds.set(name, found);
  }
  return found;
}

/** Seeds of postings. */
export const postingSeed = {
  value: valueSeed,
  /** Some code of a system (`system|`); identifiers only. */
  system: (path: string): Seed => seed(`system ${path}`),
  /** An identifier by its type (`:of-type`). */
  ofType: (path: string): Seed => seed(`of-type ${path}`),
  /** The identifier within a reference (`:identifier`). */
  identifier: (path: string): Seed => seed(`identifier ${path}`),
  /** What lies above a URI (`:below`). */
  below: (path: string): Seed => seed(`below ${path}`),
  /** A composite of parts that are all hashed. */
  composite: (parameter: SearchParameter, path: string): Seed => seed(compositeName(parameter, path)),
  /** A reference that no search parameter is about. */
  mention: (): Seed => seed('mention'),
  /** Something stands where an added parameter looks (`:missing`); R4's own have a bit for it. */
  present: (kind: SourceKind, path: string): Seed => seed(`present ${sourceName(kind, path)}`),
  /** The owner is not by the type's subject. */
  ownedOtherwise: (type: string): Seed => seed(`owned otherwise ${type}`),
};

const params = new Map<string, number>();

function param(name: string): number {
  let found = params.get(name);
  if (found === undefined) {
    found = hash32(name);
    params.set(name, found);
  }
  return found;
}

function partPath(path: string, part: string): string {
  return part === '' ? path : `${path}.${part}`;
}

/** The `param` of date, quantity and string rows. */
export const rowParam = {
  value: (kind: SourceKind, path: string): number => param(sourceName(kind, path)),
  /** A name's or an address's part is named by its own path, so that `name` and `family` share it. */
  part: (path: string, part: string): number => param(sourceName('string', partPath(path, part))),
  /** What follows the first word of a name, from each further word on; undefined for other strings. */
  laterWords: (path: string, part: string): number | undefined => {
    const whole = partPath(path, part);
    return /\bname\.(family|given)$/.test(whole) ? param(`later words ${whole}`) : undefined;
  },
  /** A composite whose hashed parts are this and whose last parts stand in the row. Not remembered: the forms are data. */
  composite: (parameter: SearchParameter, path: string, hashed: string): number =>
    hash32(rowParam.compositeStart(parameter, path) + hashed),
  /** What is hashed before the forms. */
  compositeStart: (parameter: SearchParameter, path: string): string => `${compositeName(parameter, path)} = `,
};

/** 31 bits of a system's hash, never 0; 0 for no system. */
export function systemHash(system: string): number {
  if (system === '') return 0;
  let found = systems.get(system);
  if (found === undefined) {
    found = hash32(system) & 0x7fff_ffff || 1;
    if (systems.size > 10_000) systems.clear();
    systems.set(system, found);
  }
  return found;
}
const systems = new Map<string, number>();

/** How hashed parts of a composite are joined; a token is present in each form one may ask for it. */
export const between = '\u0001';
export function tokenForms(system: string, code: string): string[] {
  return [code, `${system}|${code}`];
}

/** A code within its system, as `tokens` has it beside the code alone. */
export function withSystem(system: string, code: string): string {
  return `${system}${between}${code}`;
}

/** Kinds whose values are hashed in a composite; the others are compared. */
export function isHashed(kind: string): boolean {
  return kind === 'token' || kind === 'reference' || kind === 'uri';
}
