/**
 * What a note is called: its template's title, which stands in the note itself as the standard `display` extension on the canonical
 * (http://hl7.org/fhir/R4/extension-display.html), so that a reader needs no template to name it.
 */
import type { Extension, QuestionnaireResponse } from '@medplum/fhirtypes';

const displayUrl = 'http://hl7.org/fhir/StructureDefinition/display';

type Titled = QuestionnaireResponse & { _questionnaire?: { extension?: Extension[] } };

export function noteTitle(note: QuestionnaireResponse): string | undefined {
  return (note as Titled)._questionnaire?.extension?.find((extension) => extension.url === displayUrl)?.valueString;
}

export function withTitle(note: QuestionnaireResponse, title: string | undefined): QuestionnaireResponse {
  if (!title) return note;
  const titled: Titled = { ...note, _questionnaire: { extension: [{ url: displayUrl, valueString: title }] } };
  return titled;
}
