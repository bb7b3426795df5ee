/** A code system that fits in memory: one of R4's own, or a stored CodeSystem. */
import { rankOf } from '@vardkedjan/fhir/terminology/search-words.ts';
import type { CodeSystemIndex, Node } from '@vardkedjan/fhir/terminology/code-system.ts';
import type { Concept } from '@vardkedjan/fhir/terminology/concept.ts';
import type { Members } from '@vardkedjan/fhir/terminology/members.ts';
import { tooManyCodes } from './codes-of-parts.ts';
import type { Page, PageAsked, SystemAbout, SystemContent } from './system-content.ts';

export class MemoryContent implements SystemContent {
  readonly about: SystemAbout;
  readonly #index: CodeSystemIndex;

  constructor(index: CodeSystemIndex) {
    const { url = '', version, name, title, content, caseSensitive = true, language, property = [] } = index.resource;
    this.about = {
      url,
      version,
      name: name ?? title ?? url,
      title,
      content: content ?? '',
      caseSensitive,
      language,
      properties: property,
    };
    this.#index = index;
  }

  async find(code: string): Promise<Concept | undefined> {
    return this.#index.find(code);
  }

  async member(members: Members, code: string): Promise<Concept | undefined> {
    const node = this.#index.find(code);
    return node !== undefined && this.#index.select(members).has(node) ? node : undefined;
  }

  async page({ members, filter, activeOnly, selectableOnly, offset, count }: PageAsked): Promise<Page> {
    let found = [...this.#index.select(members)];
    if (activeOnly) found = found.filter(({ active }) => active);
    if (selectableOnly) found = found.filter(({ abstract }) => !abstract);
    if (filter !== undefined) found = this.#hits(found, filter);
    return { total: found.length, concepts: found.slice(offset, offset + count) };
  }

  async codes(members: Members, { most, activeOnly }: { most: number; activeOnly: boolean }): Promise<string[]> {
    const found = [...this.#index.select(members)].filter(({ active }) => active || !activeOnly);
    if (found.length > most) throw tooManyCodes(most);
    return found.map(({ code }) => code);
  }

  /** The best first. */
  #hits(nodes: readonly Node[], filter: string): Node[] {
    const hits: { node: Node; rank: number; length: number }[] = [];
    for (const node of nodes) {
      let best: { rank: number; length: number } | undefined;
      for (const term of this.#index.searchable(node)) {
        const rank = rankOf(node.code, term, filter);
        if (rank === undefined) continue;
        const length = rank < 2 ? 0 : term.split('|', 1).join().length;
        if (best === undefined || rank < best.rank || (rank === best.rank && length < best.length))
          best = { rank, length };
      }
      if (best !== undefined) hits.push({ node, ...best });
    }
    return hits.sort((a, b) => a.rank - b.rank || a.length - b.length).map(({ node }) => node);
  }

  async isAbove(code: string, below: string): Promise<boolean> {
    const node = this.#index.find(code);
    return node !== undefined && this.#index.above(below).has(node.code);
  }
}
