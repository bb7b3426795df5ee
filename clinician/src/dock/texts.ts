import { defineTexts } from '@vardkedjan/ui/language.tsx';

export const texts = defineTexts({
  sv: {
    dock: 'Skriv',
    close: 'Stäng',
    closeNamed: (title: string) => `Stäng ${title}`,
    otherPatient: (name: string) => `Det här gäller ${name}, inte journalen som visas till vänster.`,
    showRecord: 'Visa den journalen',
    unknown: 'Den här arbetsytan finns inte längre i appen.',
    widen: 'Bredare',
    narrow: 'Smalare',
  },
  en: {
    dock: 'Write',
    close: 'Close',
    closeNamed: (title: string) => `Close ${title}`,
    otherPatient: (name: string) => `This is about ${name}, not the record shown on the left.`,
    showRecord: 'Show that record',
    unknown: 'This workspace is no longer in the app.',
    widen: 'Wider',
    narrow: 'Narrower',
  },
});
