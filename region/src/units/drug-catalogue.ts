/**
 * The drugs of the catalogue as MedicationKnowledge (http://hl7.org/fhir/R4/medicationknowledge.html): what prescribers search in. Substances,
 * strengths and forms only; no products. The dose is counted in `drug-dose-unit`; R4 has no element for it. The numbers on packages are
 * invented, in GS1's series for examples (952, https://www.gs1.org/standards/id-keys/company-prefix): no real package has them.
 */
import type { MedicationKnowledge, Ratio } from '@medplum/fhirtypes';
import { routes } from '../chart/prescribe.ts';
import { type Drug, drugs, drugText } from '../catalogue/drugs.ts';
import { testDataTag } from '../people/patient.ts';
import { atcSystem, snomedSystem, ucumSystem } from '../systems.ts';

const doseUnitUrl = 'https://vardkedjan.se/fhir/StructureDefinition/drug-dose-unit';

export function* drugCatalogue(): Generator<MedicationKnowledge> {
  for (const [place, [key, drug]] of Object.entries(drugs).entries()) yield entryOf(key, drug, place);
}

/** HL7's URI for GTIN. */
const gtinSystem = 'https://www.gs1.org/gtin';

/** Of a package of the nth drug of the catalogue, fourteen digits with GS1's check digit. */
function exampleGtin(place: number): string {
  const digits = `0952${String(1_000_000 + place * 7).padStart(9, '0')}`;
  const sum = Array.from(digits).reduce((all, digit, index) => all + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

function entryOf(key: string, drug: Drug, place: number): MedicationKnowledge {
  const route = routes[drug.route];
  const strength = strengthOf(drug);
  return {
    resourceType: 'MedicationKnowledge',
    id: `drug-${key.replaceAll(/([A-Z])/g, '-$1').toLowerCase()}`,
    meta: { tag: [{ ...testDataTag }] },
    extension: [{ url: doseUnitUrl, valueString: drug.unit }],
    status: 'active',
    code: {
      coding: [
        { system: atcSystem, code: drug.atc, display: drug.name },
        { system: gtinSystem, code: exampleGtin(place) },
      ],
      text: drugText(drug),
    },
    doseForm: { text: drug.form },
    ingredient: [{ itemCodeableConcept: { text: drug.name }, ...(strength && { strength }) }],
    intendedRoute: [{ coding: [{ system: snomedSystem, code: route.code, display: route.display }] }],
  };
}

/** `500 mg`, `0,2 mg/dos`, `100 mg/mL` of what is measured in mL; none of several substances, or of what is counted otherwise. */
function strengthOf({ strength, unit }: Drug): Ratio | undefined {
  const [, amount, mass, per] = /^([\d,]+) (mg|g|µg)(?:\/(dos|mL))?$/.exec(strength) ?? [];
  if (amount === undefined || mass === undefined || unit === 'mg') return undefined;
  if ((per === 'mL') !== (unit === 'mL')) return undefined;
  const code = mass === 'µg' ? 'ug' : mass;
  return {
    numerator: { value: Number(amount.replace(',', '.')), unit: mass, system: ucumSystem, code },
    denominator: { value: 1, unit },
  };
}
