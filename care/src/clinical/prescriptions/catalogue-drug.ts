/** A drug of the catalogue (http://hl7.org/fhir/R4/medicationknowledge.html) as an order names it: its code, its strength beside it, its route, and what its dose is counted in. */
import type { CodeableConcept, Dosage, MedicationKnowledge, MedicationRequest } from '@medplum/fhirtypes';
import { gtinSystem } from '../giving/package-drug.ts';
import { strengthUrl } from '../drug-safety/drug-situation.ts';
import type { DosedDrug } from '../dosing/typed-amount.ts';
import { unitOf } from '../dosing/regimen.ts';

const doseUnitUrl = 'https://vardkedjan.se/fhir/StructureDefinition/drug-dose-unit';

export interface CatalogueDrug {
  id: string;
  /** `Paracetamol 500 mg tablett`. */
  name: string;
  concept: CodeableConcept;
  dosed: DosedDrug | undefined;
  route: CodeableConcept | undefined;
}

export function catalogueDrugOf(entry: MedicationKnowledge): CatalogueDrug {
  const unit = entry.extension?.find(({ url }) => url === doseUnitUrl)?.valueString;
  const ratio = entry.ingredient?.length === 1 ? entry.ingredient[0]?.strength : undefined;
  const strength = ratio?.denominator?.unit === unit && ratio?.denominator?.value === 1 ? ratio.numerator : undefined;
  const isKnown = strength?.value !== undefined && strength.unit !== undefined;
  return {
    id: entry.id ?? '',
    name: entry.code?.text ?? entry.code?.coding?.[0]?.display ?? '',
    concept: {
      ...withoutPackages(entry.code),
      ...(isKnown && ratio && { extension: [{ url: strengthUrl, valueRatio: ratio }] }),
    },
    dosed:
      unit === undefined
        ? undefined
        : { unit, ...(isKnown && { strength: { value: strength.value ?? 0, unit: strength.unit ?? '' } }) },
    route: entry.intendedRoute?.[0],
  };
}

/** An order is of a drug, not of a package of it. */
function withoutPackages(code: CodeableConcept | undefined): CodeableConcept {
  return { ...code, ...(code?.coding && { coding: code.coding.filter(({ system }) => system !== gtinSystem) }) };
}

/** The drug of an order, for one that follows on it. */
export function drugOfOrder(order: MedicationRequest): CatalogueDrug {
  const concept = order.medicationCodeableConcept ?? { text: order.medicationReference?.display ?? '' };
  const [dosage] = order.dosageInstruction ?? [];
  const unit = unitOf(dosage ?? {});
  const { numerator, denominator } = concept.extension?.find(({ url }) => url === strengthUrl)?.valueRatio ?? {};
  const isKnown = numerator?.value !== undefined && numerator.unit !== undefined && denominator?.unit === unit;
  return {
    id: order.id ?? '',
    name: concept.text ?? concept.coding?.[0]?.display ?? '',
    concept,
    dosed:
      unit === undefined
        ? undefined
        : { unit, ...(isKnown && { strength: { value: numerator.value ?? 0, unit: numerator.unit ?? '' } }) },
    route: dosage?.route,
  };
}

/** The dose goes in the way the drug does. */
export function byRoute(dosages: readonly Dosage[], { route }: CatalogueDrug): Dosage[] {
  return dosages.map((dosage) => ({ ...dosage, ...(route && { route }) }));
}
