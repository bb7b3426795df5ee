/** The staff of the cast: who they are, where they work and for what. A pure table; units/tree.ts gives them their posts. */
import type { Profession } from '../units/unit.ts';

export type CastPurpose = 'care' | 'care-administration' | 'social-care' | 'quality' | 'log-review';

export interface CastAssignment {
  /** Id of the unit (Organization). */
  unit: string;
  profession: Profession;
  title: string;
  purpose: CastPurpose;
  /** The head of the unit (verksamhetschef). */
  isHead?: boolean;
  /** FHIR id of the Practitioner who sees to what waits for them when they are away. */
  deputy?: string;
}

export interface CastStaff {
  /** Short word used by tests, tokens and the sign-in page. */
  key: string;
  /** FHIR id of the Practitioner. */
  id: string;
  name: string;
  story: string;
  assignments: readonly CastAssignment[];
}

export const castUnits = {
  healthCentre: 'vc-kvarnbacken',
  ward: 'hospital-boras-medicine-3',
  orthopaedicWard: 'hospital-boras-orthopaedics-ward',
  emergency: 'hospital-boras-emergency',
  delivery: 'hospital-boras-delivery',
  maternity: 'maternity-1490',
  imaging: 'hospital-boras-imaging',
  physiology: 'hospital-boras-physiology',
  homeCare: 'home-care-1490-1',
  schoolHealth: 'school-health-1490',
  homeHelp: 'home-help-1490',
  rehabilitation: 'rehab-1490',
  privateClinic: 'private-viskan-clinic',
  privateHealthCentre: 'vc-viskastranden',
  orthopaedics: 'hospital-boras-orthopaedics-clinic',
  farWard: 'hospital-skovde-medicine-3',
  logReview: 'log-review',
} as const;

const care = (unit: string, profession: Profession, title: string): CastAssignment => ({
  unit,
  profession,
  title,
  purpose: 'care',
});

export const castStaff: readonly CastStaff[] = [
  {
    key: 'sara',
    id: 'sara-lindqvist',
    name: 'Sara Lindqvist',
    story: 'Distriktsläkare på Kvarnbackens vårdcentral, med tolv besök på dagens lista.',
    assignments: [{ ...care(castUnits.healthCentre, 'doctor', 'Distriktsläkare'), deputy: 'johan-ekdahl' }],
  },
  {
    key: 'johan',
    id: 'johan-ekdahl',
    name: 'Johan Ekdahl',
    story:
      'Distriktsläkare och verksamhetschef på Kvarnbackens vårdcentral, Saras kollega och den som tar hand om hennes svar när hon är ledig.',
    assignments: [{ ...care(castUnits.healthCentre, 'doctor', 'Distriktsläkare'), isHead: true }],
  },
  {
    key: 'maria',
    id: 'maria-holm',
    name: 'Maria Holm',
    story: 'Distriktssköterska på Kvarnbackens vårdcentral: diabetes, blodtryck och sår.',
    assignments: [care(castUnits.healthCentre, 'district-nurse', 'Distriktssköterska')],
  },
  {
    key: 'birgitta',
    id: 'birgitta-falk',
    name: 'Birgitta Falk',
    story: 'Medicinsk sekreterare på Kvarnbackens vårdcentral: kodar, bokar och skickar kallelser.',
    assignments: [
      {
        unit: castUnits.healthCentre,
        profession: 'medical-secretary',
        title: 'Medicinsk sekreterare',
        purpose: 'care-administration',
      },
    ],
  },
  {
    key: 'amir',
    id: 'amir-rezai',
    name: 'Amir Rezai',
    story: 'Överläkare på Medicinavdelning 3, Sjukhuset i Borås, med rond varje förmiddag.',
    assignments: [care(castUnits.ward, 'doctor', 'Överläkare, internmedicin')],
  },
  {
    key: 'elin',
    id: 'elin-sandberg',
    name: 'Elin Sandberg',
    story: 'Sjuksköterska på Medicinavdelning 3, Sjukhuset i Borås.',
    assignments: [care(castUnits.ward, 'nurse', 'Sjuksköterska')],
  },
  {
    key: 'nadia',
    id: 'nadia-haddad',
    name: 'Nadia Haddad',
    story: 'Sjuksköterska i triagen på Akutmottagningen, Sjukhuset i Borås.',
    assignments: [care(castUnits.emergency, 'nurse', 'Sjuksköterska')],
  },
  {
    key: 'erik',
    id: 'erik-norberg',
    name: 'Erik Norberg',
    story: 'Läkare på Akutmottagningen, Sjukhuset i Borås: lägger in patienter och ber om vårdplats.',
    assignments: [care(castUnits.emergency, 'doctor', 'Specialistläkare, akutsjukvård')],
  },
  {
    key: 'karin',
    id: 'karin-wallin',
    name: 'Karin Wallin',
    story: 'Barnmorska på Förlossningen, Sjukhuset i Borås.',
    assignments: [care(castUnits.delivery, 'midwife', 'Barnmorska')],
  },
  {
    key: 'ylva',
    id: 'ylva-hellman',
    name: 'Ylva Hellman',
    story:
      'Radiolog på Röntgenavdelningen, Sjukhuset i Borås: granskar, svarar och ringer när ett kritiskt svar inte bekräftas.',
    assignments: [care(castUnits.imaging, 'doctor', 'Överläkare, radiologi')],
  },
  {
    key: 'margareta',
    id: 'margareta-hagberg',
    name: 'Margareta Hagberg',
    story:
      'Läkare på Klinisk fysiologi, Sjukhuset i Borås: bedömer och svarar på spirometrier, EKG och ultraljud av hjärtat.',
    assignments: [care(castUnits.physiology, 'doctor', 'Överläkare, klinisk fysiologi')],
  },
  {
    key: 'ingela',
    id: 'ingela-brodin',
    name: 'Ingela Brodin',
    story: 'Barnmorska på Barnmorskemottagningen i Borås: följer graviditeter.',
    assignments: [care(castUnits.maternity, 'midwife', 'Barnmorska')],
  },
  {
    key: 'lena',
    id: 'lena-forsberg',
    name: 'Lena Forsberg',
    story: 'Sjuksköterska i Borås kommuns hemsjukvård, mest på väg mellan hem.',
    assignments: [care(castUnits.homeCare, 'nurse', 'Sjuksköterska')],
  },
  {
    key: 'hanna',
    id: 'hanna-aronsson',
    name: 'Hanna Aronsson',
    story: 'Undersköterska i Borås kommuns hemsjukvård, med Lenas delegering att ge vissa läkemedel.',
    assignments: [care(castUnits.homeCare, 'assistant-nurse', 'Undersköterska')],
  },
  {
    key: 'petra',
    id: 'petra-nyman',
    name: 'Petra Nyman',
    story: 'Skolsköterska i Borås kommun; elevhälsan är sin egen vårdgivare.',
    assignments: [care(castUnits.schoolHealth, 'school-nurse', 'Skolsköterska')],
  },
  {
    key: 'mona',
    id: 'mona-sandberg',
    name: 'Mona Sandberg',
    story:
      'Biståndshandläggare hos Borås kommun, som är omsorgsgivare: läser vårdens uppgifter bara om Astrid samtycker.',
    assignments: [
      { unit: castUnits.homeHelp, profession: 'needs-assessor', title: 'Biståndshandläggare', purpose: 'social-care' },
    ],
  },
  {
    key: 'oskar',
    id: 'oskar-lund',
    name: 'Oskar Lund',
    story: 'Fysioterapeut på Rehabmottagningen i Borås.',
    assignments: [care(castUnits.rehabilitation, 'physiotherapist', 'Fysioterapeut')],
  },
  {
    key: 'henrik',
    id: 'henrik-akesson',
    name: 'Henrik Åkesson',
    story: 'Läkare hos Viskans Läkargrupp AB, en privat vårdgivare med avtal med regionen.',
    assignments: [care(castUnits.privateClinic, 'doctor', 'Specialistläkare, internmedicin')],
  },
  {
    key: 'stefan',
    id: 'stefan-wiklund',
    name: 'Stefan Wiklund',
    story:
      'Läkare på Viskastrandens vårdcentral, som drivs av Viskans Läkargrupp AB: beställer prover och skickar remisser till sjukhuset, som är en annan vårdgivare.',
    assignments: [care(castUnits.privateHealthCentre, 'doctor', 'Specialistläkare, allmänmedicin')],
  },
  {
    key: 'camilla',
    id: 'camilla-berntsson',
    name: 'Camilla Berntsson',
    story:
      'Ortoped på Ortopedmottagningen, Sjukhuset i Borås: bedömer och svarar på remisser, också från andra vårdgivare.',
    assignments: [care(castUnits.orthopaedics, 'doctor', 'Biträdande överläkare, ortopedi')],
  },
  {
    key: 'sofia',
    id: 'sofia-blom',
    name: 'Sofia Blom',
    story: 'Sjuksköterska med två uppdrag: Medicinavdelning 3 i regionen och hemsjukvården i Borås kommun.',
    assignments: [care(castUnits.ward, 'nurse', 'Sjuksköterska'), care(castUnits.homeCare, 'nurse', 'Sjuksköterska')],
  },
  {
    key: 'tomas',
    id: 'tomas-berglund',
    name: 'Tomas Berglund',
    story: 'Sjuksköterska på Medicinavdelning 3, Sjukhuset i Skövde, utan relation till någon patient i rollistan.',
    assignments: [care(castUnits.farWard, 'nurse', 'Sjuksköterska')],
  },
  {
    key: 'gunnar',
    id: 'gunnar-hedstrom',
    name: 'Gunnar Hedström',
    story: 'Chefläkare som granskar åtkomstloggar.',
    assignments: [
      { unit: castUnits.logReview, profession: 'log-reviewer', title: 'Chefläkare', purpose: 'log-review' },
    ],
  },
];
