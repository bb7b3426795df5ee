/**
 * What a patient is told, unasked, of an opening without consent: a Communication to them (2022:913, 3 kap. 6 §, PDL 2008:355, 4 kap. 5 §;
 * docs/open-questions.md). `received` is when they said that they had read it.
 */
import type { CodeableConcept, Communication } from '@medplum/fhirtypes';

/** `emergency-opened`: other care providers' entries, in danger; `block-lifted`: what the patient has blocked. */
export type OpeningNotice = 'emergency-opened' | 'block-lifted';

const system = 'https://vardkedjan.se/fhir/CodeSystem/opening-notice';

const displays: Record<OpeningNotice, string> = {
  'emergency-opened': 'Nödöppning',
  'block-lifted': 'Spärr hävd utan samtycke',
};

export const openingNotices = Object.keys(displays) as OpeningNotice[];

export function categoryOf(kind: OpeningNotice): CodeableConcept {
  return { coding: [{ system, code: kind, display: displays[kind] }], text: displays[kind] };
}

/** undefined: it is another message. */
export function openingNoticeOf({ category = [] }: Communication): OpeningNotice | undefined {
  const codes = category.flatMap(({ coding = [] }) =>
    coding.flatMap((one) => (one.system === system ? [one.code] : [])),
  );
  return openingNotices.find((kind) => codes.includes(kind));
}

/** It is read once: when that was does not move. */
export function noticeIsRead(notice: Communication, now: Date): Communication {
  return notice.received === undefined ? { ...notice, received: now.toISOString() } : notice;
}
