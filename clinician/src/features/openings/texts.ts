import { defineTexts } from '@vardkedjan/ui/language.tsx';

export const texts = defineTexts({
  sv: {
    title: 'Nödöppningar att följa upp',
    patient: 'Patient',
    what: 'Vad och varför',
    by: 'Av',
    when: 'Öppnad',
    found: 'Vad kom du fram till?',
    foundHelp: 'Var öppningen befogad, och vad har gjorts? Det sparas med öppningen.',
    foundMissing: 'Skriv vad du kom fram till.',
    send: 'Uppföljd',
    cancel: 'Avbryt',
  },
  en: {
    title: 'Emergency openings to follow up',
    patient: 'Patient',
    what: 'What and why',
    by: 'By',
    when: 'Opened',
    found: 'What did you find?',
    foundHelp: 'Was the opening justified, and what has been done? It is kept with the opening.',
    foundMissing: 'Write what you found.',
    send: 'Followed up',
    cancel: 'Cancel',
  },
});
