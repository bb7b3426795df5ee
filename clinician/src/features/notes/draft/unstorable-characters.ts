/**
 * Characters that FHIR's string cannot hold (http://hl7.org/fhir/R4/datatypes.html#string: no control characters but tab, line
 * feed and carriage return) or that are no text at all (half of a surrogate pair). They come with pasted text. They are shown
 * with their place and removed only by the one who writes: text is never changed silently.
 */
export interface UnstorableCharacter {
  /** Index in the text. */
  at: number;
  /** First line is 1. */
  line: number;
  /** `U+000C` */
  name: string;
}

const unstorable =
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

export function unstorableCharacters(text: string): UnstorableCharacter[] {
  return [...text.matchAll(unstorable)].map((match) => ({
    at: match.index,
    line: text.slice(0, match.index).split('\n').length,
    name: `U+${match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  }));
}

export function withoutUnstorable(text: string): string {
  return text.replace(unstorable, '');
}
