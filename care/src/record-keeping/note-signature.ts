/**
 * The signatures on a note: the standard extension questionnaireresponse-signature
 * (http://hl7.org/fhir/R4/extension-questionnaireresponse-signature.html) with one Signature each, a JWS in `data`: the author's, and that of
 * a colleague who has countersigned what the author signed. Their types are ASTM E1762's, by http://hl7.org/fhir/R4/valueset-signature-type.html.
 */
import type { Coding, Extension, QuestionnaireResponse, Reference, Signature } from '@medplum/fhirtypes';

/** In the author's signature: `https://vardkedjan.se/fhir/StructureDefinition/seen-hash`. */
export const seenHashUrl = 'https://vardkedjan.se/fhir/StructureDefinition/seen-hash';

export const signatureUrl = 'http://hl7.org/fhir/StructureDefinition/questionnaireresponse-signature';

const astm = 'urn:iso-astm:E1762-95:2013';
const authors = { system: astm, code: '1.2.840.10065.1.12.1.1', display: "Author's Signature" };
const verifying = { system: astm, code: '1.2.840.10065.1.12.1.5', display: 'Verification Signature' };

export interface Signing {
  /** FHIR instant. */
  at: string;
  who: Reference;
  /** Base64 of the JWS. */
  data: string;
  /** What the author had on the screen, as seen-hash.ts makes it. */
  seen?: string;
}

/** The note with this signature in place of all earlier ones; the items are the same objects. */
export function withSignature(note: QuestionnaireResponse, signing: Signing): QuestionnaireResponse {
  return { ...note, extension: [...withoutSignature(note), signature(signing, authors)] };
}

/** The note with a colleague's signature beside the author's. */
export function withCounterSignature(note: QuestionnaireResponse, signing: Signing): QuestionnaireResponse {
  return { ...note, extension: [...(note.extension ?? []), signature(signing, verifying)] };
}

export function signatureOf(note: QuestionnaireResponse): Signature | undefined {
  return note.extension?.find((each) => each.url === signatureUrl && !isCounterSignature(each))?.valueSignature;
}

/** The hash that the author sent with the note; undefined: one that was signed without. */
export function seenHashOf(note: QuestionnaireResponse): string | undefined {
  return signatureOf(note)?.extension?.find(({ url }) => url === seenHashUrl)?.valueBase64Binary;
}

export function counterSignatureOf(note: QuestionnaireResponse): Signature | undefined {
  return note.extension?.find(isCounterSignature)?.valueSignature;
}

export function withoutSignature(note: QuestionnaireResponse): Extension[] {
  return (note.extension ?? []).filter(({ url }) => url !== signatureUrl);
}

export function isCounterSignature({ url, valueSignature }: Extension): boolean {
  return url === signatureUrl && valueSignature?.type?.some(({ code }) => code === verifying.code) === true;
}

/** A server's seal as a Signature. */
export function sealed({ at, who, data, seen }: Signing, type: Coding): Signature {
  return {
    ...(seen !== undefined && { extension: [{ url: seenHashUrl, valueBase64Binary: seen }] }),
    type: [type],
    when: at,
    who,
    targetFormat: 'application/json',
    sigFormat: 'application/jose',
    data,
  } as Signature;
}

export const authorsSignature: Coding = authors;

const signature = (signing: Signing, type: Coding): Extension => ({
  url: signatureUrl,
  valueSignature: sealed(signing, type),
});
