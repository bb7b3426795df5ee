/**
 * What is indexed of a type: every path that some search parameter of the type is about, once for each kind of index it
 * serves. The order, and so each source's bit, is fixed by R4's finished tables.
 */
import { parametersOf, type SearchParameter, type SearchParameterType } from './parameters.ts';
import { fittingTypes } from './fitting-types.ts';
import { relativeWalk, typesAt, type Walk, walkOf } from './walk.ts';

export type SourceKind = Exclude<SearchParameterType, 'composite'>;

export interface Source {
  kind: SourceKind;
  path: string;
  walk: Walk;
}

export interface IndexSource extends Source {
  /** Which bit of the resource's `present` says that something stands here; below 53, so a JS number holds them all. */
  bit: number;
}

export interface CompositeSource {
  parameter: SearchParameter;
  path: string;
  walk: Walk;
  components: { kind: SourceKind; walk: Walk; fromRoot: boolean }[];
}

const sourcesByType = new Map<string, IndexSource[]>();
const compositesByType = new Map<string, CompositeSource[]>();

/** What a resource is about comes first of all, so that its first hash tells series of values apart. */
const isCode = ({ kind, path }: { kind: SourceKind; path: string }, type: string): boolean =>
  kind === 'token' && path === `${type}.code`;

export function indexSourcesOf(type: string): readonly IndexSource[] {
  let sources = sourcesByType.get(type);
  if (sources === undefined) {
    const found = new Map<string, { kind: SourceKind; path: string }>();
    for (const parameter of parametersOf(type).values()) {
      if (parameter.type === 'composite') continue;
      for (const path of parameter.sources) found.set(sourceName(parameter.type, path), { kind: parameter.type, path });
    }
    sources = [...found.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { kind, path }], bit) => ({ kind, path, bit, walk: walkOf(path) }))
      .sort((a, b) => Number(isCode(b, type)) - Number(isCode(a, type)));
    sourcesByType.set(type, sources);
  }
  return sources;
}

/** The sources of a parameter that is not a composite. Those with a bit are R4's own; an added parameter may share them. */
export function sourcesOf(parameter: SearchParameter): (Source & { bit?: number })[] {
  const own = indexSourcesOf(parameter.owner).filter(
    ({ kind, path }) => kind === parameter.type && parameter.sources.includes(path),
  );
  return parameter.added === undefined ? own : [...own, ...additionsOf(parameter).sources];
}

/** What is indexed of a type besides R4's own sources. */
export interface Additions {
  sources: readonly Source[];
  composites: readonly CompositeSource[];
}

/** What added parameters of one type need that R4's own do not have. */
export function additionsOf(...parameters: readonly SearchParameter[]): Additions {
  const sources = new Map<string, Source>();
  const composites = new Map<string, CompositeSource>();
  for (const parameter of parameters) {
    const r4 = new Set(indexSourcesOf(parameter.owner).map(({ kind, path }) => sourceName(kind, path)));
    for (const { kind, path } of partsOf(parameter)) {
      const name = sourceName(kind, path);
      if (!r4.has(name)) sources.set(name, { kind, path, walk: fittingWalk(kind, path) });
    }
    for (const path of parameter.sources.filter((each) => each !== parameter.owner))
      for (const composite of compositeSource(parameter, path))
        composites.set(compositeName(parameter, path), composite);
    for (const { parameter: own, path } of compositeSourcesOf(parameter.owner))
      composites.delete(compositeName(own, path));
  }
  return { sources: [...sources.values()], composites: [...composites.values()] };
}

/** Of a composite over the whole resource each part is found by its own path. */
function partsOf(parameter: SearchParameter): { kind: SourceKind; path: string }[] {
  const { type } = parameter;
  if (type !== 'composite') return parameter.sources.map((path) => ({ kind: type, path }));
  if (!parameter.sources.includes(parameter.owner)) return [];
  return (parameter.components ?? []).flatMap((part) =>
    wholePaths(parameter.owner, part.path).map((path) => ({ kind: part.parameter.type as SourceKind, path })),
  );
}

/** Where a part of a composite over the whole resource stands. */
export function wholePaths(owner: string, path: string): string[] {
  return path.split(' | ').map((each) => `${owner}.${each.replace(/^%resource\./, '')}`);
}

/** Of a choice only what the kind can read: a code is no URI. */
function fittingWalk(kind: SourceKind, path: string): Walk {
  const walk = walkOf(path);
  const fits = fittingTypes[kind];
  if (typesAt(path).every(({ type }) => fits.has(type))) return walk;
  return (node, visit) => walk(node, (value, type) => fits.has(type) && visit(value, type));
}

/**
 * Composites whose parts stand together in a repeating element, which the parts' own indexes cannot pair. Those over the
 * whole resource (`code-value-quantity`) need nothing: there both parts stand once.
 */
export function compositeSourcesOf(type: string): readonly CompositeSource[] {
  let composites = compositesByType.get(type);
  if (composites === undefined) {
    composites = [...parametersOf(type).values()].flatMap((parameter) =>
      parameter.sources.filter((path) => path !== type).flatMap((path) => compositeSource(parameter, path)),
    );
    // combo-… and component-… share what they have in common: the element and the same parts of it.
    const seen = new Map(
      composites.map((composite) => [compositeName(composite.parameter, composite.path), composite]),
    );
    composites = [...seen.values()];
    compositesByType.set(type, composites);
  }
  return composites;
}

function compositeSource(parameter: SearchParameter, path: string): CompositeSource[] {
  if (parameter.type !== 'composite') return [];
  const [at] = typesAt(path);
  if (at === undefined) throw new RangeError(`Nothing stands at ${path}`);
  const components = (parameter.components ?? []).map(({ parameter: part, path: below }) => {
    if (part.type === 'composite') throw new RangeError('A composite of composites');
    const fromRoot = below.startsWith('%resource.');
    const walk = fromRoot
      ? walkOf(`${parameter.owner}${below.slice('%resource'.length)}`)
      : relativeWalk(at.type, below);
    return { kind: part.type, walk, fromRoot };
  });
  return [{ parameter, path, walk: walkOf(path), components }];
}

export function sourceName(kind: SourceKind, path: string): string {
  return `${kind} ${path}`;
}

export function compositeName(parameter: SearchParameter, path: string): string {
  return `composite ${path}: ${(parameter.components ?? []).map((part) => part.path).join(' $ ')}`;
}
