import { defineTexts } from '@vardkedjan/ui/language.tsx';

export const texts = defineTexts({
  sv: {
    kinds: {
      'return-visit': 'Återbesök',
      assessment: 'Medicinsk bedömning',
      treatment: 'Planerad behandling',
      'first-visit': 'Nybesök på remiss',
    },
    wished: (from: string, until: string) => `Önskas ${from} – ${until}`,
    times: 'Tid',
    waits: 'Väntar på listan, ingen tid nu',
    noTimes: 'Det finns inga lediga tider omkring de önskade dagarna.',
    summons: 'Kallelsen som skickas',
    noTemplate: 'Enheten har ingen mall för kallelse. Tiden bokas utan att någon kallelse skickas.',
    isBooked: (when: string, isSent: boolean) =>
      `Bokad ${when}.${isSent ? ' Kallelsen är skickad.' : ' Kallelsen är inte skickad.'}`,
    isBookedAlone: (when: string) => `Bokad ${when}.`,
    bookedNotSummoned: (when: string, why: string) =>
      `Tiden ${when} är bokad, men kallelsen är inte skickad: ${why} Försök igen; tiden bokas inte en gång till.`,
    taken: 'Tiden är tagen. Lediga tider är hämtade på nytt; välj en annan.',
  },
  en: {
    kinds: {
      'return-visit': 'Return visit',
      assessment: 'Medical assessment',
      treatment: 'Planned treatment',
      'first-visit': 'First visit by referral',
    },
    wished: (from: string, until: string) => `Wished for ${from} – ${until}`,
    times: 'Time',
    waits: 'Waits on the list, no time now',
    noTimes: 'There are no free times around the days that are wished for.',
    summons: 'The summons that is sent',
    noTemplate: 'The unit has no template for a summons. The time is booked and no summons is sent.',
    isBooked: (when: string, isSent: boolean) =>
      `Booked ${when}.${isSent ? ' The summons is sent.' : ' The summons is not sent.'}`,
    isBookedAlone: (when: string) => `Booked ${when}.`,
    bookedNotSummoned: (when: string, why: string) =>
      `The time ${when} is booked, but the summons is not sent: ${why} Try again; the time is not booked once more.`,
    taken: 'The time is taken. Free times are fetched anew; choose another.',
  },
});
