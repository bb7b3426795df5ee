import { defineTexts } from '@vardkedjan/ui/language.tsx';

export const texts = defineTexts({
  sv: {
    dissent: 'Avvikande mening',
    heading: 'Patientens avvikande mening',
    notedBy: (who: string, when: string) => `Antecknat ${when} av ${who}`,
    differs: 'Texten stämmer inte med det som antecknades. Anmäl det till journalansvarig.',
    note: 'Anteckna avvikande mening',
    more: 'När patienten anser att något i anteckningen är oriktigt eller missvisande ska det antecknas (patientdatalagen 3 kap. 8 §). Anteckningen står kvar som den är, och patienten läser det här i sin journal.',
    opinion: 'Vad anser patienten?',
    opinionHelp: 'Med patientens egna ord. Det går inte att ändra i efterhand.',
    opinionMissing: 'Skriv vad patienten anser.',
    changedMeanwhile: 'Anteckningen ändrades nyss. Läs igenom den och försök igen.',
    save: 'Anteckna',
    cancel: 'Avbryt',
  },
  en: {
    dissent: 'Dissenting opinion',
    heading: 'The patient’s dissenting opinion',
    notedBy: (who: string, when: string) => `Noted ${when} by ${who}`,
    differs: 'The text does not match what was noted. Report it to whoever is responsible for the record.',
    note: 'Note a dissenting opinion',
    more: 'When the patient holds that something in the note is wrong or misleading, it is noted (Patientdatalagen 3 kap. 8 §). The note stands as it is, and the patient reads this in the record.',
    opinion: 'What does the patient hold?',
    opinionHelp: 'In the patient’s own words. It cannot be changed afterwards.',
    opinionMissing: 'Say what the patient holds.',
    changedMeanwhile: 'The note changed just now. Read it through and try again.',
    save: 'Note it',
    cancel: 'Cancel',
  },
});
