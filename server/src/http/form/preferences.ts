/** The Prefer header (RFC 7240) with FHIR's preferences: http://hl7.org/fhir/R4/http.html#ops, http://hl7.org/fhir/R4/search.html#errors */
export interface Preferences {
  /** What a write gives back; left out: the resource, and in a Bundle nothing. */
  return?: 'representation' | 'minimal' | 'OperationOutcome';
  /** Unknown search parameters are ignored, and named in the answer. */
  lenient: boolean;
}

const none: Preferences = { lenient: false };

export function readPreferences(header: string | undefined): Preferences {
  if (header === undefined) return none;
  const preferences: Preferences = { lenient: false };
  for (const part of header.split(/[,;]/)) {
    const [name, value] = part.trim().split('=');
    const wanted = value?.trim().replace(/^"(.*)"$/, '$1');
    if (
      name?.trim() === 'return' &&
      (wanted === 'representation' || wanted === 'minimal' || wanted === 'OperationOutcome')
    ) {
      preferences.return = wanted;
    }
    if (name?.trim() === 'handling') preferences.lenient = wanted === 'lenient';
  }
  return preferences;
}
