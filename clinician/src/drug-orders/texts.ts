import { defineTexts } from '@vardkedjan/ui/language.tsx';

export const orderingTexts = defineTexts({
  sv: {
    changedMeanwhile: 'Någon annan ändrade ordinationen nyss. Läs listan igen och försök på nytt.',
    offline: 'Servern nås inte. Inget är ordinerat.',
    alerts: 'Att ta ställning till',
    despite: (against: string) => `Ordinerat trots: ${against}`,
    because: (reason: string) => `Skäl: ${reason}.`,
    source: 'Källa',
    reason: 'Skäl att ordinera ändå',
    reasonMissing: 'Ange skälet, eller välj ett annat läkemedel.',
    unknownReason: 'Tillfrågad: inga kända',
    signNoneKnown: 'Tillfrågad: inga kända. Signera',
    hidden:
      'Det finns uppgifter i journalen som du inte ser. Där kan finnas överkänsligheter och läkemedel som inte är kontrollerade.',
    cancel: 'Avbryt',
    sign: 'Signera',
    signing: 'Signerar',
  },
  en: {
    changedMeanwhile: 'Somebody else changed the order just now. Read the list again and try once more.',
    offline: 'The server cannot be reached. Nothing has been ordered.',
    alerts: 'To be decided on',
    despite: (against: string) => `Ordered in spite of: ${against}`,
    because: (reason: string) => `Reason: ${reason}.`,
    source: 'Source',
    reason: 'Reason to order all the same',
    reasonMissing: 'Give the reason, or choose another drug.',
    unknownReason: 'Asked: none known',
    signNoneKnown: 'Asked: none known. Sign',
    hidden:
      'There is something in the record that you do not see. There may be hypersensitivities and drugs in it that have not been checked.',
    cancel: 'Cancel',
    sign: 'Sign',
    signing: 'Signing',
  },
});
