/**
 * Code systems whose codes are made by a grammar and can be told apart, but not listed: UCUM, language tags, media types
 * (http://hl7.org/fhir/R4/terminologies-systems.html), and currencies, whose list is the one of the Unicode CLDR that comes with Node.
 */
import type { CodeSystem } from '@medplum/fhirtypes';
import { isUcum, ucumSystem } from '@vardkedjan/fhir/search/ucum.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { CodeSystemIndex } from '@vardkedjan/fhir/terminology/code-system.ts';
import type { Concept } from '@vardkedjan/fhir/terminology/concept.ts';
import { listed, type Members } from '@vardkedjan/fhir/terminology/members.ts';
import { MemoryContent } from './memory-content.ts';
import type { Page, PageAsked, SystemAbout, SystemContent } from './system-content.ts';

function conceptOf(code: string): Concept {
  return { code, active: true, abstract: false, designations: [], properties: [], parents: [], children: [] };
}

class GrammarContent implements SystemContent {
  readonly about: SystemAbout;
  readonly #isCode: (code: string) => boolean;

  constructor(url: string, name: string, isCode: (code: string) => boolean) {
    this.about = { url, name, content: 'not-present', caseSensitive: true, properties: [] };
    this.#isCode = isCode;
  }

  async find(code: string): Promise<Concept | undefined> {
    return this.#isCode(code) ? conceptOf(code) : undefined;
  }

  /** What a value set lists is taken as it is. */
  async member(members: Members, code: string): Promise<Concept | undefined> {
    if (members.is === 'all') return this.find(code);
    const codes = listed(members);
    if (codes === undefined) throw new Failure('not-supported', `The codes of ${this.about.name} cannot be filtered`);
    return codes.includes(code) ? conceptOf(code) : undefined;
  }

  async page({ members, offset, count, filter = '' }: PageAsked): Promise<Page> {
    const codes = listed(members);
    if (codes === undefined) throw new Failure('too-costly', `The codes of ${this.about.name} cannot be listed`);
    const typed = filter.toLowerCase();
    const found = codes.filter((code) => code.toLowerCase().startsWith(typed)).map(conceptOf);
    return { total: found.length, concepts: found.slice(offset, offset + count) };
  }

  async codes(members: Members): Promise<string[]> {
    const codes = listed(members);
    if (codes === undefined) throw new Failure('too-costly', `The codes of ${this.about.name} cannot be listed`);
    return [...codes];
  }

  async isAbove(): Promise<boolean> {
    return false;
  }
}

const mediaType = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:\s*;.*)?$/;

/** RFC 5646; its well-formedness is what Node's own Unicode library says. */
function isLanguage(code: string): boolean {
  try {
    return Intl.getCanonicalLocales(code).length === 1;
  } catch {
    return false;
  }
}

function currencies(): SystemContent {
  const [swedish, english] = ['sv', 'en'].map((language) => new Intl.DisplayNames([language], { type: 'currency' }));
  const resource: CodeSystem = {
    resourceType: 'CodeSystem',
    url: 'urn:iso:std:iso:4217',
    name: 'ISO4217',
    status: 'active',
    content: 'complete',
    caseSensitive: true,
    concept: Intl.supportedValuesOf('currency').map((code) => ({
      code,
      display: english?.of(code) ?? code,
      designation: [{ language: 'sv', value: swedish?.of(code) ?? code }],
    })),
  };
  return new MemoryContent(new CodeSystemIndex(resource));
}

const made = new Map<string, SystemContent>();

const makers: ReadonlyMap<string, () => SystemContent> = new Map([
  [ucumSystem, () => new GrammarContent(ucumSystem, 'UCUM', isUcum)],
  ['urn:ietf:bcp:47', () => new GrammarContent('urn:ietf:bcp:47', 'BCP 47', isLanguage)],
  ['urn:ietf:bcp:13', () => new GrammarContent('urn:ietf:bcp:13', 'BCP 13', (code) => mediaType.test(code))],
  ['urn:iso:std:iso:4217', currencies],
]);

export function grammarContent(url: string): SystemContent | undefined {
  const known = made.get(url);
  if (known !== undefined) return known;
  const content = makers.get(url)?.();
  if (content !== undefined) made.set(url, content);
  return content;
}
