/**
 * The residents of the cast: who they are. Personal numbers are official test numbers (Skatteverket); what has happened to
 * them is told in stories/. A pure table.
 */
import type { Origin } from '../people/names.ts';
import type { Person, Protection, Relative } from '../people/person.ts';
import type { Sex } from '../people/personal-number.ts';
import { boras } from './boras.ts';
import { families } from './families.ts';
import { castUnits } from './staff.ts';

export type ResidentKey =
  | 'astrid'
  | 'lennart'
  | 'linnea'
  | 'johanna'
  | 'elsa'
  | 'emma'
  | 'yusuf'
  | 'leo'
  | 'wilma'
  | 'hugo'
  | 'therese'
  | 'okand'
  | 'amanda'
  | 'viktor'
  | 'gosta'
  | 'hodan'
  | 'ulf'
  | 'rut'
  | 'sven';

export interface CastResident {
  key: ResidentKey;
  id: string;
  given: string;
  family: string;
  sex: Sex;
  story: string;
  /** Twelve digits; the woman without papers has none. */
  personalNumber?: string;
  origin?: Origin;
  language?: string;
  municipality?: string;
  address?: Person['address'];
  phone?: string;
  email?: string;
  maritalStatus?: Person['maritalStatus'];
  healthCentre?: string;
  occupation: string;
  smoker?: Person['smoker'];
  height: number;
  bmi: number;
  protection?: Protection;
  diedDaysAgo?: number;
  relatives?: Relative[];
}

export const castResidents: readonly CastResident[] = [
  {
    key: 'astrid',
    id: 'astrid-bergstrom',
    given: 'Astrid',
    family: 'Bergström',
    sex: 'female',
    personalNumber: '193801289269',
    story:
      '88 år, hjärtsvikt, förmaksflimmer och benskörhet. Hemsjukvård, nyss hemma efter elva dygn på Medicinavdelning 3. Många läkemedel.',
    address: boras('Kvarngatan 14 lgh 1102', '50331'),
    phone: '070-174 06 11',
    maritalStatus: 'widowed',
    occupation: 'pensionär, tidigare sömmerska',
    height: 161,
    bmi: 23.4,
    relatives: [
      {
        given: 'Margareta',
        family: 'Bergström Holm',
        sex: 'female',
        relation: 'child',
        phone: '070-174 06 12',
        isGuardian: false,
        personalNumber: '196207142842',
      },
    ],
  },
  {
    key: 'lennart',
    id: 'lennart-karlsson',
    given: 'Lennart',
    family: 'Karlsson',
    sex: 'male',
    personalNumber: '195111232079',
    story: 'Typ 2-diabetes och hjärtsvikt sedan många år, med långa serier av prover. Årskontroll hos Sara i dag.',
    address: boras('Åsgatan 7', '50417'),
    phone: '070-174 06 13',
    maritalStatus: 'married',
    occupation: 'pensionär, har arbetat som lastbilschaufför',
    smoker: 'former',
    height: 178,
    bmi: 31.2,
    relatives: [
      {
        given: 'Gunilla',
        family: 'Karlsson',
        sex: 'female',
        relation: 'spouse',
        phone: '070-174 06 14',
        isGuardian: false,
      },
    ],
  },
  {
    key: 'linnea',
    id: 'linnea-sjogren',
    given: 'Linnea',
    family: 'Sjögren',
    sex: 'female',
    personalNumber: '199101182385',
    story: 'Sekretessmarkering. Astma. Listad på Kvarnbackens vårdcentral.',
    address: boras('Rosenstigen 3', '50445'),
    phone: '070-174 06 15',
    maritalStatus: 'divorced',
    occupation: 'ekonomiassistent',
    height: 168,
    bmi: 22.9,
    protection: 'sekretessmarkering',
  },
  {
    key: 'johanna',
    id: 'johanna-ek',
    given: 'Johanna',
    family: 'Ek',
    sex: 'female',
    personalNumber: '198701182381',
    story:
      'Skyddad folkbokföring: den riktiga adressen står ingenstans, bara förmedlingsadressen. Behandlas för depression.',
    phone: '070-174 06 16',
    maritalStatus: 'divorced',
    occupation: 'lärare',
    height: 165,
    bmi: 24.1,
    protection: 'skyddadFolkbokforing',
  },
  ...families,
  {
    key: 'okand',
    id: 'okand-kvinna',
    given: 'Okänd',
    family: 'Kvinna',
    sex: 'female',
    story: 'Kom till Förlossningen utan papper och med värkar. Okänd identitet, reservnummer. Talar tigrinska.',
    language: 'ti',
    maritalStatus: 'unknown',
    healthCentre: castUnits.healthCentre,
    occupation: 'okänt',
    height: 164,
    bmi: 26,
  },
  {
    key: 'amanda',
    id: 'amanda-lind',
    given: 'Amanda',
    family: 'Lind',
    sex: 'female',
    personalNumber: '199401182382',
    story: 'Gravid i vecka 28 med sitt första barn. Går hos Ingela på Barnmorskemottagningen.',
    address: boras('Ängsvägen 5', '50647'),
    phone: '070-174 06 26',
    maritalStatus: 'unmarried',
    occupation: 'projektledare',
    height: 170,
    bmi: 23.1,
    relatives: [
      { given: 'Oskar', family: 'Björk', sex: 'male', relation: 'spouse', phone: '070-174 06 27', isGuardian: false },
    ],
  },
  {
    key: 'viktor',
    id: 'viktor-eriksson',
    given: 'Viktor',
    family: 'Eriksson',
    sex: 'male',
    personalNumber: '199901182395',
    story: 'Frisk ung man med nästan tom journal.',
    address: boras('Studentgatan 4', '50118'),
    phone: '070-174 06 28',
    maritalStatus: 'unmarried',
    occupation: 'student',
    height: 184,
    bmi: 23,
  },
  {
    key: 'gosta',
    id: 'gosta-pettersson',
    given: 'Gösta',
    family: 'Pettersson',
    sex: 'male',
    personalNumber: '194710242811',
    story: 'Mycket stor journal: över 3 000 provsvar och 500 anteckningar. Dialys, hjärtsjukdom och diabetes.',
    address: boras('Parkvägen 31', '50760'),
    phone: '070-174 06 29',
    maritalStatus: 'married',
    occupation: 'pensionär, har arbetat som vävare',
    smoker: 'former',
    height: 176,
    bmi: 27,
    relatives: [
      {
        given: 'Siv',
        family: 'Pettersson',
        sex: 'female',
        relation: 'spouse',
        phone: '070-174 06 30',
        isGuardian: false,
      },
    ],
  },
  {
    key: 'hodan',
    id: 'hodan-warsame',
    given: 'Hodan',
    family: 'Warsame',
    sex: 'female',
    personalNumber: '196809279281',
    origin: 'Somalia',
    language: 'so',
    story: 'Behöver tolk på somaliska. Högt blodtryck och knäartros. Allergisk mot penicillin.',
    address: boras('Vävaregatan 9 lgh 1204', '50464'),
    phone: '070-174 06 31',
    maritalStatus: 'married',
    occupation: 'lokalvårdare',
    height: 163,
    bmi: 30.8,
  },
  {
    key: 'ulf',
    id: 'ulf-ramstrom',
    given: 'Ulf',
    family: 'Ramström',
    sex: 'male',
    personalNumber: '195807302996',
    story:
      'Går hos den privata läkaren Henrik Åkesson för sitt förmaksflimmer, och är listad på Kvarnbackens vårdcentral.',
    address: boras('Bergsgatan 11', '50331'),
    phone: '070-174 06 32',
    maritalStatus: 'married',
    occupation: 'pensionär, har arbetat som elektriker',
    height: 183,
    bmi: 27.5,
  },
  {
    key: 'rut',
    id: 'rut-fransson',
    given: 'Rut',
    family: 'Fransson',
    sex: 'female',
    personalNumber: '193604139208',
    story: 'Avliden för tre månader sedan efter palliativ vård i hemmet.',
    address: boras('Norrgatan 2', '50118'),
    maritalStatus: 'widowed',
    occupation: 'pensionär, tidigare butiksbiträde',
    height: 158,
    bmi: 20,
    diedDaysAgo: 91,
  },
  {
    key: 'sven',
    id: 'sven-lundgren',
    given: 'Sven',
    family: 'Lundgren',
    sex: 'male',
    personalNumber: '194111299055',
    story:
      'Alzheimers sjukdom, bor hemma med hustrun och hemsjukvård. Ligger just nu på Medicinavdelning 3 med lunginflammation.',
    address: boras('Liljevägen 6', '50600'),
    phone: '070-174 06 33',
    maritalStatus: 'married',
    occupation: 'pensionär, har arbetat som slöjdlärare',
    height: 174,
    bmi: 24,
    relatives: [
      {
        given: 'Ulla',
        family: 'Lundgren',
        sex: 'female',
        relation: 'spouse',
        phone: '070-174 06 34',
        isGuardian: false,
      },
    ],
  },
];
