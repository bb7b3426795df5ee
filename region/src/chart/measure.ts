/**
 * Vital signs (http://hl7.org/fhir/R4/observation-vitalsigns.html) and laboratory values with reference range and mark
 * (H, L), grouped in a DiagnosticReport for each sampling.
 */
import type { CodeableConcept, DiagnosticReport, Observation, Quantity, Reference } from '@medplum/fhirtypes';
import { type LabKey, type LabTest, labTests } from '../catalogue/laboratory.ts';
import { dateTimeText, type Moment } from '../calendar.ts';
import { labSystem, loincSystem, npuSystem, ucumSystem } from '../systems.ts';
import type { Chart, Contact } from './chart.ts';

interface VitalSign {
  loinc: string;
  also?: string;
  display: string;
  text: string;
  unit: string;
  ucum: string;
  decimals: number;
}

const vitalSigns = {
  pulse: { loinc: '8867-4', display: 'Heart rate', text: 'Puls', unit: 'slag/min', ucum: '/min', decimals: 0 },
  respiration: {
    loinc: '9279-1',
    display: 'Respiratory rate',
    text: 'Andningsfrekvens',
    unit: 'andetag/min',
    ucum: '/min',
    decimals: 0,
  },
  temperature: {
    loinc: '8310-5',
    display: 'Body temperature',
    text: 'Kroppstemperatur',
    unit: '°C',
    ucum: 'Cel',
    decimals: 1,
  },
  weight: { loinc: '29463-7', display: 'Body weight', text: 'Vikt', unit: 'kg', ucum: 'kg', decimals: 1 },
  height: { loinc: '8302-2', display: 'Body height', text: 'Längd', unit: 'cm', ucum: 'cm', decimals: 0 },
  bmi: {
    loinc: '39156-5',
    display: 'Body mass index (BMI) [Ratio]',
    text: 'BMI',
    unit: 'kg/m²',
    ucum: 'kg/m2',
    decimals: 1,
  },
  saturation: {
    loinc: '2708-6',
    also: '59408-5',
    display: 'Oxygen saturation in Arterial blood',
    text: 'Syremättnad',
    unit: '%',
    ucum: '%',
    decimals: 0,
  },
  headCircumference: {
    loinc: '9843-4',
    display: 'Head Occipital-frontal circumference',
    text: 'Huvudomfång',
    unit: 'cm',
    ucum: 'cm',
    decimals: 1,
  },
} as const satisfies Record<string, VitalSign>;

export type VitalKey = keyof typeof vitalSigns;

const category = (code: 'vital-signs' | 'laboratory'): CodeableConcept[] => [
  { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code }] },
];

function quantity(value: number, sign: { unit: string; ucum: string; decimals: number }): Quantity {
  const factor = 10 ** sign.decimals;
  return { value: Math.round(value * factor) / factor, unit: sign.unit, system: ucumSystem, code: sign.ucum };
}

export function measureVital(
  chart: Chart,
  contact: Contact,
  key: VitalKey,
  value: number,
  moment: Moment = contact.start,
): number {
  const sign: VitalSign = vitalSigns[key];
  const valueQuantity = quantity(value, sign);
  const coding = [{ system: loincSystem, code: sign.loinc, display: sign.display }];
  if (sign.also)
    coding.push({
      system: loincSystem,
      code: sign.also,
      display: 'Oxygen saturation in Arterial blood by Pulse oximetry',
    });
  chart.add<Observation>(contact.unit, {
    resourceType: 'Observation',
    status: 'final',
    category: category('vital-signs'),
    code: { coding, text: sign.text },
    subject: chart.subject,
    encounter: contact.reference,
    effectiveDateTime: dateTimeText(moment),
    performer: [contact.staff.reference],
    valueQuantity,
  });
  return valueQuantity.value as number;
}

export function measureBloodPressure(
  chart: Chart,
  contact: Contact,
  systolic: number,
  diastolic: number,
  moment: Moment = contact.start,
): string {
  const pressure = (value: number): Quantity => quantity(value, { unit: 'mmHg', ucum: 'mm[Hg]', decimals: 0 });
  const component = (code: string, display: string, text: string, value: number) => ({
    code: { coding: [{ system: loincSystem, code, display }], text },
    valueQuantity: pressure(value),
  });
  chart.add<Observation>(contact.unit, {
    resourceType: 'Observation',
    status: 'final',
    category: category('vital-signs'),
    code: {
      coding: [{ system: loincSystem, code: '85354-9', display: 'Blood pressure panel with all children optional' }],
      text: 'Blodtryck',
    },
    subject: chart.subject,
    encounter: contact.reference,
    effectiveDateTime: dateTimeText(moment),
    performer: [contact.staff.reference],
    component: [
      component('8480-6', 'Systolic blood pressure', 'Systoliskt', systolic),
      component('8462-4', 'Diastolic blood pressure', 'Diastoliskt', diastolic),
    ],
  });
  return `${Math.round(systolic)}/${Math.round(diastolic)}`;
}

export interface LabResults {
  values: Partial<Record<LabKey, number>>;
  report: DiagnosticReport;
  /** Names and values of what lies outside its range: `P-CRP 48 mg/L`. */
  abnormal: string[];
}

/** One sampling: an Observation for each value and a report over them. Answers come some hours after the sample. */
export function reportLabs(
  chart: Chart,
  contact: Contact,
  values: Partial<Record<LabKey, number>>,
  options: { moment?: Moment; answerHours?: number; title?: string } = {},
): LabResults {
  const moment = options.moment ?? contact.start;
  const issued = dateTimeText(Math.min(chart.now, moment + (options.answerHours ?? 5) * 3_600_000));
  const results: Reference<Observation>[] = [];
  const shown: Partial<Record<LabKey, number>> = {};
  const abnormal: string[] = [];
  for (const [name, raw] of Object.entries(values)) {
    const key = name as LabKey;
    const test: LabTest = labTests[key];
    const observation = labObservation(chart, contact, test, raw, dateTimeText(moment), issued);
    const value = observation.valueQuantity?.value as number;
    shown[key] = value;
    if (observation.interpretation)
      abnormal.push(`${test.name} ${value.toFixed(test.decimals).replace('.', ',')} ${test.unit}`);
    results.push({ reference: `Observation/${observation.id}`, display: test.name });
  }
  const title = options.title ?? 'Laboratoriesvar';
  const report = chart.add<DiagnosticReport>(contact.unit, {
    resourceType: 'DiagnosticReport',
    status: 'final',
    category: [
      { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: 'LAB' }], text: 'Laboratorium' },
    ],
    code: { text: title },
    subject: chart.subject,
    encounter: contact.reference,
    effectiveDateTime: dateTimeText(moment),
    issued,
    performer: [laboratoryOf(chart)],
    result: results,
    conclusion:
      abnormal.length > 0
        ? `Utanför referensintervallet: ${abnormal.join(', ')}.`
        : 'Samtliga värden inom referensintervallet.',
  });
  return { values: shown, report, abnormal };
}

function laboratoryOf(chart: Chart) {
  return chart.tree.hospitalUnit(chart.person.municipality, 'laboratory').reference;
}

function labObservation(
  chart: Chart,
  contact: Contact,
  test: LabTest,
  raw: number,
  effective: string,
  issued: string,
): Observation {
  const valueQuantity = quantity(Math.max(10 ** -test.decimals, raw), test);
  const value = valueQuantity.value as number;
  const [low, high] = test.range(chart.person.sex, chart.age(contact.day));
  const coding = [{ system: labSystem, code: test.code, display: test.name }];
  if (test.npu) coding.push({ system: npuSystem, code: test.npu, display: test.name });
  const mark = low !== undefined && value < low ? 'L' : high !== undefined && value > high ? 'H' : undefined;
  const end = (v: number): Quantity => ({ value: v, unit: test.unit, system: ucumSystem, code: test.ucum });
  return chart.add<Observation>(contact.unit, {
    resourceType: 'Observation',
    status: 'final',
    category: category('laboratory'),
    code: { coding, text: test.name },
    subject: chart.subject,
    encounter: contact.reference,
    effectiveDateTime: effective,
    issued,
    performer: [laboratoryOf(chart)],
    valueQuantity,
    ...(mark && {
      interpretation: [
        {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', code: mark }],
          text: mark === 'H' ? 'Högt' : 'Lågt',
        },
      ],
    }),
    referenceRange: [
      {
        ...(low !== undefined && { low: end(low) }),
        ...(high !== undefined && { high: end(high) }),
        text: rangeText(low, high),
      },
    ],
  });
}

/** Decimal comma, as Swedish writes numbers. */
export function decimal(value: number): string {
  return String(value).replace('.', ',');
}

function rangeText(low: number | undefined, high: number | undefined): string {
  if (low === undefined) return `≤ ${decimal(high ?? 0)}`;
  return high === undefined ? `≥ ${decimal(low)}` : `${decimal(low)}–${decimal(high)}`;
}
