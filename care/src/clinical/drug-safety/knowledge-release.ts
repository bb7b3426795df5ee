/**
 * A release of a region's drug knowledge as it is stored: a Library whose content is its facts (http://hl7.org/fhir/R4/library.html).
 * The next release is the next version of the same resource, so that what an alert rested on is in its history.
 */
import type { Library } from '@medplum/fhirtypes';
import {
  type DrugFact,
  type DrugKnowledge,
  factKinds,
  type FactKind,
  type KnowledgeRelease,
} from './drug-knowledge.ts';
import { shippedKnowledge } from './shipped-knowledge.ts';

export const libraryTypeSystem = 'https://vardkedjan.se/fhir/CodeSystem/library-type';
export const drugKnowledgeType = 'drug-knowledge';

export interface ReleasedKnowledge {
  release: KnowledgeRelease;
  publisher?: string;
  /** Under which terms it is used. */
  licence?: string;
  /** Kinds of which the shipped facts do not count beside it. */
  insteadOfShipped: readonly FactKind[];
  facts: DrugKnowledge;
}

interface Content {
  insteadOfShipped: readonly FactKind[];
  facts: DrugKnowledge;
}

export function isDrugKnowledge({ type }: Library): boolean {
  return type?.coding?.some(({ system, code }) => system === libraryTypeSystem && code === drugKnowledgeType) ?? false;
}

export function libraryOf({ release, publisher, licence, insteadOfShipped, facts }: ReleasedKnowledge): Library {
  const { url, name, version, validFrom, validUntil } = release;
  const content: Content = { insteadOfShipped, facts };
  return {
    resourceType: 'Library',
    url,
    version,
    title: name,
    status: 'active',
    type: {
      coding: [
        { system: 'http://terminology.hl7.org/CodeSystem/library-type', code: 'asset-collection' },
        { system: libraryTypeSystem, code: drugKnowledgeType },
      ],
    },
    ...(publisher !== undefined && { publisher }),
    ...(licence !== undefined && { copyright: licence }),
    ...((validFrom ?? validUntil) && {
      effectivePeriod: { ...(validFrom && { start: validFrom }), ...(validUntil && { end: validUntil }) },
    }),
    content: [{ contentType: 'application/json', data: base64Of(JSON.stringify(content)) }],
  };
}

/** undefined: it is another kind of Library, or no longer in use. */
export function knowledgeIn(library: Library): Omit<ReleasedKnowledge, 'publisher' | 'licence'> | undefined {
  const data = library.content?.[0]?.data;
  if (!isDrugKnowledge(library) || library.status !== 'active' || data === undefined) return undefined;
  const { start, end } = library.effectivePeriod ?? {};
  const release: KnowledgeRelease = {
    url: library.url ?? '',
    name: library.title ?? '',
    version: library.version ?? '',
    ...(start !== undefined && { validFrom: start }),
    ...(end !== undefined && { validUntil: end }),
  };
  return { release, ...(JSON.parse(textOf(data)) as Content) };
}

/**
 * All that counts on a day: the loaded facts before the shipped ones, so that of two that say the same the licensed one is told. A release
 * that has run out still counts, and its alerts say so: silence would be read as safety.
 */
export function knowledgeOn(day: string, libraries: readonly Library[]): DrugKnowledge {
  const released = libraries.flatMap((library) => knowledgeIn(library) ?? []);
  const instead = new Set(released.flatMap(({ insteadOfShipped }) => insteadOfShipped));
  const all = released.map(({ release, facts }) => ({ facts, release }));
  const factsOf = <Kind extends FactKind>(kind: Kind): DrugKnowledge[Kind] =>
    [
      ...all.flatMap(({ release, facts }) =>
        facts[kind].filter((fact) => countsOn(day, fact)).map((fact) => told(fact, release, day)),
      ),
      ...(instead.has(kind) ? [] : shippedKnowledge[kind]),
    ] as unknown as DrugKnowledge[Kind];
  const substances = [...all.map(({ facts }) => facts), shippedKnowledge];
  return {
    sameSubstance: together(substances.flatMap(({ sameSubstance }) => sameSubstance)),
    contains: Object.assign(
      {},
      ...substances.toReversed().map(({ contains }) => contains),
    ) as DrugKnowledge['contains'],
    classWords: substances.flatMap(({ classWords }) => classWords),
    ...(Object.fromEntries(factKinds.map((kind) => [kind, factsOf(kind)])) as unknown as Pick<DrugKnowledge, FactKind>),
  };
}

function countsOn(day: string, { validFrom, validUntil }: DrugFact): boolean {
  return (validFrom === undefined || validFrom <= day) && (validUntil === undefined || day <= validUntil);
}

function told<Fact extends DrugFact>(fact: Fact, release: KnowledgeRelease, day: string): Fact {
  const { grade, why } = fact;
  const { version, validUntil } = release;
  const isOld = validUntil !== undefined && validUntil < day;
  const sv = `${why.sv}${grade === undefined ? '' : ` (${grade})`}${isOld ? ` Utgåva ${version} gällde till och med ${validUntil}.` : ''}`;
  const en = `${why.en}${grade === undefined ? '' : ` (${grade})`}${isOld ? ` Release ${version} was valid until ${validUntil}.` : ''}`;
  return { ...fact, why: { sv, en }, release };
}

/** Lists of codes that have one in common are of the same substance. */
function together(lists: readonly (readonly string[])[]): string[][] {
  const found: Set<string>[] = [];
  for (const list of lists) {
    const same = found.filter((each) => list.some((code) => each.has(code)));
    for (const each of same) found.splice(found.indexOf(each), 1);
    found.push(new Set([...list, ...same.flatMap((each) => [...each])]));
  }
  return found.map((each) => [...each]);
}

function base64Of(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return btoa(parts.join(''));
}

function textOf(base64: string): string {
  return new TextDecoder().decode(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)));
}
