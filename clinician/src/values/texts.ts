import { defineTexts } from '@vardkedjan/ui/language.tsx';

export const texts = defineTexts({
  sv: {
    title: 'Rätta värde',
    open: (what: string) => `Rätta ${what}`,
    corrected: 'Rättat',
    measured: (when: string) => `Mätt ${when}`,
    what: 'Vad är fel?',
    choices: { right: 'Värdet ska vara ett annat', wrong: 'Värdet gäller inte och ska inte räknas' },
    onlyWrong: 'Värdet markeras som felregistrerat och räknas inte. Registrera det rätta som en ny kontroll.',
    value: (unit: string) => `Rätt värde (${unit})`,
    part: (nth: number, unit: string) => `Rätt värde ${nth} (${unit})`,
    reason: 'Varför',
    stays:
      'Det gamla värdet finns kvar i historiken. En NEWS2-poäng som bygger på värdet gäller inte längre: ta en ny.',
    before: 'Stod tidigare',
    save: 'Spara rättelsen',
    saving: 'Sparar …',
    cancel: 'Avbryt',
    noNumber: 'Skriv ett tal.',
    noReason: 'Skriv varför.',
  },
  en: {
    title: 'Correct a value',
    open: (what: string) => `Correct ${what}`,
    corrected: 'Corrected',
    measured: (when: string) => `Measured ${when}`,
    what: 'What is wrong?',
    choices: { right: 'The value is to be another', wrong: 'The value does not hold and is not to be counted' },
    onlyWrong: 'The value is marked as entered in error and does not count. Enter the right one as a new measurement.',
    value: (unit: string) => `Right value (${unit})`,
    part: (nth: number, unit: string) => `Right value ${nth} (${unit})`,
    reason: 'Why',
    stays:
      'The old value stays in the history. A NEWS2 score that stands on the value does not hold any more: take a new one.',
    before: 'It said before',
    save: 'Save the correction',
    saving: 'Saving …',
    cancel: 'Cancel',
    noNumber: 'Write a number.',
    noReason: 'Write why.',
  },
});
