import { defineTexts } from '@vardkedjan/ui/language.tsx';

export const orderTexts = defineTexts({
  sv: {
    late: 'Ingen har kvitterat i tid',
    overdue: 'Har legat för länge',
    states: {
      drafted: 'Utkast',
      signed: 'Signerad, ej skickad',
      sent: 'Skickad',
      received: 'Mottagen',
      sampled: 'Provtagen',
      accepted: 'Accepterad',
      booked: 'Bokad',
      done: 'Klar',
      returned: 'Returnerad',
      forwarded: 'Vidarebefordrad',
      cancelled: 'Makulerad',
      corrected: 'Ersatt',
    },
  },
  en: {
    late: 'No receipt in time',
    overdue: 'Has lain too long',
    states: {
      drafted: 'Draft',
      signed: 'Signed, not sent',
      sent: 'Sent',
      received: 'Received',
      sampled: 'Sampled',
      accepted: 'Accepted',
      booked: 'Booked',
      done: 'Done',
      returned: 'Returned',
      forwarded: 'Forwarded',
      cancelled: 'Withdrawn',
      corrected: 'Replaced',
    },
  },
});
