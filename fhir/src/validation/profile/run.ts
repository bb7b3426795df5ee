/** One validation against profiles under way: what it has found, what it misses, what references lead to. */
import type { Engine } from '../../fhirpath/engine.ts';
import type { Issue } from '../../outcome.ts';
import { parseReference } from '../../reference.ts';
import type { CompiledProfile } from './compile.ts';
import { childItems, isJson, Item, rootItem } from './item.ts';
import type { Code, InValueSet, Knowledge, Wanted } from './knowledge.ts';

const mostIssues = 200;

/** Looks at one element, and reports. */
export type ItemCheck = (item: Item, run: ProfileRun) => void;

export interface ProfileOptions {
  /** Codes outside preferred value sets are told, too. */
  preferred?: boolean;
  /** For writes: looks at nothing but the claims when no profile that is claimed is known, and not at answers to forms. */
  onlyIfKnown?: boolean;
}

export class ProfileRun {
  issues: Issue[] = [];
  readonly options: ProfileOptions;
  readonly wanted: Wanted;
  readonly #knowledge: Knowledge;
  /** Resources outside, by reference; undefined: there is none. */
  readonly #outside: ReadonlyMap<string, unknown>;
  readonly #questionnaires: ReadonlyMap<string, unknown>;
  readonly #outsideItems = new Map<string, Item | undefined>();
  readonly #entries = new Map<Item, Map<string, Item>>();
  readonly #fits = new Map<unknown, Map<string, boolean | undefined>>();
  #said = new Set<string>();

  constructor(
    knowledge: Knowledge,
    wanted: Wanted,
    outside: { references: ReadonlyMap<string, unknown>; questionnaires: ReadonlyMap<string, unknown> },
    options: ProfileOptions,
  ) {
    this.#knowledge = knowledge;
    this.#outside = outside.references;
    this.#questionnaires = outside.questionnaires;
    this.wanted = wanted;
    this.options = options;
  }

  get engine(): Engine | undefined {
    if (this.#knowledge.engine === undefined) this.wanted.engine = true;
    return this.#knowledge.engine;
  }

  profile(canonical: string): CompiledProfile | null | undefined {
    return this.#knowledge.profile(canonical, this.wanted);
  }

  inValueSet(valueSet: string, code: Code): InValueSet | 'pending' {
    return this.#knowledge.inValueSet(valueSet, code, this.wanted);
  }

  /** `what` ends a sentence that begins with the path. It never holds values. `by`: the profile's URL. */
  report(severity: Issue['severity'], code: Issue['code'], path: string, what: string, by?: string): void {
    if (this.issues.length >= mostIssues) return;
    const diagnostics = `${path} ${what}${by === undefined || by === '' ? '' : ` (profile ${by})`}.`;
    // The same thing is said once, though several profiles on the way lead to it.
    const name = `${severity} ${path} ${what}`;
    if (this.#said.has(name)) return;
    this.#said.add(name);
    this.issues.push({ severity, code, expression: [path], diagnostics });
  }

  /** Whether the item conforms to the profile; undefined when nobody can tell. Says nothing. */
  fits(item: Item, canonical: string): boolean | undefined {
    const profile = this.profile(canonical);
    if (profile === null || profile === undefined) return undefined;
    const known = this.#fits.get(item.value);
    if (known?.has(canonical)) return known.get(canonical);
    const byProfile = known ?? new Map<string, boolean | undefined>();
    this.#fits.set(item.value, byProfile);
    // Whoever comes back here while the answer is being found is part of a circle, which is no fault.
    byProfile.set(canonical, true);
    const answer = this.#quietly(() => profile.check(item, this));
    byProfile.set(canonical, answer);
    return answer;
  }

  /** Whether the work finds no error; undefined when it finds none, but something that it could not look at. */
  #quietly(work: () => void): boolean | undefined {
    const { issues } = this;
    const said = this.#said;
    this.issues = [];
    this.#said = new Set();
    work();
    const wrong = this.issues.some(({ severity }) => severity === 'error');
    const open = this.issues.some(({ code }) => code === 'not-supported' || code === 'not-found');
    this.issues = issues;
    this.#said = said;
    return wrong ? false : open ? undefined : true;
  }

  /** What a reference in `from` leads to: contained, in the Bundle around (http://hl7.org/fhir/R4/bundle.html#references), or outside. */
  resolve(reference: string, from: Item): Item | undefined {
    if (reference.startsWith('#')) return contained(reference.slice(1), from.container);
    const { container } = from;
    const bundle = container.parent?.parent;
    if (bundle?.type === 'Bundle' && container.parent !== undefined) {
      const found = this.#inBundle(reference, bundle, container.parent);
      if (found !== undefined) return found;
      const outer = bundle.parent === undefined ? undefined : this.resolve(reference, bundle);
      if (outer !== undefined) return outer;
    }
    if (reference.startsWith('urn:') && !this.#outside.has(reference)) return undefined;
    return this.#outsideItem(reference);
  }

  /** undefined: there is none, or it is not known yet, and wanted from now on. */
  questionnaire(canonical: string): unknown {
    if (!this.#questionnaires.has(canonical)) this.wanted.questionnaires.add(canonical);
    return this.#questionnaires.get(canonical);
  }

  #outsideItem(reference: string): Item | undefined {
    if (this.#outsideItems.has(reference)) return this.#outsideItems.get(reference);
    if (!this.#outside.has(reference)) {
      this.wanted.references.add(reference);
      return undefined;
    }
    const item = rootItem(this.#outside.get(reference));
    this.#outsideItems.set(reference, item);
    return item;
  }

  #inBundle(reference: string, bundle: Item, entry: Item): Item | undefined {
    let entries = this.#entries.get(bundle);
    if (entries === undefined) {
      entries = new Map();
      for (const each of childItems(bundle, 'entry')) {
        const fullUrl = each.json['fullUrl'];
        const [resource] = childItems(each, 'resource');
        if (typeof fullUrl === 'string' && resource !== undefined && !entries.has(fullUrl))
          entries.set(fullUrl, resource);
      }
      this.#entries.set(bundle, entries);
    }
    const plain = reference.replace(/\/_history\/[^/]*$/, '');
    return entries.get(plain) ?? entries.get(absolute(plain, entry.json['fullUrl']));
  }
}

/** A relative reference is relative to the server that the entry's fullUrl names. */
function absolute(reference: string, fullUrl: unknown): string {
  if (typeof fullUrl !== 'string') return reference;
  const parsed = parseReference(fullUrl);
  return parsed.kind === 'absolute' && parsed.base !== undefined ? `${parsed.base}/${reference}` : reference;
}

function contained(id: string, container: Item): Item | undefined {
  if (id === '') return container;
  return childItems(container, 'contained').find((each) => isJson(each.value) && each.value['id'] === id);
}
