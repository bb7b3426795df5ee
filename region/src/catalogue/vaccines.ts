/**
 * Vaccines by ATC code, and the Swedish childhood programme as it is given (Folkhälsomyndigheten's general programme):
 * rotavirus at 6 weeks and 3 months, hexavalent and pneumococcal at 3, 5 and 12 months, MMR at 18 months and in year 1-2 of
 * school, DTaP-IPV at 5 years, HPV in year 5, dTap in year 8-9. A pure table.
 */
export interface Vaccine {
  name: string;
  atc: string;
  against: readonly string[];
}

const vaccine = (name: string, atc: string, ...against: string[]): Vaccine => ({ name, atc, against });

export const vaccines = {
  rota: vaccine('Rotavirusvaccin', 'J07BH01', 'rotavirus'),
  hexavalent: vaccine(
    'DTaP-IPV-Hib-HepB, sexvalent vaccin',
    'J07CA09',
    'difteri',
    'stelkramp',
    'kikhosta',
    'polio',
    'Hib',
    'hepatit B',
  ),
  pneumococcal: vaccine('Pneumokockvaccin, konjugerat', 'J07AL02', 'pneumokocker'),
  mmr: vaccine('MPR-vaccin', 'J07BD52', 'mässling', 'påssjuka', 'röda hund'),
  dtapIpv: vaccine('DTaP-IPV-vaccin', 'J07CA02', 'difteri', 'stelkramp', 'kikhosta', 'polio'),
  hpv: vaccine('HPV-vaccin, 9-valent', 'J07BM03', 'HPV'),
  dtap: vaccine('dTap-vaccin', 'J07AJ52', 'difteri', 'stelkramp', 'kikhosta'),
  influenza: vaccine('Influensavaccin, inaktiverat', 'J07BB02', 'influensa'),
  covid: vaccine('Covid-19-vaccin, mRNA', 'J07BN01', 'covid-19'),
  tbe: vaccine('TBE-vaccin', 'J07BA01', 'TBE'),
  pertussisPregnancy: vaccine('dTap-vaccin', 'J07AJ52', 'kikhosta'),
} as const satisfies Record<string, Vaccine>;

export type VaccineKey = keyof typeof vaccines;

export interface ProgrammeDose {
  vaccine: VaccineKey;
  ageInDays: number;
  dose: number;
  place: 'child-health' | 'school';
}

const dose = (
  vaccineKey: VaccineKey,
  ageInDays: number,
  number: number,
  place: ProgrammeDose['place'] = 'child-health',
): ProgrammeDose => ({
  vaccine: vaccineKey,
  ageInDays,
  dose: number,
  place,
});

export const childhoodProgramme: readonly ProgrammeDose[] = [
  dose('rota', 44, 1),
  dose('rota', 93, 2),
  dose('hexavalent', 93, 1),
  dose('pneumococcal', 93, 1),
  dose('hexavalent', 154, 2),
  dose('pneumococcal', 154, 2),
  dose('hexavalent', 367, 3),
  dose('pneumococcal', 367, 3),
  dose('mmr', 550, 1),
  dose('dtapIpv', 1840, 4),
  dose('mmr', 2850, 2, 'school'),
  dose('hpv', 4050, 1, 'school'),
  dose('hpv', 4240, 2, 'school'),
  dose('dtap', 5300, 5, 'school'),
];
