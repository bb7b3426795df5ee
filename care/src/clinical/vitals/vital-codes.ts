/**
 * What a round of vital signs measures, and how FHIR holds it (http://hl7.org/fhir/R4/observation-vitalsigns.html): LOINC for what is measured,
 * SNOMED CT for ACVPU and for NEWS2 with its parts, as HL7 UK Core's ValueSet-UKCore-ACVPU and NHS England's NEWS2 guide give them.
 */
import type { Acvpu, News2Part } from './news2.ts';

export const loincSystem = 'http://loinc.org';
export const snomedSystem = 'http://snomed.info/sct';
export const ucumSystem = 'http://unitsofmeasure.org';

export type VitalKey = 'respiration' | 'saturation' | 'oxygen' | 'systolic' | 'diastolic' | 'pulse' | 'temperature';

export interface VitalSign {
  code: string;
  display: string;
  text: string;
  unit: string;
  ucum: string;
  /** Outside of this it is asked whether it is right: our own bounds, of what is seen on a ward (docs/open-questions.md). Nothing is refused for it. */
  likely: readonly [low: number, high: number];
}

export const vitalCodes: Readonly<Record<VitalKey, VitalSign>> = {
  respiration: {
    code: '9279-1',
    display: 'Respiratory rate',
    text: 'Andningsfrekvens',
    unit: 'andetag/min',
    ucum: '/min',
    likely: [6, 50],
  },
  saturation: {
    code: '2708-6',
    display: 'Oxygen saturation in Arterial blood',
    text: 'Syremättnad',
    unit: '%',
    ucum: '%',
    likely: [65, 100],
  },
  oxygen: {
    code: '3151-8',
    display: 'Inhaled oxygen flow rate',
    text: 'Syrgas',
    unit: 'l/min',
    ucum: 'L/min',
    likely: [0, 15],
  },
  systolic: {
    code: '8480-6',
    display: 'Systolic blood pressure',
    text: 'Systoliskt',
    unit: 'mmHg',
    ucum: 'mm[Hg]',
    likely: [60, 240],
  },
  diastolic: {
    code: '8462-4',
    display: 'Diastolic blood pressure',
    text: 'Diastoliskt',
    unit: 'mmHg',
    ucum: 'mm[Hg]',
    likely: [30, 140],
  },
  pulse: { code: '8867-4', display: 'Heart rate', text: 'Puls', unit: 'slag/min', ucum: '/min', likely: [30, 190] },
  temperature: {
    code: '8310-5',
    display: 'Body temperature',
    text: 'Kroppstemperatur',
    unit: '°C',
    ucum: 'Cel',
    likely: [34, 41.5],
  },
}; // prettier-ignore

export const pressureCode = {
  code: '85354-9',
  display: 'Blood pressure panel with all children optional',
  text: 'Blodtryck',
};

export const acvpuCode = {
  code: '1104441000000107',
  display: 'ACVPU (Alert Confusion Voice Pain Unresponsive) scale score',
};
export const acvpuValues: Readonly<Record<Acvpu, { code: string; display: string; text: string }>> = {
  A: { code: '248234008', display: 'Mentally alert', text: 'Alert' },
  C: { code: '130987000', display: 'Acute confusion', text: 'Nytillkommen förvirring' },
  V: { code: '300202002', display: 'Responds to voice', text: 'Reagerar på tilltal' },
  P: { code: '450847001', display: 'Responds to pain', text: 'Reagerar på smärta' },
  U: { code: '422768004', display: 'Unresponsive', text: 'Reagerar inte' },
};

const score = (code: string, what: string) => ({
  code,
  display: `Royal College of Physicians NEWS2 (National Early Warning Score 2) - ${what} score`,
});
export const news2Code = {
  code: '1104051000000101',
  display: 'Royal College of Physicians NEWS2 (National Early Warning Score 2) total score',
};
export const saturationScale2Code = score('1104321000000108', 'oxygen saturation scale 2');
export const news2PartCodes: Readonly<Record<News2Part, { code: string; display: string }>> = {
  respiration: score('1104301000000104', 'respiration rate'),
  saturation: score('1104311000000102', 'oxygen saturation scale 1'),
  oxygen: score('1104331000000105', 'air or oxygen'),
  systolic: score('1104341000000101', 'systolic blood pressure'),
  pulse: score('1104351000000103', 'pulse'),
  consciousness: score('1104361000000100', 'consciousness'),
  temperature: score('1104371000000107', 'temperature'),
};
