/**
 * The signature on a note: the standard extension questionnaireresponse-signature
 * (http://hl7.org/fhir/R4/extension-questionnaireresponse-signature.html) with one Signature, a JWS in `data`.
 */
import type { Extension, QuestionnaireResponse, Reference, Signature } from '@medplum/fhirtypes';

export const signatureUrl = 'http://hl7.org/fhir/StructureDefinition/questionnaireresponse-signature';

/** ASTM E1762 author's signature, as http://hl7.org/fhir/R4/valueset-signature-type.html has it. */
const authorsSignature = {
  system: 'urn:iso-astm:E1762-95:2013',
  code: '1.2.840.10065.1.12.1.1',
  display: "Author's Signature",
};

export interface Signing {
  /** FHIR instant. */
  at: string;
  who: Reference;
  /** Base64 of the JWS. */
  data: string;
}

/** The note with this signature in place of any earlier one; the items are the same objects. */
export function withSignature(note: QuestionnaireResponse, { at, who, data }: Signing): QuestionnaireResponse {
  const valueSignature = {
    type: [authorsSignature],
    when: at,
    who,
    targetFormat: 'application/json',
    sigFormat: 'application/jose',
    data,
  } as Signature;
  return { ...note, extension: [...withoutSignature(note), { url: signatureUrl, valueSignature }] };
}

export function signatureOf(note: QuestionnaireResponse): Signature | undefined {
  return note.extension?.find(({ url }) => url === signatureUrl)?.valueSignature;
}

export function withoutSignature(note: QuestionnaireResponse): Extension[] {
  return (note.extension ?? []).filter(({ url }) => url !== signatureUrl);
}
