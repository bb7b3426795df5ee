/** What is asked of the server about who somebody is: a reserve number, and who its bearer turned out to be. */
import type { Parameters, Patient } from '@medplum/fhirtypes';
import type { KnownSex } from '@vardkedjan/care/people/unknown-person.ts';
import { operate, updateResource } from '@vardkedjan/ui/fhir-client.ts';

type Known = Patient & { id: string };

/** The new person's id. */
export async function registerUnknown(sex: KnownSex): Promise<string> {
  const body: Parameters = { resourceType: 'Parameters', parameter: [{ name: 'sex', valueCode: sex }] };
  const { resource } = await operate<Patient>('Patient/$register-unknown', { body, patient: undefined });
  if (!resource.id) throw new Error('A patient without an id');
  return resource.id;
}

/** `birthYear` undefined: it cannot be judged. */
export function saveJudged(patient: Known, sex: KnownSex, birthYear: number | undefined): Promise<unknown> {
  const { birthDate: _, ...rest } = patient;
  const judged: Known = { ...rest, gender: sex, ...(birthYear !== undefined && { birthDate: String(birthYear) }) };
  return updateResource(judged, `W/"${patient.meta?.versionId ?? ''}"`, patient.id);
}

/** Both are on the screen, beside each other: whose reserve number it is, and who it is. */
export function sayWho(code: 'link' | 'unlink', unknown: string, known: string): Promise<unknown> {
  const body: Parameters = {
    resourceType: 'Parameters',
    parameter: [{ name: 'known', valueReference: { reference: `Patient/${known}` } }],
  };
  return operate(`Patient/${encodeURIComponent(unknown)}/$${code}`, { body, patient: `${unknown},${known}` });
}
