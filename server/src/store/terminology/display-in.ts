/** What a concept is called in a language: http://hl7.org/fhir/R4/codesystem.html#designations */
import type { Designation } from '@vardkedjan/fhir/terminology/concept.ts';

interface Called {
  display?: string | undefined;
  designations: readonly Designation[];
}

/**
 * @param wanted a language tag, or several in the order of preference as Accept-Language has them
 * @param own the language of the display itself, when it is known
 */
export function displayIn({ display, designations }: Called, wanted?: string, own?: string): string | undefined {
  for (const tag of (wanted ?? '').split(',').map((part) => part.split(';')[0]?.trim().toLowerCase() ?? '')) {
    if (tag === '' || tag === '*') continue;
    if (own !== undefined && isIn(own, tag)) return display;
    const fitting = designations.filter(({ language }) => language !== undefined && isIn(language, tag));
    const best =
      fitting.find(({ use }) => use === undefined || preferred.has(use.code ?? '')) ??
      fitting.find(({ use }) => use?.code !== fullySpecifiedName) ??
      fitting[0];
    if (best !== undefined) return best.value;
  }
  return display;
}

/** SNOMED CT's names that are never shown when there are others. */
const fullySpecifiedName = '900000000000003001';

/** Uses that say it is the display (http://terminology.hl7.org/CodeSystem/designation-usage, …/hl7TermMaintInfra). */
const preferred: ReadonlySet<string> = new Set(['display', 'preferredForLanguage']);

/** `sv` asks for `sv-SE` too; `sv-SE` is content with `sv`. */
function isIn(language: string, tag: string): boolean {
  const its = language.toLowerCase();
  return its === tag || its.startsWith(`${tag}-`) || tag.startsWith(`${its}-`);
}
