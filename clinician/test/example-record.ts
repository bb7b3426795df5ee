/**
 * One invented record as a `$chart` answer, large enough to try a dense screen with: for tests of the pure parts and for working on the app without
 * a server. Never in the built app.
 */
import type { Bundle, Observation, Patient, Resource } from '@medplum/fhirtypes';

const observationCategory = 'http://terminology.hl7.org/CodeSystem/observation-category';
const icd = 'https://www.icd10.se/';
const subject = { reference: 'Patient/alma' };
const unit = { reference: 'Organization/vc', display: 'Närhälsan Olskroken vårdcentral' };
const doctor = { reference: 'Practitioner/doc', display: 'Sara Lindqvist, läkare' };
const ward = { reference: 'Organization/med2', display: 'Sahlgrenska, avd 2 medicin' };

export const alma: Patient & { id: string } = {
  resourceType: 'Patient',
  id: 'alma',
  identifier: [{ system: 'http://electronichealth.se/identifier/personnummer', value: '194006128286' }],
  name: [{ use: 'official', family: 'Johansson', given: ['Alma', 'Kristina'] }],
  gender: 'female',
  birthDate: '1940-06-12',
  address: [{ line: ['Borgaregatan 5'], postalCode: '41665', city: 'Göteborg' }],
  telecom: [{ system: 'phone', value: '031-700 00 00' }],
  generalPractitioner: [unit],
};

const coded = (system: string, code: string) => ({ coding: [{ system, code }] });
const at = (daysAgo: number, time = '09:12') =>
  new Date(Date.parse(`2026-11-22T${time}:00+01:00`) - daysAgo * 86_400_000).toISOString();
const date = (daysAgo: number) => at(daysAgo).slice(0, 10);

let drawn = 11;
function noise(): number {
  drawn = (drawn * 48271) % 2147483647;
  return drawn / 2147483647 - 0.5;
}

interface LabSeries {
  name: string;
  unit: string;
  low?: number;
  high?: number;
  /** The oldest value first. */
  values: number[];
}

const labs: LabSeries[] = [
  { name: 'B-Hb', unit: 'g/L', low: 117, high: 153, values: [131, 128, 126, 121, 118, 112] },
  { name: 'B-LPK', unit: '10⁹/L', low: 3.5, high: 8.8, values: [7.1, 6.8, 9.4] },
  { name: 'P-CRP', unit: 'mg/L', high: 5, values: [2, 3, 48] },
  { name: 'P-Natrium', unit: 'mmol/L', low: 137, high: 145, values: [140, 139, 138, 137, 136, 134] },
  { name: 'P-Kalium', unit: 'mmol/L', low: 3.5, high: 4.6, values: [4.2, 4.4, 4.3, 4.6, 4.9, 5.1] },
  { name: 'P-Kreatinin', unit: 'µmol/L', low: 45, high: 90, values: [82, 88, 91, 97, 108, 121] },
  { name: 'eGFR(krea)', unit: 'mL/min/1,73 m²', low: 50, values: [58, 54, 51, 47, 42, 36] },
  { name: 'P-Glukos', unit: 'mmol/L', low: 4, high: 6, values: [6.9, 7.4, 8.1] },
  { name: 'B-HbA1c', unit: 'mmol/mol', low: 31, high: 46, values: [47, 49, 52, 55, 58] },
  { name: 'P-Kolesterol', unit: 'mmol/L', low: 3.9, high: 7.8, values: [6.1, 4.4] },
  { name: 'P-LDL-kolesterol', unit: 'mmol/L', low: 2, high: 5.3, values: [4.1, 2.2, 2.0] },
  { name: 'P-TSH', unit: 'mIE/L', low: 0.4, high: 4.3, values: [2.1] },
  { name: 'P-NT-proBNP', unit: 'ng/L', high: 738, values: [620, 900, 1840] },
];

function labValues(): Observation[] {
  return labs.flatMap((series) =>
    series.values.map((value, index): Observation => {
      const daysAgo = (series.values.length - 1 - index) * 118 + (series.name === 'P-TSH' ? 420 : 3);
      const code =
        value > (series.high ?? Number.POSITIVE_INFINITY) ? 'H' : value < (series.low ?? 0) ? 'L' : undefined;
      return {
        resourceType: 'Observation',
        id: `lab-${series.name}-${index}`,
        status: 'final',
        category: [coded(observationCategory, 'laboratory')],
        code: {
          coding: [{ system: 'https://vardkedjan.se/fhir/CodeSystem/lab', code: series.name }],
          text: series.name,
        },
        subject,
        effectiveDateTime: at(daysAgo, '07:40'),
        valueQuantity: { value, unit: series.unit },
        ...(code
          ? { interpretation: [coded('http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', code)] }
          : {}),
        referenceRange: [
          {
            ...(series.low === undefined ? {} : { low: { value: series.low } }),
            ...(series.high === undefined ? {} : { high: { value: series.high } }),
          },
        ],
      };
    }),
  );
}

function vitals(): Observation[] {
  const loinc = (code: string, text: string) => ({ coding: [{ system: 'http://loinc.org', code }], text });
  const category = [coded(observationCategory, 'vital-signs')];
  return Array.from({ length: 12 }, (_, index) => index).flatMap((index): Observation[] => {
    const base = {
      resourceType: 'Observation' as const,
      status: 'final' as const,
      category,
      subject,
      effectiveDateTime: at(index < 4 ? index / 3 : (index - 3) * 40),
    };
    return [
      {
        ...base,
        id: `bp-${index}`,
        code: loinc('85354-9', 'Blodtryck'),
        component: [
          {
            code: loinc('8480-6', 'Systoliskt'),
            valueQuantity: { value: Math.round(142 + noise() * 24), unit: 'mmHg', code: 'mm[Hg]' },
          },
          {
            code: loinc('8462-4', 'Diastoliskt'),
            valueQuantity: { value: Math.round(80 + noise() * 12), unit: 'mmHg', code: 'mm[Hg]' },
          },
        ],
      },
      {
        ...base,
        id: `pulse-${index}`,
        code: loinc('8867-4', 'Puls'),
        valueQuantity: { value: Math.round(78 + noise() * 20), unit: 'slag/min', code: '/min' },
      },
      {
        ...base,
        id: `temp-${index}`,
        code: loinc('8310-5', 'Kroppstemperatur'),
        valueQuantity: { value: Math.round((37.4 + noise()) * 10) / 10, unit: '°C', code: 'Cel' },
      },
      {
        ...base,
        id: `weight-${index}`,
        code: loinc('29463-7', 'Vikt'),
        valueQuantity: { value: Math.round((71 - index * 0.3) * 10) / 10, unit: 'kg', code: 'kg' },
      },
    ];
  });
}

const diagnoses: [string, string, number, boolean][] = [
  ['I50.9', 'Hjärtsvikt, ospecificerad', 780, true],
  ['E11.9', 'Diabetes mellitus typ 2 utan (uppgift om) komplikationer', 3100, true],
  ['I10.9', 'Essentiell hypertoni', 5200, true],
  ['N18.3', 'Kronisk njursvikt, stadium 3', 420, true],
  ['M17.9', 'Gonartros, ospecificerad', 2500, true],
  ['J18.9', 'Pneumoni, ospecificerad', 900, false],
  ['N39.0', 'Urinvägsinfektion utan angiven lokalisation', 200, false],
];

const drugs: [string, string, number][] = [
  ['Enalapril 10 mg tablett', '1 tablett på morgonen mot högt blodtryck.', 2400],
  ['Furosemid 40 mg tablett', '1 tablett på morgonen och 1 mitt på dagen, vätskedrivande.', 700],
  ['Metformin 500 mg tablett', '1 tablett morgon och kväll mot diabetes.', 3000],
  ['Metoprolol 50 mg depottablett', '1 tablett på morgonen för hjärtat.', 780],
  ['Atorvastatin 20 mg tablett', '1 tablett till kvällen mot höga blodfetter.', 1900],
  ['Apixaban 2,5 mg tablett', '1 tablett morgon och kväll mot blodpropp.', 640],
  ['Paracetamol 500 mg tablett', '2 tabletter vid behov mot smärta, högst 4 gånger per dygn.', 300],
];

const resources: Resource[] = [
  alma,
  ...diagnoses.map(
    ([code, text, daysAgo, isActive]): Resource => ({
      resourceType: 'Condition',
      id: `con-${code}`,
      subject,
      code: { coding: [{ system: icd, code }], text },
      onsetDateTime: date(daysAgo),
      clinicalStatus: { coding: [{ code: isActive ? 'active' : 'resolved' }] },
    }),
  ),
  {
    resourceType: 'AllergyIntolerance',
    id: 'pc',
    patient: subject,
    code: { text: 'Penicillin' },
    criticality: 'high',
    category: ['medication'],
    recordedDate: date(5000),
    clinicalStatus: { coding: [{ code: 'active' }] },
    reaction: [{ manifestation: [{ text: 'Anafylaxi' }], severity: 'severe' }],
  },
  {
    resourceType: 'AllergyIntolerance',
    id: 'nickel',
    patient: subject,
    code: { text: 'Nickel' },
    criticality: 'low',
    recordedDate: date(8000),
    clinicalStatus: { coding: [{ code: 'active' }] },
    reaction: [{ manifestation: [{ text: 'Eksem' }] }],
  },
  {
    resourceType: 'Flag',
    id: 'mrsa',
    status: 'active',
    subject,
    code: { text: 'Bärare av MRSA' },
    category: [{ text: 'Smitta' }],
    period: { start: date(600) },
  },
  ...drugs.map(
    ([text, dose, daysAgo], index): Resource => ({
      resourceType: 'MedicationRequest',
      id: `med-${index}`,
      status: 'active',
      intent: 'order',
      subject,
      authoredOn: date(daysAgo),
      requester: doctor,
      medicationCodeableConcept: { text },
      dosageInstruction: [{ text: dose, asNeededBoolean: dose.includes('vid behov') }],
    }),
  ),
  ...vitals(),
  ...labValues(),
  {
    resourceType: 'Encounter',
    id: 'stay',
    status: 'in-progress',
    class: { code: 'IMP' },
    type: [{ text: 'Slutenvård' }],
    subject,
    serviceProvider: ward,
    period: { start: at(1) },
    reasonCode: [{ text: 'Tilltagande andfåddhet' }],
    location: [{ location: { display: 'Sal 4:2' } }],
  },
  ...Array.from(
    { length: 14 },
    (_, index): Resource => ({
      resourceType: 'Encounter',
      id: `enc-${index}`,
      status: 'finished',
      class: { code: 'AMB' },
      type: [{ text: index % 3 ? 'Mottagningsbesök' : 'Telefonkontakt' }],
      subject,
      serviceProvider: unit,
      period: { start: at(30 + index * 61), end: at(30 + index * 61, '09:40') },
      reasonCode: [{ text: ['Kontroll hjärtsvikt', 'Hosta', 'Årskontroll diabetes', 'Knäsmärta'][index % 4] ?? '' }],
    }),
  ),
  ...Array.from(
    { length: 8 },
    (_, index): Resource => ({
      resourceType: 'QuestionnaireResponse',
      id: `note-${index}`,
      status: 'completed',
      subject,
      authored: at(index * 47),
      author: doctor,
      item: [
        {
          linkId: 'current',
          text: 'Aktuellt',
          answer: [
            {
              valueString: 'Söker för tilltagande andfåddhet sedan en vecka. Sover med två kuddar. Ingen bröstsmärta.',
            },
          ],
        },
        {
          linkId: 'assessment',
          text: 'Bedömning',
          answer: [{ valueString: 'Försämrad hjärtsvikt. Ökar diuretika, ny kontroll om en vecka.' }],
        },
      ],
    }),
  ),
  {
    resourceType: 'CarePlan',
    id: 'sip',
    status: 'active',
    intent: 'plan',
    subject,
    title: 'Samordnad individuell plan',
    period: { start: date(60) },
    activity: [
      { detail: { status: 'completed', description: 'Vikt varje vecka' } },
      { detail: { status: 'in-progress', description: 'Hemsjukvård två gånger i veckan' } },
    ],
  },
  ...['Influensa', 'Influensa', 'Covid-19', 'TBE', 'Pneumokocker'].map(
    (text, index): Resource => ({
      resourceType: 'Immunization',
      id: `imm-${index}`,
      status: 'completed',
      patient: subject,
      vaccineCode: { text },
      occurrenceDateTime: date(40 + index * 365),
    }),
  ),
  {
    resourceType: 'ServiceRequest',
    id: 'echo',
    status: 'completed',
    intent: 'order',
    subject,
    authoredOn: date(25),
    code: { text: 'Ekokardiografi: EF?' },
    category: [{ text: 'Klinisk fysiologi' }],
    performer: [{ display: 'Klinisk fysiologi SU' }],
  },
  {
    resourceType: 'DiagnosticReport',
    id: 'echo-answer',
    status: 'final',
    subject,
    basedOn: [{ reference: 'ServiceRequest/echo' }],
    code: { text: 'Ekokardiografi' },
    issued: at(11),
    conclusion: 'EF 35 %. Lindrig mitralisinsufficiens. Ingen perikardvätska.',
  },
  {
    resourceType: 'ServiceRequest',
    id: 'ortho',
    status: 'active',
    intent: 'order',
    subject,
    authoredOn: date(90),
    code: { text: 'Gonartros, ställningstagande till protes' },
    category: [{ text: 'Specialistvård' }],
    performer: [{ display: 'Ortopedmottagningen SU/Mölndal' }],
  },
  {
    resourceType: 'Appointment',
    id: 'next',
    status: 'booked',
    start: '2026-12-03T09:30:00+01:00',
    description: 'Uppföljning hjärtsvikt',
    appointmentType: { text: 'Återbesök' },
    participant: [
      { actor: doctor, status: 'accepted' },
      { actor: { reference: 'Location/vc', display: unit.display }, status: 'accepted' },
    ],
  },
  {
    resourceType: 'EpisodeOfCare',
    id: 'list',
    status: 'active',
    patient: subject,
    managingOrganization: unit,
    type: [{ text: 'Listad på vårdcentral' }],
  },
];

export function exampleChart(): Bundle {
  return {
    resourceType: 'Bundle',
    type: 'collection',
    timestamp: '2026-11-22T10:00:00Z',
    entry: resources.map((resource) => ({ resource })),
  };
}
