/**
 * Words as somebody asks for them, for `websearch_to_tsquery`. NUL, which no text in the database can have, is a blank. Dashes
 * in a row are a dash in a sentence and no negation: each would be a "not" of its own, and PostgreSQL fails at the 33rd.
 */
export function askedWords(text: string): string {
  return text.replaceAll('\0', ' ').replace(/(?:-\s*){2,}/g, ' ');
}
