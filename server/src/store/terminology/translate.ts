/** Codes by concept maps that are stored or R4's own: http://hl7.org/fhir/R4/conceptmap-operation-translate.html */
import type { Coding, ConceptMap } from '@medplum/fhirtypes';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { type Match, type Translation, translateBy } from '@vardkedjan/fhir/terminology/translate.ts';
import type { Sources } from './sources.ts';

export interface Translating extends Partial<Pick<Translation, 'reverse' | 'targetSystem' | 'dependencies'>> {
  /** The value set that the code was chosen from, and the one it is to be translated into. */
  source?: string | undefined;
  target?: string | undefined;
}

export interface Translated {
  result: boolean;
  message?: string;
  matches: Match[];
}

/** Equivalences that say there is nothing to translate into. */
const noMatch = new Set(['unmatched', 'disjoint']);

export async function translate(
  sources: Sources,
  map: ConceptMap | undefined,
  codings: readonly Coding[],
  how: Translating,
): Promise<Translated> {
  const maps = map === undefined ? await fitting(sources, how) : [map];
  if (maps.length === 0) throw new Failure('not-found', 'No concept map between these value sets is known here');
  const translation: Translation = {
    reverse: how.reverse ?? false,
    targetSystem: how.targetSystem,
    dependencies: how.dependencies ?? [],
    otherMap: (canonical) => sources.conceptMap(canonical),
  };
  const matches: Match[] = [];
  for (const each of maps)
    for (const coding of codings) matches.push(...(await translateBy(each, coding, translation)));
  const result = matches.some(({ equivalence }) => !noMatch.has(equivalence));
  return { result, ...(!result && { message: 'There is no translation of the code' }), matches };
}

async function fitting(sources: Sources, { source, target, reverse = false }: Translating): Promise<ConceptMap[]> {
  const [from, to] = reverse ? [target, source] : [source, target];
  return (await sources.conceptMaps()).filter((map) => {
    const its = { source: map.sourceCanonical ?? map.sourceUri, target: map.targetCanonical ?? map.targetUri };
    return (from === undefined || its.source === from) && (to === undefined || its.target === to);
  });
}
