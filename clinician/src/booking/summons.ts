/** The summons to a visit: what is put into its template, and the letter that is sent. */
import type { Organization } from '@medplum/fhirtypes';
import { filledIn, type LetterPlace } from '@vardkedjan/care/coordination/letters/letter-template.ts';
import { formatDate, formatTime, weekdayOf } from '@vardkedjan/ui/dates.ts';
import type { LetterTemplate } from '../letters/letter-templates.ts';
import type { FreeTime } from './free-times.ts';

export interface Summons {
  title: string;
  text: string;
  template: string;
}

/** In Swedish: it is a letter, whatever language the screen has. */
export function summonsOf(
  template: LetterTemplate,
  { slot, with: who }: FreeTime,
  patientName: string,
  unit: Organization | undefined,
): Summons {
  const [address] = unit?.address ?? [];
  const facts: Partial<Record<LetterPlace, string>> = {
    namn: patientName,
    tid: `${weekdayOf(formatDate(slot.start), 'sv')} ${formatDate(slot.start)} kl. ${formatTime(slot.start).replace(':', '.')}`,
    hos: who,
    ...(unit?.name !== undefined && { enhet: unit.name }),
    ...(address && {
      adress: [...(address.line ?? []), `${address.postalCode ?? ''} ${address.city ?? ''}`.trim()].join(', '),
    }),
    ...(unit?.telecom?.[0]?.value !== undefined && { telefon: unit.telecom[0].value }),
  };
  return { title: filledIn(template.title, facts), text: filledIn(template.text, facts), template: template.canonical };
}
