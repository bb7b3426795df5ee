/**
 * What is measured so often that a template offers it by name: FHIR's vital signs, with their LOINC codes and units
 * (http://hl7.org/fhir/R4/observation-vitalsigns.html), and a few more by LOINC; and how a template asks for it.
 */
import type { QuestionnaireItem } from '@medplum/fhirtypes';
import { vitalCodes } from '../clinical/vitals/vital-codes.ts';
import { extractCategoryUrl, extractUrl } from './note-values.ts';

export interface Measure {
  /** LOINC. */
  code: string;
  display: string;
  name: { sv: string; en: string };
  /** As it is written, and in UCUM. */
  unit: string;
  ucum: string;
  /** http://terminology.hl7.org/CodeSystem/observation-category; vital signs when it is not said. */
  category?: 'survey';
  /** A blood pressure is two values, each with a code of its own. */
  parts?: readonly { code: string; display: string; text: string }[];
}

export const measures: readonly Measure[] = [
  {
    code: '85354-9',
    display: 'Blood pressure panel with all children optional',
    name: { sv: 'Blodtryck', en: 'Blood pressure' },
    unit: 'mmHg',
    ucum: 'mm[Hg]',
    parts: [
      { code: '8480-6', display: 'Systolic blood pressure', text: 'Systoliskt' },
      { code: '8462-4', display: 'Diastolic blood pressure', text: 'Diastoliskt' },
    ],
  },
  { code: '8867-4', display: 'Heart rate', name: { sv: 'Puls', en: 'Heart rate' }, unit: 'slag/min', ucum: '/min' },
  {
    code: '9279-1',
    display: 'Respiratory rate',
    name: { sv: 'Andningsfrekvens', en: 'Respiratory rate' },
    unit: 'andetag/min',
    ucum: '/min',
  },
  {
    code: '8310-5',
    display: 'Body temperature',
    name: { sv: 'Kroppstemperatur', en: 'Temperature' },
    unit: '°C',
    ucum: 'Cel',
  },
  {
    code: '2708-6',
    display: 'Oxygen saturation in Arterial blood',
    name: { sv: 'Syremättnad', en: 'Oxygen saturation' },
    unit: '%',
    ucum: '%',
  },
  { code: '29463-7', display: 'Body weight', name: { sv: 'Vikt', en: 'Weight' }, unit: 'kg', ucum: 'kg' },
  { code: '8302-2', display: 'Body height', name: { sv: 'Längd', en: 'Height' }, unit: 'cm', ucum: 'cm' },
  {
    code: '9843-4',
    display: 'Head Occipital-frontal circumference',
    name: { sv: 'Huvudomfång', en: 'Head circumference' },
    unit: 'cm',
    ucum: 'cm',
  },
  {
    code: '39156-5',
    display: 'Body mass index (BMI) [Ratio]',
    name: { sv: 'BMI', en: 'BMI' },
    unit: 'kg/m²',
    ucum: 'kg/m2',
  },
  {
    code: '8280-0',
    display: 'Waist Circumference at umbilicus by Tape measure',
    name: { sv: 'Midjemått', en: 'Waist circumference' },
    unit: 'cm',
    ucum: 'cm',
  },
  {
    code: '3151-8',
    display: 'Inhaled oxygen flow rate',
    name: { sv: 'Syrgas', en: 'Oxygen' },
    unit: 'l/min',
    ucum: 'L/min',
  },
  {
    code: '72514-3',
    display: 'Pain severity - 0-10 verbal numeric rating [Score] - Reported',
    name: { sv: 'Smärta (NRS)', en: 'Pain (NRS)' },
    unit: 'av 10',
    ucum: '{score}',
    category: 'survey',
  },
];

/** Outside of this it is asked whether it is right; nothing is refused for it. Our own bounds (docs/open-questions.md), a ward's for vital signs. By LOINC. */
const likely: ReadonlyMap<string, readonly [low: number, high: number]> = new Map([
  ...Object.values(vitalCodes).map((sign) => [sign.code, sign.likely] as const),
  ['29463-7', [0.4, 250]],
  ['8302-2', [25, 220]],
  ['9843-4', [20, 65]],
  ['39156-5', [10, 70]],
  ['8280-0', [30, 200]],
  ['72514-3', [0, 10]],
]);

const numbersOf = { systolic: vitalCodes.systolic.code, diastolic: vitalCodes.diastolic.code };

/** Which of the questions have an answer that is outside of what is usually seen. `valueOf`: what is answered as a number, if anything. */
export function unlikelyAnswers(
  questions: Iterable<QuestionnaireItem>,
  valueOf: (linkId: string) => number | undefined,
): QuestionnaireItem[] {
  const asked = [...questions].flatMap((question) => {
    const value = valueOf(question.linkId);
    return value === undefined ? [] : [{ question, value, codes: (question.code ?? []).map(({ code }) => code) }];
  });
  const systolic = asked.find(({ codes }) => codes.includes(numbersOf.systolic));
  return asked
    .filter(({ value, codes }) => {
      const [low, high] = likely.get(codes.find((code) => likely.has(code ?? '')) ?? '') ?? [-Infinity, Infinity];
      const isAbove = codes.includes(numbersOf.diastolic) && systolic !== undefined && value >= systolic.value;
      return value < low || value > high || isAbove;
    })
    .map(({ question }) => question);
}

const loinc = 'http://loinc.org';
/** http://hl7.org/fhir/R4/extension-questionnaire-unitoption.html */
export const unitOptionUrl = 'http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption';

/** How a template asks for it: its answer becomes one of the patient's values when the note is signed. */
export function measureItem(linkId: string, measure: Measure, text: string = measure.name.sv): QuestionnaireItem {
  const category = {
    system: 'http://terminology.hl7.org/CodeSystem/observation-category',
    code: measure.category ?? 'vital-signs',
  };
  const extracted = [
    { url: extractUrl, valueBoolean: true },
    { url: extractCategoryUrl, valueCodeableConcept: { coding: [category] } },
  ];
  const unit = {
    url: unitOptionUrl,
    valueCoding: { system: 'http://unitsofmeasure.org', code: measure.ucum, display: measure.unit },
  };
  const code = [{ system: loinc, code: measure.code, display: measure.display }];
  if (!measure.parts) return { linkId, text, type: 'quantity', code, extension: [...extracted, unit] };
  const item = measure.parts.map(
    (part): QuestionnaireItem => ({
      linkId: `${linkId}-${part.code}`,
      text: part.text,
      type: 'quantity',
      code: [{ system: loinc, code: part.code, display: part.display }],
      extension: [unit],
    }),
  );
  return { linkId, text, type: 'group', code, extension: extracted, item };
}
