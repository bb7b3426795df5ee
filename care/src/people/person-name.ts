/**
 * A person's name as it is shown (http://hl7.org/fhir/R4/datatypes.html#HumanName). The name of address (tilltalsnamn) is the given
 * name qualified CL, as HL7 Sweden's base profiles have it.
 */
import type { HumanName } from '@medplum/fhirtypes';

const qualifierUrl = 'http://hl7.org/fhir/StructureDefinition/iso21090-EN-qualifier';

/** `Anna Maria Andersson`; the empty string when there is no name. */
export function fullName(names: readonly HumanName[] | undefined): string {
  const name = currentName(names);
  if (name === undefined) return '';
  const parts = [...(name.given ?? []), name.family].filter((part) => part !== undefined && part !== '');
  return parts.length > 0 ? parts.join(' ') : (name.text ?? '');
}

/** `Andersson, Anna Maria`: as lists are sorted. */
export function listName(names: readonly HumanName[] | undefined): string {
  const name = currentName(names);
  if (name?.family === undefined || name.given === undefined) return fullName(names);
  return `${name.family}, ${name.given.join(' ')}`;
}

/** The name one is called by: the one marked so, else the first. */
export function callName(names: readonly HumanName[] | undefined): string {
  const name = currentName(names);
  const marks = (name as { _given?: ({ extension?: { url: string; valueCode?: string }[] } | null)[] } | undefined)
    ?._given;
  const marked = marks?.findIndex((mark) =>
    mark?.extension?.some(({ url, valueCode }) => url === qualifierUrl && valueCode === 'CL'),
  );
  return name?.given?.[marked === undefined || marked < 0 ? 0 : marked] ?? fullName(names);
}

/** The official name, else the usual one, else the first that is not old. */
export function currentName(names: readonly HumanName[] | undefined): HumanName | undefined {
  const current = (names ?? []).filter(({ use }) => use !== 'old' && use !== 'maiden');
  return (
    current.find(({ use }) => use === 'official') ??
    current.find(({ use }) => use === 'usual') ??
    current[0] ??
    names?.[0]
  );
}
