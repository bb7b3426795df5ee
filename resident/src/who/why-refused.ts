/** Why somebody was kept out, told to the one whose record it is; the rules' own words are addressed to the one who asked. */
import type { Finding } from '@vardkedjan/care/access/finding.ts';
import type { Language } from '@vardkedjan/ui/language.tsx';

const words: Record<string, readonly [sv: string, en: string]> = {
  'care-relation-or-stated': [
    'Personen deltar inte i din vård och hade inte angett något skäl.',
    'The person takes no part in your care and had stated no reason.',
  ],
  'same-care-provider': ['Uppgifterna hör till en annan vårdgivare.', 'The data belong to another care provider.'],
  'protected-person': ['Dina personuppgifter är skyddade.', 'Your personal data are protected.'],
  'purpose-permits': [
    'Personens uppdrag omfattar inte att läsa journaler.',
    'The person’s assignment does not cover reading records.',
  ],
  'signed-in-with-assignment': ['Personen hade inget giltigt uppdrag.', 'The person had no assignment in force.'],
  'log-review-purpose': ['Personen granskar inte loggar.', 'The person does not review logs.'],
  'own-record': ['Det var inte personens egen journal.', 'It was not the person’s own record.'],
  'reason-given': ['Personen angav inget skäl.', 'The person gave no reason.'],
};

const otherwise = ['Reglerna tillät det inte.', 'The rules did not permit it.'] as const;

export function whyRefused(findings: readonly Finding[], language: Language): string {
  const deciding = findings.find(({ outcome }) => outcome !== 'met');
  return ((deciding && words[deciding.rule]) ?? otherwise)[language === 'sv' ? 0 : 1];
}
