/**
 * What validation against profiles knows besides the resource: definitions, which codes are in which value sets, what references
 * lead to. Validation itself is synchronous: what it misses it notes as wanted, whoever calls it fetches that and validates
 * again, until nothing is wanted. What was once learnt is kept, so usually the first round is the only one.
 */
import type { StructureDefinition } from '@medplum/fhirtypes';
import type { Engine } from '../../fhirpath/engine.ts';
import { compileProfile, type CompiledProfile } from './compile.ts';
import { treeOf } from './element-node.ts';

export interface Code {
  /** Left out for a `code`, whose system follows from the value set. */
  system?: string | undefined;
  code: string;
  version?: string | undefined;
  display?: string | undefined;
}

/** true or false; undefined: the value set or the code system is not known, so nobody can tell. */
export type InValueSet = boolean | undefined;

/** Where it all comes from. `undefined` is the answer for what is not there. */
export interface Source {
  definition(canonical: string): Promise<StructureDefinition | undefined>;
  inValueSet(valueSet: string, code: Code): Promise<InValueSet>;
  /** The resource that a reference outside what is validated leads to. */
  resource(reference: string): Promise<unknown>;
  /** The form that a QuestionnaireResponse answers. */
  questionnaire(canonical: string): Promise<unknown>;
  /** The conformant FHIRPath engine, for what our own does not understand. */
  engine(): Promise<Engine>;
}

const mostDefinitions = 5_000;
const mostCodes = 50_000;

/** Shared by validations, as long as the definitions stay as they are (their generation). */
export class Knowledge {
  readonly #definitions = new Map<string, StructureDefinition | null>();
  readonly #profiles = new Map<string, CompiledProfile | null>();
  readonly #codes = new Map<string, InValueSet>();
  engine: Engine | undefined;

  /** undefined: not known yet, and wanted from now on; null: there is none. */
  definition(canonical: string, wanted: Wanted): StructureDefinition | null | undefined {
    const known = this.#definitions.get(canonical);
    if (known === undefined) wanted.definitions.add(canonical);
    return known;
  }

  profile(canonical: string, wanted: Wanted): CompiledProfile | null | undefined {
    const known = this.#profiles.get(canonical);
    if (known !== undefined) return known;
    const definition = this.definition(canonical, wanted);
    const tree = definition && treeOf(definition, (below) => this.definition(below, wanted));
    if (tree === undefined) return undefined;
    const compiled = tree && compileProfile(tree);
    this.#profiles.set(canonical, compiled);
    return compiled;
  }

  /** `pending`: not known yet, and wanted from now on. */
  inValueSet(valueSet: string, code: Code, wanted: Wanted): InValueSet | 'pending' {
    const name = JSON.stringify([valueSet, code.system, code.code, code.version]);
    if (this.#codes.has(name)) return this.#codes.get(name);
    wanted.codes.set(name, { valueSet, code });
    return 'pending';
  }

  /** Learns what is wanted. */
  async learn(wanted: Wanted, source: Source): Promise<void> {
    if (this.#definitions.size > mostDefinitions) {
      this.#definitions.clear();
      this.#profiles.clear();
    }
    if (this.#codes.size > mostCodes) this.#codes.clear();
    const definitions = [...wanted.definitions].map(async (canonical) => {
      this.#definitions.set(canonical, (await source.definition(canonical)) ?? null);
    });
    const codes = [...wanted.codes].map(async ([name, { valueSet, code }]) => {
      this.#codes.set(name, await source.inValueSet(valueSet, code));
    });
    const engine = wanted.engine ? source.engine().then((found) => (this.engine = found)) : undefined;
    await Promise.all([...definitions, ...codes, engine]);
  }
}

/** What one round of a validation has missed. */
export class Wanted {
  readonly definitions = new Set<string>();
  readonly codes = new Map<string, { valueSet: string; code: Code }>();
  readonly references = new Set<string>();
  readonly questionnaires = new Set<string>();
  engine = false;

  get nothing(): boolean {
    return (
      this.definitions.size + this.codes.size + this.references.size + this.questionnaires.size === 0 && !this.engine
    );
  }
}
