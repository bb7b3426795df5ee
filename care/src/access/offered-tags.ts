/** What the answer that a record is opened with says of what may be done in it, as tags (offered.ts makes them, on the server). */

/** Its codes are acts that are offered. */
export const offeredTag = 'https://vardkedjan.se/fhir/CodeSystem/offered-act';

/** Its code `part`: the law lets the caller see a part of the record, and not be told whether there is more. */
export const shownTag = 'https://vardkedjan.se/fhir/CodeSystem/record-shown';
