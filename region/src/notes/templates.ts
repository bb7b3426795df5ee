/**
 * Note templates: which search words (sökord) a kind of note has, and at which kinds of unit it is used. Each becomes a
 * Questionnaire in the foundation; a search word is an item of type `text` whose linkId is the key here, and what is measured a value of its own. A pure table.
 */
import type { Profession, UnitKind } from '../units/unit.ts';

export const searchWords = {
  reason: 'Kontaktorsak',
  history: 'Tidigare sjukdomar',
  current: 'Aktuellt',
  social: 'Socialt',
  heredity: 'Ärftlighet',
  allergy: 'Överkänslighet',
  drugs: 'Läkemedel',
  status: 'Status',
  vitals: 'Vitalparametrar',
  tests: 'Undersökningsresultat',
  assessment: 'Bedömning',
  action: 'Åtgärd',
  plan: 'Planering',
  information: 'Information till patienten',
  course: 'Vårdförlopp',
  drugChanges: 'Läkemedelsförändringar',
  breathing: 'Andning och cirkulation',
  nutrition: 'Nutrition',
  elimination: 'Elimination',
  skin: 'Hud',
  activity: 'Aktivitet',
  sleep: 'Sömn',
  pain: 'Smärta',
  mind: 'Psykosocialt',
  growth: 'Tillväxt',
  development: 'Utveckling',
  family: 'Familj',
  vaccination: 'Vaccination',
  school: 'Skola och trivsel',
  pregnancy: 'Graviditet',
  fetus: 'Foster',
  labour: 'Förlossningsförlopp',
  goal: 'Mål',
  triage: 'Triage',
} as const;

export type SearchWord = keyof typeof searchWords;

/** Lines in which codes are looked up: ICD-10-SE and KVÅ. */
export const codedLines = { diagnoses: 'Diagnoser', procedures: 'Åtgärder (KVÅ)' } as const;

export type CodedLine = keyof typeof codedLines;

const [bloodPressure, pulse, breaths, temperature, saturation] = ['85354-9', '8867-4', '9279-1', '8310-5', '2708-6'];
const [weight, height, head] = ['29463-7', '8302-2', '9843-4'];

export interface Template {
  title: string;
  words: readonly SearchWord[];
  units: readonly UnitKind[];
  /** LOINC of what is measured, each on a line of its own after this word. */
  measured?: { after: SearchWord; codes: readonly string[] };
  /** Whose it is, when it is not everybody's: theirs to choose before the others. */
  professions?: readonly Profession[];
  /** What is coded in it: its last lines. */
  coded?: readonly CodedLine[];
}

export const templates = {
  'gp-visit': {
    title: 'Läkarbesök',
    words: ['reason', 'history', 'current', 'social', 'drugs', 'status', 'tests', 'assessment', 'action', 'plan'],
    measured: { after: 'status', codes: [bloodPressure, pulse, weight] },
    professions: ['doctor'],
    units: ['health-centre', 'clinic', 'private-clinic'],
    coded: ['diagnoses', 'procedures'],
  },
  'nurse-visit': {
    title: 'Sjuksköterskebesök',
    words: ['reason', 'current', 'vitals', 'skin', 'tests', 'assessment', 'action', 'plan'],
    measured: { after: 'vitals', codes: [bloodPressure, pulse, temperature, saturation, weight] },
    professions: ['nurse', 'district-nurse'],
    units: ['health-centre', 'clinic', 'private-clinic'],
    coded: ['diagnoses', 'procedures'],
  },
  telephone: {
    title: 'Telefonkontakt',
    words: ['reason', 'current', 'assessment', 'action'],
    units: ['health-centre', 'clinic', 'private-clinic', 'home-care', 'maternity', 'rehabilitation', 'school-health'],
    coded: ['diagnoses'],
  },
  'drug-review': {
    title: 'Läkemedelsgenomgång',
    words: ['reason', 'current', 'drugs', 'tests', 'assessment', 'drugChanges', 'plan'],
    units: ['health-centre', 'ward', 'home-care'],
  },
  admission: {
    title: 'Inskrivningsanteckning',
    words: ['reason', 'history', 'social', 'allergy', 'drugs', 'current', 'status', 'tests', 'assessment', 'plan'],
    professions: ['doctor'],
    units: ['ward', 'delivery', 'emergency'],
  },
  'ward-round': {
    title: 'Daganteckning',
    words: ['current', 'status', 'tests', 'assessment', 'action'],
    professions: ['doctor'],
    units: ['ward', 'delivery'],
  },
  discharge: {
    title: 'Epikris',
    words: ['reason', 'history', 'course', 'tests', 'drugChanges', 'assessment', 'plan', 'information'],
    professions: ['doctor'],
    units: ['ward', 'delivery'],
    coded: ['diagnoses', 'procedures'],
  },
  nursing: {
    title: 'Omvårdnadsanteckning',
    words: ['breathing', 'nutrition', 'elimination', 'skin', 'activity', 'sleep', 'pain', 'mind', 'action'],
    professions: ['nurse', 'district-nurse', 'assistant-nurse'],
    units: ['ward', 'home-care', 'delivery', 'emergency'],
  },
  triage: {
    title: 'Triage',
    words: ['reason', 'triage', 'vitals', 'allergy', 'action'],
    measured: { after: 'vitals', codes: [bloodPressure, pulse, breaths, saturation, temperature] },
    professions: ['nurse', 'district-nurse'],
    units: ['emergency'],
  },
  emergency: {
    title: 'Akutanteckning',
    words: ['reason', 'history', 'allergy', 'drugs', 'current', 'status', 'tests', 'assessment', 'action', 'plan'],
    professions: ['doctor'],
    units: ['emergency'],
    coded: ['diagnoses', 'procedures'],
  },
  'operation-note': {
    title: 'Operationsberättelse',
    words: ['reason', 'course', 'assessment', 'plan'],
    professions: ['doctor'],
    units: ['ward'],
    coded: ['diagnoses', 'procedures'],
  },
  'home-visit': {
    title: 'Hembesök',
    words: ['reason', 'current', 'vitals', 'skin', 'pain', 'drugs', 'assessment', 'action', 'plan'],
    measured: { after: 'vitals', codes: [bloodPressure, pulse, temperature, saturation, weight] },
    units: ['home-care', 'health-centre'],
  },
  'child-health': {
    title: 'Barnhälsovård',
    words: [
      'reason',
      'family',
      'growth',
      'development',
      'nutrition',
      'sleep',
      'status',
      'vaccination',
      'assessment',
      'plan',
    ],
    measured: { after: 'growth', codes: [weight, height, head] },
    units: ['health-centre'],
  },
  'school-health': {
    title: 'Hälsobesök i skolan',
    words: ['reason', 'school', 'growth', 'sleep', 'mind', 'vaccination', 'assessment', 'plan'],
    measured: { after: 'growth', codes: [weight, height] },
    professions: ['school-nurse'],
    units: ['school-health'],
  },
  maternity: {
    title: 'Mödrahälsovård',
    words: ['reason', 'pregnancy', 'fetus', 'vitals', 'tests', 'mind', 'assessment', 'plan'],
    measured: { after: 'vitals', codes: [bloodPressure, weight] },
    professions: ['midwife'],
    units: ['maternity'],
  },
  labour: {
    title: 'Förlossningsanteckning',
    words: ['reason', 'pregnancy', 'labour', 'fetus', 'vitals', 'assessment', 'plan'],
    measured: { after: 'vitals', codes: [bloodPressure, pulse, temperature] },
    professions: ['midwife'],
    units: ['delivery'],
  },
  physiotherapy: {
    title: 'Fysioterapi',
    words: ['reason', 'current', 'activity', 'pain', 'status', 'assessment', 'goal', 'action', 'plan'],
    professions: ['physiotherapist'],
    units: ['rehabilitation', 'home-care', 'ward'],
    coded: ['diagnoses', 'procedures'],
  },
  counselling: {
    title: 'Samtalskontakt',
    words: ['reason', 'current', 'social', 'mind', 'assessment', 'plan'],
    units: ['health-centre'],
  },
  administrative: {
    title: 'Administrativ anteckning',
    words: ['reason', 'action'],
    units: ['health-centre', 'clinic', 'private-clinic', 'ward', 'home-care'],
  },
} as const satisfies Record<string, Template>;

export type TemplateKey = keyof typeof templates;
