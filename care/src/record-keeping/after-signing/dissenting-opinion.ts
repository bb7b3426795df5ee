/**
 * The patient's dissenting opinion. PDL (2008:355) 3 kap. 8 §: when the patient holds that something in the record is wrong or misleading, that is
 * noted in it. It stands on the note that it is about, in the patient's words, with who noted it and when; the note itself is not touched.
 */
import type { Extension, QuestionnaireResponse, Reference, Signature } from '@medplum/fhirtypes';
import { isDraft } from '../note-state.ts';
import { canonicalJson } from '../note-items.ts';
import { authorsSignature, sealed } from '../note-signature.ts';

export const dissentUrl = 'https://vardkedjan.se/fhir/StructureDefinition/dissenting-opinion';

const form = 'vardkedjan-dissent-1';

export interface DissentingOpinion {
  /** As the patient put it, byte for byte. */
  opinion: string;
  /** FHIR instant. */
  at: string;
  /** Who noted it. */
  by: Reference;
}

export interface SealedOpinion extends DissentingOpinion {
  seal: Signature | undefined;
}

export type DissentFault = 'a-draft' | 'no-opinion';

export function dissentFault(note: QuestionnaireResponse, opinion: string): DissentFault | undefined {
  if (isDraft(note)) return 'a-draft';
  return opinion.trim() === '' ? 'no-opinion' : undefined;
}

/** What the seal on it covers: the note that it is about, and every letter of it. */
export function dissentContent(note: QuestionnaireResponse, { opinion, at, by }: DissentingOpinion): string {
  return canonicalJson([form, note.subject?.reference ?? null, note.id ?? null, opinion, at, by.reference ?? null]);
}

/** `data`: base64 of the JWS over dissentContent; what comes from another system has none. */
export function withDissent(
  note: QuestionnaireResponse,
  said: DissentingOpinion,
  data?: string,
): QuestionnaireResponse {
  const { opinion, at, by } = said;
  const extension: Extension[] = [
    { url: 'opinion', valueString: opinion },
    { url: 'at', valueDateTime: at },
    { url: 'by', valueReference: by },
    ...(data === undefined ? [] : [{ url: 'seal', valueSignature: sealed({ at, who: by, data }, authorsSignature) }]),
  ];
  return { ...note, extension: [...(note.extension ?? []), { url: dissentUrl, extension }] };
}

/** The first first. */
export function dissentsOf(note: QuestionnaireResponse): SealedOpinion[] {
  return (note.extension ?? [])
    .filter(({ url }) => url === dissentUrl)
    .map(({ extension = [] }) => ({
      opinion: extension.find(({ url }) => url === 'opinion')?.valueString ?? '',
      at: extension.find(({ url }) => url === 'at')?.valueDateTime ?? '',
      by: extension.find(({ url }) => url === 'by')?.valueReference ?? {},
      seal: extension.find(({ url }) => url === 'seal')?.valueSignature,
    }));
}
