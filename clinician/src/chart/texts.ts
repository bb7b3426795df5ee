import { defineTexts } from '@vardkedjan/ui/language.tsx';

export const texts = defineTexts({
  sv: {
    more: 'Hämta fler',
    all: (count: number) => `Alla ${count}`,
    allOfThem: 'Alla',
    nothingForYou: 'Inget som du får se',
    filter: 'Sök bland uppgifterna',
    filterHelp: 'Skriv en del av namnet, eller ett datum.',
    chosen: (count: number) => (count === 1 ? '1 vald' : `${count} valda`),
    moreMatch: (count: number) => `${count} till. Skriv mer för att hitta dem.`,
    noMatch: 'Inget i det som är hämtat heter så.',
  },
  en: {
    more: 'Fetch more',
    all: (count: number) => `All ${count}`,
    allOfThem: 'All',
    nothingForYou: 'Nothing that you may see',
    filter: 'Search among the entries',
    filterHelp: 'Write a part of the name, or a date.',
    chosen: (count: number) => (count === 1 ? '1 chosen' : `${count} chosen`),
    moreMatch: (count: number) => `${count} more. Write more to find them.`,
    noMatch: 'Nothing that has been fetched is called so.',
  },
});
