/** All codes of a value set, for a search: http://hl7.org/fhir/R4/search.html#modifiers (`:in`, `:not-in`). */
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Part } from '@vardkedjan/fhir/terminology/compose.ts';
import { listed } from '@vardkedjan/fhir/terminology/members.ts';
import type { Sources } from './sources.ts';

export function codesOfParts(
  sources: Sources,
  parts: readonly Part[],
  most: number,
): Promise<{ system: string; codes: string[] }[]> {
  return Promise.all(
    parts.map(async ({ system, version, members, activeOnly, date }) => {
      const content = await sources.content(system, version, date);
      // What a value set lists is looked for whether or not its system is here: what is recorded may be older than the system.
      const codes = listed(members) ?? (await content?.codes(members, { most, activeOnly }));
      if (codes === undefined)
        throw new Failure('not-supported', 'The value set is made from a code system whose codes are not here', {
          status: 422,
        });
      return { system, codes: [...codes] };
    }),
  );
}

export function tooManyCodes(most: number): Failure {
  return new Failure('too-costly', `The set has more than ${most} codes`);
}
