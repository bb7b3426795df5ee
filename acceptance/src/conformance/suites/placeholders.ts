/** Stores the least resources in place of what a suite's resources refer to and the store does not hold. */
import { isResourceType } from '@vardkedjan/fhir/r4/resource-types.ts';
import { peopleIn } from '@vardkedjan/server/store/references.ts';
import type { RunningStore } from '../running-store.ts';
import type { CaseResult } from '../suite.ts';
import { placeholder } from './placeholder.ts';
import { refusal } from './refusal.ts';

interface Named {
  name: string;
  resource: { resourceType: string; id: string };
}

const nameOf = ({ resourceType, id }: Named['resource']): string => `${resourceType}/${id}`;

export class Placeholders {
  readonly #store: RunningStore;
  readonly #stored = new Set<string>();
  /** Names of the suite's cases by what they hold. */
  readonly #held: ReadonlyMap<string, string>;

  constructor(suite: readonly Named[], store: RunningStore) {
    this.#store = store;
    this.#held = new Map(suite.map(({ name, resource }) => [nameOf(resource), name]));
  }

  get stored(): number {
    return this.#stored.size;
  }

  /**
   * For everything that the resource refers to, unless the suite holds it and the store has not refused it. They become the same
   * patient's. Those that cannot be stored yet are left for another round.
   */
  async standInFor(resource: object, done: readonly CaseResult[], patient = patientOf(resource)): Promise<void> {
    for (const name of referencesIn(resource)) {
      const held = this.#held.get(name);
      const refused = held !== undefined && done.some((result) => result.name === held && !result.passed);
      if (this.#stored.has(name) || (held !== undefined && !refused)) continue;
      const [type = '', id = ''] = name.split('/');
      const least = placeholder(type, id, patient);
      await this.standInFor(least, done, patient);
      const put = await this.#store.ask('PUT', `/${name}`, { body: JSON.stringify(least) });
      if (put.status < 300) this.#stored.add(name);
      else if (!refusal(put).includes('which does not exist'))
        throw new Error(`the placeholder ${name} is ${refusal(put)}`);
    }
  }
}

function patientOf(resource: object): string | undefined {
  const { subject, patient } = resource as Record<string, { reference?: string } | undefined>;
  const named = subject?.reference ?? patient?.reference;
  return named !== undefined && /^Patient\/[A-Za-z0-9\-.]+$/.test(named) ? named : undefined;
}

/** Relative literal references, those in the entries of a Bundle left out: they are content there, but for whom it is about. */
function* referencesIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  if ('resourceType' in value && value.resourceType === 'Bundle') {
    for (const id of peopleIn(value)) yield `Patient/${id}`;
    return;
  }
  for (const [key, child] of Object.entries(value)) {
    if (key !== 'reference' || typeof child !== 'string') yield* referencesIn(child);
    else {
      const [, type, id] = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/.*)?$/.exec(child) ?? [];
      if (isResourceType(type)) yield `${type}/${id}`;
    }
  }
}
