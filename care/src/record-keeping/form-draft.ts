/**
 * What is typed in a form before it is sent, kept as a draft of the record it is about and of the one who types it: a DocumentReference
 * that is preliminary (http://hl7.org/fhir/R4/documentreference.html), which the patient is not shown. Sent or thrown away it is
 * superseded and holds nothing; what it held stays in its versions (PDL 2008:355, 3 kap. 14 §; docs/open-questions.md 210).
 */
import type { DocumentReference, Practitioner, Reference, Resource } from '@medplum/fhirtypes';

/** What the draft holds: the text of each field, by its name. */
export type FormTexts = Readonly<Record<string, string>>;

/** Which form of which assignment, about whom. */
export interface FormOf {
  patientId: string;
  /** The form's own name: `orders/referral`. */
  form: string;
  /** What it is opened for, such as the order that is changed. */
  args: Readonly<Record<string, string>>;
  /** FHIR id of the PractitionerRole: a draft stays with the unit that it was written at. */
  assignment: string;
}

export const formDraftSystem = 'https://vardkedjan.se/fhir/identifier/form-draft';

/** The same for the same form, so that it is found again from another machine. */
export function formDraftNumber({ patientId, form, args, assignment }: FormOf): string {
  const opened = Object.entries(args)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`);
  return [assignment, patientId, form, ...opened].map(encodeURIComponent).join('/');
}

export function formDraft(of: FormOf, texts: FormTexts, author: Reference<Practitioner>): DocumentReference {
  return {
    resourceType: 'DocumentReference',
    identifier: [{ system: formDraftSystem, value: formDraftNumber(of) }],
    status: Object.keys(texts).length > 0 ? 'current' : 'superseded',
    docStatus: 'preliminary',
    description: 'Utkast',
    subject: { reference: `Patient/${of.patientId}` },
    author: [author],
    content: [{ attachment: { contentType: 'application/json', title: 'Utkast', data: formDraftData(of, texts) } }],
  };
}

/** base64 of what is kept. */
export const formDraftData = ({ form, args }: FormOf, texts: FormTexts): string =>
  base64Of(JSON.stringify({ form, args, texts }));

export function isFormDraft(resource: Resource | undefined): resource is DocumentReference {
  return (
    resource?.resourceType === 'DocumentReference' &&
    (resource.identifier ?? []).some(({ system }) => system === formDraftSystem)
  );
}

export interface HeldForm extends Pick<FormOf, 'form' | 'args'> {
  texts: FormTexts;
}

/** undefined: what it holds cannot be read, and it is treated as holding nothing. */
export function heldForm(draft: DocumentReference): HeldForm | undefined {
  try {
    const held: unknown = JSON.parse(textOf(draft.content[0]?.attachment.data ?? ''));
    return isHeld(held) ? held : undefined;
  } catch {
    return undefined;
  }
}

/** As it is when it has been sent: it holds nothing. */
export function sentFormDraft(draft: DocumentReference): DocumentReference {
  const { form = '', args = {} } = heldForm(draft) ?? {};
  const data = base64Of(JSON.stringify({ form, args, texts: {} }));
  const content = draft.content.map(({ attachment, ...more }) => ({ ...more, attachment: { ...attachment, data } }));
  return { ...draft, status: 'superseded', content };
}

/** Why it may not be written so; undefined: it may. What is taken away is the law’s to say. Only its author changes it, and it never becomes anybody else’s or about anybody else. */
export function formDraftFault(
  before: Resource | undefined,
  after: Resource | undefined,
  practitioner: string,
): string | undefined {
  if (after === undefined || (!isFormDraft(before) && !isFormDraft(after))) return undefined;
  if (!isFormDraft(after)) return 'A draft of a form stays one.';
  if (before !== undefined && !isFormDraft(before)) return 'A document does not become a draft of a form.';
  if (after.docStatus !== 'preliminary') return 'A draft of a form is preliminary.';
  const isOwn = [before ?? after, after].every(
    ({ author }) => author?.length === 1 && author[0]?.reference === practitioner,
  );
  if (!isOwn) return 'A draft of a form is its author’s own.';
  if (before && before.subject?.reference !== after.subject?.reference) return 'A draft stays with its patient.';
  return undefined;
}

function isHeld(held: unknown): held is HeldForm {
  if (typeof held !== 'object' || held === null) return false;
  const { form, args, texts } = held as Record<string, unknown>;
  return typeof form === 'string' && isTexts(args) && isTexts(texts);
}

const isTexts = (value: unknown): value is FormTexts =>
  typeof value === 'object' && value !== null && Object.values(value).every((text) => typeof text === 'string');

function base64Of(text: string): string {
  let bytes = '';
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCodePoint(byte);
  return btoa(bytes);
}

const textOf = (data: string): string =>
  new TextDecoder().decode(Uint8Array.from(atob(data), (one) => one.codePointAt(0) ?? 0));
