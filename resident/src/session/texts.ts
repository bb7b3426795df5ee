import { defineTexts } from '@vardkedjan/ui/language.tsx';

export const texts = defineTexts({
  sv: {
    whose: 'Vems journal',
    years: (age: number) => `${age} år`,
    asGuardian: (until: number) => `Du läser som vårdnadshavare, till dess barnet fyller ${until}.`,
    onlyClinics: 'Du läser bara det som finns hos mottagningar där chefen har beslutat att du får.',
    toOwn: 'Till din egen journal',
    closed: (name: string) => `Journalen för ${name} är stängd på nätet`,
    closedWhy: (until: number, alone: number) =>
      `Ingen läser journalen på nätet mellan ${until} och ${alone} års ålder, varken barnet eller vårdnadshavarna.`,
    closedReason: 'I den åldern får man bestämma mer själv om sin vård, men är ännu inte vuxen.',
    closedWays:
      'Vårdnadshavare kan fortfarande ringa eller gå till mottagningen, och be om en utskrift. Är det svårt att klara sig utan journalen, till exempel vid en funktionsnedsättning, kan mottagningens chef besluta om ett undantag.',
    noAgent: 'Den här journalen kan du inte läsa på nätet',
    noAgentMore: 'Vänd dig till mottagningen om du behöver uppgifter ur den.',
  },
  en: {
    whose: 'Whose record',
    years: (age: number) => `${age} years`,
    asGuardian: (until: number) => `You read as a guardian, until the child turns ${until}.`,
    onlyClinics: 'You read only what is kept by clinics whose heads have decided that you may.',
    toOwn: 'To your own record',
    closed: (name: string) => `The record of ${name} is closed online`,
    closedWhy: (until: number, alone: number) =>
      `Nobody reads the record online between the ages of ${until} and ${alone}, neither the child nor the guardians.`,
    closedReason: 'At that age one decides more about one’s care, but is not yet grown up.',
    closedWays:
      'Guardians can still ring or visit the clinic, and ask for a printed copy. If it is hard to do without the record, as with a disability, the head of the clinic can decide on an exception.',
    noAgent: 'You cannot read this record online',
    noAgentMore: 'Turn to the clinic if you need data from it.',
  },
});
