/**
 * Quick texts: what somebody, or a unit, writes so often that a short word stands for it. `;bra` and Tab become the text, which is opaque: it comes
 * out as it was kept, byte for byte. They are kept as a Basic (http://hl7.org/fhir/R4/basic.html) about whose they are. No patient's data belong in them.
 */
import type { Basic, Reference, Resource } from '@medplum/fhirtypes';

export interface QuickText {
  /** Without the sign that begins it in a text. */
  word: string;
  text: string;
}

export type QuickTextFault = 'bad-word' | 'no-text' | 'twice' | 'too-many';

const code = {
  system: 'https://vardkedjan.se/fhir/CodeSystem/basic-kind',
  code: 'quick-texts',
  display: 'Snabbtexter',
};
const extensionUrl = 'https://vardkedjan.se/fhir/StructureDefinition/quick-text';
const wordForm = /^[\p{Ll}\p{N}]{1,20}$/u;
/** So that looking one up stays instant, and a list stays one that somebody knows. */
const most = 200;

export const isQuickTextWord = (word: string): boolean => wordForm.test(word);

export function quickTextFault(texts: readonly QuickText[]): { fault: QuickTextFault; word: string } | undefined {
  if (texts.length > most) return { fault: 'too-many', word: '' };
  const seen = new Set<string>();
  for (const { word, text } of texts) {
    if (!isQuickTextWord(word)) return { fault: 'bad-word', word };
    if (text.trim() === '') return { fault: 'no-text', word };
    if (seen.has(word)) return { fault: 'twice', word };
    seen.add(word);
  }
  return undefined;
}

/** `whose`: a Practitioner, or the Organization that a unit is. */
export function quickTextsResource(whose: Reference, texts: readonly QuickText[]): Basic {
  return {
    resourceType: 'Basic',
    code: { coding: [code] },
    subject: whose,
    ...(texts.length > 0 && {
      extension: texts.map(({ word, text }) => ({
        url: extensionUrl,
        extension: [
          { url: 'word', valueCode: word },
          { url: 'text', valueString: text },
        ],
      })),
    }),
  };
}

export function quickTextsOf(resource: Resource): QuickText[] {
  if (resource.resourceType !== 'Basic') return [];
  return (resource.extension ?? [])
    .filter(({ url }) => url === extensionUrl)
    .map(({ extension = [] }) => ({
      word: extension.find(({ url }) => url === 'word')?.valueCode ?? '',
      text: extension.find(({ url }) => url === 'text')?.valueString ?? '',
    }));
}

const begun = /(?:^|\s)(;([\p{Ll}\p{N}]{0,20}))$/u;

/** What stands right before the caret and may become a quick text: from where, and the word so far. */
export function wordBefore(text: string, caret: number): { from: number; word: string } | undefined {
  const found = begun.exec(text.slice(0, caret));
  return found?.[1] === undefined ? undefined : { from: caret - found[1].length, word: found[2] ?? '' };
}

/** One's own go before the unit's of the same word. */
export function quickTextFor(
  word: string,
  own: readonly QuickText[],
  units: readonly QuickText[],
): QuickText | undefined {
  return own.find((one) => one.word === word) ?? units.find((one) => one.word === word);
}
