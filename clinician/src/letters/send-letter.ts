/** Sends a letter to the patient; what is sent is archived by the server, byte for byte. */
import type { DocumentReference, Parameters, Reference } from '@medplum/fhirtypes';
import type { LetterChannel, LetterKind } from '@vardkedjan/care/coordination/letters/letter.ts';
import { operate, type PatientOnScreen } from '@vardkedjan/ui/fhir-client.ts';

export interface LetterToSend {
  patientId: string;
  kind: LetterKind;
  title: string;
  text: string;
  channel?: LetterChannel;
  template?: string | undefined;
  about?: Reference | undefined;
  /** Where it goes by post, when not to the address of the record. */
  address?: string | undefined;
  /** The id of the letter that did not reach the patient. */
  insteadOf?: string | undefined;
}

export async function sendLetter(
  { patientId, kind, title, text, ...more }: LetterToSend,
  screen: PatientOnScreen,
): Promise<DocumentReference> {
  const body: Parameters = {
    resourceType: 'Parameters',
    parameter: [
      { name: 'kind', valueCode: kind },
      { name: 'title', valueString: title },
      { name: 'text', valueString: text },
      ...(more.channel === undefined ? [] : [{ name: 'channel', valueCode: more.channel }]),
      ...(more.template === undefined ? [] : [{ name: 'template', valueCanonical: more.template }]),
      ...(more.address === undefined ? [] : [{ name: 'address', valueString: more.address }]),
      ...(more.insteadOf === undefined
        ? []
        : [{ name: 'instead-of', valueReference: { reference: `DocumentReference/${more.insteadOf}` } }]),
      ...(more.about === undefined ? [] : [{ name: 'about', valueReference: more.about }]),
    ],
  };
  const path = `Patient/${encodeURIComponent(patientId)}/$send-letter`;
  return (await operate<DocumentReference>(path, { body, patient: screen })).resource;
}
