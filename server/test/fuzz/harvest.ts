/** What the stored resources say, so that made-up searches find something and made-up references lead somewhere. */
import type { Resource } from '@medplum/fhirtypes';
import type { Random } from '../../../care/test/random.ts';

export interface Known {
  type: string;
  id: string;
}

export class Harvest {
  readonly resources: readonly Resource[];
  readonly #texts = new Map<string, string[]>();
  readonly #byType = new Map<string, Resource[]>();

  constructor(resources: readonly Resource[]) {
    this.resources = resources;
    for (const resource of resources) {
      this.#byType.set(resource.resourceType, [...(this.#byType.get(resource.resourceType) ?? []), resource]);
      const texts = this.#texts.get(resource.resourceType) ?? [];
      if (texts.length < 3000) collect(resource, texts);
      this.#texts.set(resource.resourceType, texts);
    }
  }

  get types(): string[] {
    return [...this.#byType.keys()];
  }

  /** A text that some resource of the type holds. */
  text(random: Random, type: string): string {
    return random.pick(this.#texts.get(type) ?? ['x']);
  }

  /** A stored resource, of the type if there is one. */
  known(random: Random, type?: string): Resource & { id: string } {
    return random.pick(this.#byType.get(type ?? '') ?? this.resources) as Resource & { id: string };
  }
}

function collect(value: unknown, into: string[]): void {
  if (typeof value === 'string') {
    if (value.length < 100) into.push(value);
  } else if (typeof value === 'number' || typeof value === 'boolean') into.push(String(value));
  else if (typeof value === 'object' && value !== null) for (const child of Object.values(value)) collect(child, into);
}
