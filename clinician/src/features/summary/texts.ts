import { defineTexts } from '@vardkedjan/ui/language.tsx';

export const texts = defineTexts({
  sv: { title: 'Översikt' },
  en: { title: 'Summary' },
});
