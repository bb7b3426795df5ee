import { defineTexts } from '@vardkedjan/ui/language.tsx';

export const texts = defineTexts({
  sv: { more: 'Hämta fler', all: (count: number) => `Alla ${count}`, allOfThem: 'Alla' },
  en: { more: 'Fetch more', all: (count: number) => `All ${count}`, allOfThem: 'All' },
});
