/** Books a time for who waits, and gives it up again. */
import type { Appointment } from '@medplum/fhirtypes';
import { operate, perform } from '@vardkedjan/ui/fhir-client.ts';
import { sendLetter } from '../letters/send-letter.ts';
import type { Summons } from './summons.ts';

export interface ToBook {
  patientId: string;
  requestId: string;
  slotId: string;
}

export async function bookTime({ patientId, requestId, slotId }: ToBook): Promise<Appointment> {
  const { resource } = await operate<Appointment>(`ServiceRequest/${encodeURIComponent(requestId)}/$book`, {
    patient: patientId,
    body: {
      resourceType: 'Parameters',
      parameter: [{ name: 'slot', valueReference: { reference: `Slot/${slotId}` } }],
    },
  });
  return resource;
}

/** When the time has been booked: a summons to a time that somebody else has taken is sent to nobody. */
export async function summon(patientId: string, appointmentId: string, summons: Summons): Promise<void> {
  const about = { reference: `Appointment/${appointmentId}` };
  await sendLetter({ patientId, kind: 'summons', ...summons, about }, patientId);
}

export async function giveUp(appointmentId: string, patientId: string): Promise<void> {
  await perform<Appointment>(`Appointment/${encodeURIComponent(appointmentId)}/$give-up`, undefined, patientId);
}
