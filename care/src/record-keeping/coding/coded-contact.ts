/**
 * A contact that is coded beside its note, as a medical secretary does when the note is signed: what is coded is new, is recorded by whoever
 * codes and asserted by the note's author, and stands on the contact, in one transaction. Pure.
 */
import type { Bundle, BundleEntry, Encounter, QuestionnaireResponseItemAnswer, Reference } from '@medplum/fhirtypes';
import type { CodedLine } from './coded-lines.ts';
import { type Coded, codedBy } from './codes-of-note.ts';
import { contactDiagnoses } from './corrected-codes.ts';

export interface ContactCoding {
  contact: Encounter & { id: string };
  entries: Readonly<Record<CodedLine, readonly QuestionnaireResponseItemAnswer[]>>;
  /** FHIR dateTime. */
  at: string;
  by: Reference;
  /** Who signed the contact's note. */
  author: Reference | undefined;
  newUuid: () => string;
}

/** The contact is written on the version that was seen: coded by two at once, the second is refused. */
export function codedContact({ contact, entries, at, by, author, newUuid }: ContactCoding): Bundle {
  const about = {
    subject: contact.subject as NonNullable<Encounter['subject']>,
    encounter: { reference: `Encounter/${contact.id}` },
    ...(author ? { author: author as Reference<never> } : {}),
  };
  const recording = { at, by, performed: contact.period?.start };
  const of = (line: CodedLine): (BundleEntry & { resource: Coded })[] =>
    entries[line].flatMap((answer) => {
      const resource = codedBy(line, answer, about, recording);
      if (resource === undefined) return [];
      const request = { method: 'POST' as const, url: resource.resourceType };
      return [{ fullUrl: `urn:uuid:${newUuid()}`, resource, request }];
    });
  const diagnoses = of('diagnoses');
  const named = diagnoses.map(({ fullUrl, resource }) => ({
    reference: fullUrl ?? '',
    display: [resource.code?.coding?.[0]?.code, resource.code?.text].filter(Boolean).join(' '),
  }));
  const coded: Encounter = { ...contact, diagnosis: contactDiagnoses(contact, [], named) };
  const request = {
    method: 'PUT' as const,
    url: `Encounter/${contact.id}`,
    ifMatch: `W/"${contact.meta?.versionId ?? ''}"`,
  };
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [...diagnoses, ...of('procedures'), { resource: coded, request }],
  };
}
