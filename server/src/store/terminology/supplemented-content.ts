/**
 * A code system in the tables with its supplements (http://hl7.org/fhir/R4/codesystem.html#supplements): what they call the codes is told
 * and found as its own names are, and their properties are told. Filters go by what is in the tables alone.
 */
import type { CodeSystem } from '@medplum/fhirtypes';
import { CodeSystemIndex } from '@vardkedjan/fhir/terminology/code-system.ts';
import type { Concept, Designation } from '@vardkedjan/fhir/terminology/concept.ts';
import type { Members } from '@vardkedjan/fhir/terminology/members.ts';
import { rankOf, searchableText } from '@vardkedjan/fhir/terminology/search-words.ts';
import type { Hit, Page, PageAsked, SystemAbout, SystemContent } from './system-content.ts';

export class SupplementedContent implements SystemContent {
  readonly about: SystemAbout;
  readonly #system: SystemContent;
  readonly #supplements: readonly CodeSystemIndex[];

  constructor(system: SystemContent, supplements: readonly CodeSystem[]) {
    this.about = system.about;
    this.#system = system;
    this.#supplements = supplements.map((one) => new CodeSystemIndex(one));
  }

  async find(code: string, date?: string): Promise<Concept | undefined> {
    return this.#supplied(await this.#system.find(code, date));
  }

  async member(members: Members, code: string, date?: string): Promise<Concept | undefined> {
    return this.#supplied(await this.#system.member(members, code, date));
  }

  async page(asked: PageAsked): Promise<Page> {
    const { filter, detailed } = asked;
    const { total, concepts } = await this.#system.page(
      filter === undefined ? asked : { ...asked, hits: this.#hits(filter) },
    );
    if (!detailed) return { total, concepts };
    return {
      total,
      concepts: concepts.map((concept) => ({
        ...concept,
        designations: [...concept.designations, ...this.#designations(concept.code)],
      })),
    };
  }

  isAbove(code: string, below: string): Promise<boolean> {
    return this.#system.isAbove(code, below);
  }

  codes(members: Members, how: { most: number; activeOnly: boolean }): Promise<string[]> {
    return this.#system.codes(members, how);
  }

  #designations(code: string): Designation[] {
    return this.#supplements.flatMap(({ nodes }) => nodes.get(code)?.designations ?? []);
  }

  #supplied(concept: Concept | undefined): Concept | undefined {
    if (concept === undefined) return undefined;
    return {
      ...concept,
      designations: [...concept.designations, ...this.#designations(concept.code)],
      properties: [
        ...concept.properties,
        ...this.#supplements.flatMap(({ nodes }) => nodes.get(concept.code)?.properties ?? []),
      ],
    };
  }

  #hits(filter: string): Hit[] {
    return this.#supplements.flatMap(({ nodes }) =>
      [...nodes.values()].flatMap(({ code, designations }) =>
        designations.flatMap(({ value }): Hit[] => {
          const rating = rankOf(code, searchableText(value), filter);
          return rating === undefined ? [] : [{ code, rating, length: value.length }];
        }),
      ),
    );
  }
}
