/**
 * What is measured so often that a template offers it by name: FHIR's vital signs, with their LOINC codes and units
 * (http://hl7.org/fhir/R4/observation-vitalsigns.html). A pure table.
 */
export interface Measure {
  /** LOINC. */
  code: string;
  display: string;
  name: { sv: string; en: string };
  /** As it is written, and in UCUM. */
  unit: string;
  ucum: string;
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
];
