/**
 * Separators in search values: `,` `|` and `$` separate unless a backslash stands before them
 * (https://hl7.org/fhir/R4/search.html#escaping).
 */
export type Separator = ',' | '|' | '$';

/** The parts between separators, still escaped. */
export function splitAt(value: string, separator: Separator): string[] {
  if (!value.includes(separator)) return [value];
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < value.length; at++) {
    if (value[at] === '\\') at++;
    else if (value[at] === separator) {
      parts.push(value.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(value.slice(start));
  return parts;
}

/** Whether each backslash stands before what it may: `xx\\xx` is illegal (https://hl7.org/fhir/R4/search.html#escaping). */
export function isEscaped(value: string): boolean {
  return !value.includes('\\') || !value.replace(/\\[\\,|$]/g, '').includes('\\');
}

export function unescape(value: string): string {
  return value.includes('\\') ? value.replace(/\\([,|$\\])/g, '$1') : value;
}
