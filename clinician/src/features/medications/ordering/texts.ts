import { defineTexts } from '@vardkedjan/ui/language.tsx';

export const orderingTexts = defineTexts({
  sv: {
    changedMeanwhile: 'Någon annan ändrade ordinationen nyss. Läs listan igen och försök på nytt.',
    offline: 'Servern nås inte. Inget är ordinerat.',
    alerts: 'Att ta ställning till',
    source: 'Källa',
    reason: 'Skäl att ordinera ändå',
    reasonMissing: 'Ange skälet, eller välj ett annat läkemedel.',
    unknownReason: 'Tillfrågad: inga kända',
    cancel: 'Avbryt',
    sign: 'Signera',
    signing: 'Signerar',
    close: 'Stäng',
  },
  en: {
    changedMeanwhile: 'Somebody else changed the order just now. Read the list again and try once more.',
    offline: 'The server cannot be reached. Nothing has been ordered.',
    alerts: 'To be decided on',
    source: 'Source',
    reason: 'Reason to order all the same',
    reasonMissing: 'Give the reason, or choose another drug.',
    unknownReason: 'Asked: none known',
    cancel: 'Cancel',
    sign: 'Sign',
    signing: 'Signing',
    close: 'Close',
  },
});
