/** Loads what the invented region consists of, and says what was refused. */
import type { SystemCaller } from '@vardkedjan/care/access/caller.ts';
import type { Reach } from '@vardkedjan/care/access/relations.ts';
import type { Resource } from '@medplum/fhirtypes';
import type { Database } from '../../store/database.ts';
import { type Identified, Loader } from '../../store/write/load/load.ts';

export const seedCaller: SystemCaller = { kind: 'system', id: 'seed', name: 'Seed' };

export interface BatchOptions {
  /** Nothing of it can be there yet. */
  fresh?: boolean;
  reach?: Reach;
  say(line: string): void;
}

/** Loads batches whose resources refer to each other in both directions, as an Encounter and its Condition do. */
export class BatchLoader {
  readonly #loader: Loader;
  readonly #options: BatchOptions;
  #coming = new Set<string>();
  #refused = 0;

  constructor(database: Database, options: BatchOptions) {
    this.#options = options;
    this.#loader = new Loader(database, {
      caller: seedCaller,
      fresh: options.fresh ?? false,
      isComing: (name) => this.#coming.has(name),
      told: (resource, fate, why) => {
        if (fate === 'refused' && this.#refused++ === 0) {
          options.say(
            `  ${resource.resourceType}/${resource.id} was refused: ${why?.failure?.message ?? 'no reason given'}`,
          );
        }
      },
      ...(options.reach && { reach: options.reach }),
    });
  }

  async add(resources: readonly Resource[]): Promise<void> {
    this.#coming = new Set(resources.map((resource) => `${resource.resourceType}/${resource.id}`));
    for (const resource of resources) {
      if (resource.id !== undefined) await this.#loader.add(resource as Identified);
    }
  }

  async finish(): Promise<number> {
    const { loaded, refused } = await this.#loader.finish();
    if (refused > 0) this.#options.say(`  ${refused.toLocaleString('en')} resources were refused`);
    return loaded;
  }
}

export async function loadAll(
  database: Database,
  options: BatchOptions,
  resources: readonly Resource[],
): Promise<number> {
  const loader = new BatchLoader(database, options);
  await loader.add(resources);
  return loader.finish();
}
