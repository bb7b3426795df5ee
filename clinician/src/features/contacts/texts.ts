import { defineTexts } from '@vardkedjan/ui/language.tsx';

export const texts = defineTexts({
  sv: {
    title: 'Vårdkontakter',
    none: 'Inga vårdkontakter i journalen.',
    booked: 'bokad',
    ongoing: 'pågår',
    when: 'När',
    kind: 'Kontakt',
    reason: 'Orsak',
    unit: 'Enhet',
    staff: 'Hos',
    status: 'Status',
    statuses: { planned: 'Planerad', arrived: 'Har kommit', triaged: 'Bedömd', 'in-progress': 'Pågår', onleave: 'Permission', finished: 'Avslutad', cancelled: 'Inställd' } as Record<string, string>,
  },
  en: {
    title: 'Contacts',
    none: 'No contacts in the record.',
    booked: 'booked',
    ongoing: 'ongoing',
    when: 'When',
    kind: 'Contact',
    reason: 'Reason',
    unit: 'Unit',
    staff: 'With',
    status: 'Status',
    statuses: { planned: 'Planned', arrived: 'Arrived', triaged: 'Triaged', 'in-progress': 'Ongoing', onleave: 'On leave', finished: 'Ended', cancelled: 'Cancelled' } as Record<string, string>,
  },
});
