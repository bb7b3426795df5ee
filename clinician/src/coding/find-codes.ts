/** Codes by the words that clinicians use: as they are typed, and without Swedish inflection when that finds little. */
import type { ValueSet } from '@medplum/fhirtypes';
import { type CodedLine, valueSetOf } from '@vardkedjan/care/record-keeping/coding/coded-lines.ts';
import { typedWords } from '@vardkedjan/fhir/terminology/search-words.ts';
import { operate } from '@vardkedjan/ui/fhir-client.ts';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import type { Code } from './ranked-codes.ts';
import { swedishStem } from './swedish-stem.ts';

const most = 40;
const few = 5;

/** undefined: the code system is not here. */
export async function findCodes(line: CodedLine, typed: string, signal?: AbortSignal): Promise<Code[] | undefined> {
  try {
    const found = await expanded(line, typed, signal);
    const stems = typedWords(typed).map(swedishStem).join(' ');
    if (found.length >= few || stems === typedWords(typed).join(' ')) return found;
    return [...found, ...(await expanded(line, stems, signal))];
  } catch (failure) {
    if (failure instanceof FhirFailure && (failure.kind === 'not-found' || failure.kind === 'invalid'))
      return undefined;
    throw failure;
  }
}

async function expanded(line: CodedLine, filter: string, signal?: AbortSignal): Promise<Code[]> {
  const { resource } = await operate<ValueSet>('ValueSet/$expand', {
    query: { url: valueSetOf(line), filter, count: most, activeOnly: 'true', excludeNotForUI: 'true' },
    ...(signal ? { signal } : {}),
  });
  return (resource.expansion?.contains ?? []).flatMap(({ code, display, abstract }) =>
    code && !abstract ? [{ code, display: display ?? code }] : [],
  );
}
