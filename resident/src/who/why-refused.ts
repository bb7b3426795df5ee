/** Why somebody was kept out, told to the one whose record it is; the rules' own words are addressed to the one who asked. */
import type { Finding } from '@vardkedjan/care/access/finding.ts';
import type { Language } from '@vardkedjan/ui/language.tsx';

const words: Record<string, readonly [sv: string, en: string]> = {
  'care-relation-or-stated': [
    'Personen deltar inte i din vård och hade inte angett något skäl.',
    'The person takes no part in your care and had stated no reason.',
  ],
  'same-care-provider': ['Uppgifterna hör till en annan vårdgivare.', 'The data belong to another care provider.'],
  'own-or-lies-here': ['Uppgifterna hör till en annan vårdgivare.', 'The data belong to another care provider.'],
  'protected-person': ['Dina personuppgifter är skyddade.', 'Your personal data are protected.'],
  'purpose-permits': [
    'Personens uppdrag omfattar inte att läsa journaler.',
    'The person’s assignment does not cover reading records.',
  ],
  'signed-in-with-assignment': ['Personen hade inget giltigt uppdrag.', 'The person had no assignment in force.'],
  'log-review-purpose': ['Personen granskar inte loggar.', 'The person does not review logs.'],
  'own-record': ['Det var inte personens egen journal.', 'It was not the person’s own record.'],
  'own-or-childs-record': [
    'Personen är inte vårdnadshavare enligt folkbokföringen.',
    'The person is not a guardian by the population register.',
  ],
  'old-enough-alone': ['Åldern räckte inte för att läsa på nätet.', 'The age was too low for reading online.'],
  'young-enough-for-guardian': [
    'Vårdnadshavare läser inte längre journalen på nätet vid den här åldern.',
    'Guardians no longer read the record online at this age.',
  ],
  'agent-link-stands': [
    'Personen är inte ombud på nätet för den här journalen.',
    'The person does not act online for this record.',
  ],
  'patient-lives': [
    'Journalen läses inte på nätet efter dödsfallet.',
    'The record is not read online after the death.',
  ],
  'decided-by-head': ['Personen är inte verksamhetschef där.', 'The person is not the head of the unit.'],
  'guardianship-by-register': [
    'Vem som är vårdnadshavare ändras bara av folkbokföringen.',
    'Who is a guardian is changed by the population register only.',
  ],
  'blocks-are-known': [
    'Det gick inte att avgöra om du har spärrat något.',
    'It could not be established whether you have blocked anything.',
  ],
  'not-blocked': [
    'Du har spärrat uppgifterna för andra vårdenheter.',
    'You have blocked the data for other care units.',
  ],
  'not-blocked-for-other-providers': [
    'Du har spärrat uppgifterna för andra vårdgivare.',
    'You have blocked the data for other care providers.',
  ],
  'arisen-relation': [
    'Personen hade ingen aktuell patientrelation till dig.',
    'The person had no current patient relation to you.',
  ],
  'for-treatment': [
    'Personens uppdrag omfattar inte uppgifter hos andra vårdgivare.',
    'The person’s assignment does not cover data at other care providers.',
  ],
  'shared-lawfully': [
    'Du hade inte samtyckt till att uppgifter hos andra vårdgivare lästes.',
    'You had not consented to data at other care providers being read.',
  ],
  'receives-interventions': [
    'Du får inga insatser från omsorgen där.',
    'You get no interventions from social care there.',
  ],
  'shared-with-social-care': [
    'Du hade inte samtyckt till att omsorgen läste uppgifterna.',
    'You had not consented to social care reading the data.',
  ],
  'consent-to-social-care': ['Du hade inte samtyckt.', 'You had not consented.'],
  'consent-or-child': ['Du hade inte samtyckt.', 'You had not consented.'],
  'danger-without-consent': [
    'Det var inte fara för ditt liv eller din hälsa, eller så kunde du tillfrågas.',
    'Your life or health was not in danger, or you could be asked.',
  ],
  'authorised-to-lift': [
    'Personen är inte behörig att häva en spärr.',
    'The person is not authorised to lift a block.',
  ],
  'ground-to-lift': [
    'Du hade inte samtyckt, och lagen gav ingen annan grund för att häva spärren.',
    'You had not consented, and the law gave no other ground for lifting the block.',
  ],
  'units-shown-first': [
    'Personen hade inte först tagit reda på vilka vårdenheter som har spärrade uppgifter.',
    'The person had not first found out which care units have blocked data.',
  ],
  'blocked-by-patient': ['Bara du själv kan spärra dina uppgifter.', 'Only you yourself can block your data.'],
  'blocked-by-blocking': [
    'En spärr kan inte ändras genom att något sparas i journalen.',
    'A block cannot be changed by saving something in the record.',
  ],
  'informed-of-register': ['Du hade inte fått information om registret.', 'You had not been told of the register.'],
  'not-opposed-to-register': ['Du har sagt nej till registret.', 'You have said no to the register.'],
  'reason-given': ['Personen angav inget skäl.', 'The person gave no reason.'],
};

const otherwise = ['Reglerna tillät det inte.', 'The rules did not permit it.'] as const;

export function whyRefused(findings: readonly Finding[], language: Language): string {
  const deciding = findings.find(({ outcome }) => outcome !== 'met');
  return ((deciding && words[deciding.rule]) ?? otherwise)[language === 'sv' ? 0 : 1];
}
