import { defineTexts } from '@vardkedjan/ui/language.tsx';

export const texts = defineTexts({
  sv: {
    dock: 'Skriv',
    cancel: 'Avbryt',
    close: 'Stäng',
    closeNamed: (title: string) => `Stäng ${title}`,
    otherPatient: (name: string) => `Det här gäller ${name}, inte journalen som visas till vänster.`,
    showRecord: 'Visa den journalen',
    unknown: 'Den här arbetsytan finns inte längre i appen.',
    widen: 'Bredare',
    narrow: 'Smalare',
    changedMeanwhile: 'Någon annan ändrade uppgiften nyss. Läs den igen och försök på nytt.',
  },
  en: {
    dock: 'Write',
    cancel: 'Cancel',
    close: 'Close',
    closeNamed: (title: string) => `Close ${title}`,
    otherPatient: (name: string) => `This is about ${name}, not the record shown on the left.`,
    showRecord: 'Show that record',
    unknown: 'This workspace is no longer in the app.',
    widen: 'Wider',
    narrow: 'Narrower',
    changedMeanwhile: 'Somebody else changed this just now. Read it again and try once more.',
  },
});
