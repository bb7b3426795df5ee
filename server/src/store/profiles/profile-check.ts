/**
 * Resources against profiles (fhir/src/validation/profile), with what this server knows: the definitions stored as resources, R4's
 * own, and terminology. One for each database; what has been learnt is kept until a definition changes.
 * Norm: http://hl7.org/fhir/R4/profiling.html, http://hl7.org/fhir/R4/validation.html.
 */
import { loadEngine } from '@vardkedjan/fhir/fhirpath/engine.ts';
import type { Issue } from '@vardkedjan/fhir/outcome.ts';
import { r4Profile } from '@vardkedjan/fhir/r4/profiles.ts';
import { Knowledge, type Source } from '@vardkedjan/fhir/validation/profile/knowledge.ts';
import { type ProfileRequest, validateProfiles } from '@vardkedjan/fhir/validation/profile/validate-profiles.ts';
import type { Resource } from '@medplum/fhirtypes';
import type { Database } from '../database.ts';
import { definitionsOf } from '../definitions/definitions.ts';
import { terminologyOf } from '../terminology/open-terminology.ts';

/** What the caller may see of the record; undefined for what is not there, or not for the caller. */
export interface Outside {
  resource(reference: string): Promise<unknown>;
  questionnaire(canonical: string): Promise<unknown>;
}

export interface ProfileCheck {
  /** Issues of all severities; none when the resource conforms to the profiles it claims, those asked for, and its extensions. */
  issues(resource: unknown, request: ProfileRequest, outside: Outside): Promise<Issue[]>;
  /** For a resource that claims profiles: of those that are not known it only tells, and it looks further when one is known. */
  claimed(resource: Resource, read: (reference: string) => Promise<unknown>): Promise<Issue[]>;
}

const opened = new WeakMap<Database, ProfileCheck>();

export function profilesOf(database: Database): ProfileCheck {
  const found = opened.get(database) ?? new StoredProfiles(database);
  opened.set(database, found);
  return found;
}

class StoredProfiles implements ProfileCheck {
  readonly #source: Omit<Source, 'resource' | 'questionnaire'>;
  readonly #generation: () => Promise<number>;
  #knowledge = new Knowledge();
  #learntAt = -1;

  constructor(database: Database) {
    const definitions = definitionsOf(database);
    const terminology = terminologyOf(database);
    this.#generation = () => definitions.generation();
    this.#source = {
      definition: async (canonical) =>
        (await definitions.find('StructureDefinition', canonical)) ?? r4Profile(canonical),
      // A name that the code has not is no reason to refuse the code.
      inValueSet: async (valueSet, { system, code, version }) =>
        (await terminology.validateCode(valueSet, { system, code, version })).result,
      engine: loadEngine,
    };
  }

  async issues(resource: unknown, request: ProfileRequest, outside: Outside): Promise<Issue[]> {
    const knowledge = await this.#knowledgeNow();
    return validateProfiles(resource, request, knowledge, {
      ...this.#source,
      resource: (reference) => outside.resource(reference),
      questionnaire: (canonical) => outside.questionnaire(canonical),
    });
  }

  claimed(resource: Resource, read: (reference: string) => Promise<unknown>): Promise<Issue[]> {
    return this.issues(resource, { onlyIfKnown: true }, { resource: read, questionnaire: async () => undefined });
  }

  async #knowledgeNow(): Promise<Knowledge> {
    const generation = await this.#generation();
    if (generation !== this.#learntAt) {
      this.#knowledge = new Knowledge();
      this.#learntAt = generation;
    }
    return this.#knowledge;
  }
}
