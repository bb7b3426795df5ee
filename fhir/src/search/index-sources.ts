/**
 * What is indexed of a type: every path that some search parameter of the type is about, once for each kind of index it
 * serves. The order, and so each source's bit, is fixed by R4's finished tables.
 */
import { parametersOf, type SearchParameter, type SearchParameterType } from './parameters.ts';
import { relativeWalk, typesAt, type Walk, walkOf } from './walk.ts';

export type SourceKind = Exclude<SearchParameterType, 'composite'>;

export interface IndexSource {
  kind: SourceKind;
  path: string;
  /** Which bit of the resource's `present` says that something stands here; below 53, so a JS number holds them all. */
  bit: number;
  walk: Walk;
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
const isCode = ({ kind, path }: { kind: SourceKind; path: string }, type: string): boolean => kind === 'token' && path === `${type}.code`;

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

/** The sources of a parameter that is not a composite. */
export function sourcesOf(parameter: SearchParameter): IndexSource[] {
  return indexSourcesOf(parameter.owner).filter(
    ({ kind, path }) => kind === parameter.type && parameter.sources.includes(path),
  );
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
