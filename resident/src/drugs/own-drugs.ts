/** Prescriptions as my drug list: what I take now, regularly or as needed, and what I took before. */
import { currentDrugs } from '@vardkedjan/care/clinical/drug-list/current-drugs.ts';
import { courseEnd } from '@vardkedjan/care/clinical/prescriptions/course-end.ts';
import { isRenewable } from '@vardkedjan/care/clinical/prescriptions/renewal-request.ts';
import type { CodeableConcept, MedicationRequest } from '@medplum/fhirtypes';
import { doseText } from '@vardkedjan/care/clinical/dose-text.ts';
import { textOfConcept } from '../record/concept.ts';

export interface OwnDrug {
  id: string;
  name: string;
  /** Empty when it cannot be told for certain. */
  dose: string;
  /** What it is for, as it was recorded. */
  reasons: CodeableConcept[];
  prescribed: string | undefined;
  prescriber: string;
  until: string | undefined;
  isOnHold: boolean;
  isRenewable: boolean;
}

export interface OwnDrugs {
  regular: OwnDrug[];
  asNeeded: OwnDrug[];
  past: OwnDrug[];
}

const leftOut = new Set(['entered-in-error', 'draft', 'cancelled', 'unknown']);
const swedish = new Intl.Collator('sv', { numeric: true });

/** `day`: in Sweden. */
export function ownDrugs(requests: readonly MedicationRequest[], day: string): OwnDrugs {
  const shown = requests.filter((request) => !leftOut.has(request.status));
  const now = currentDrugs(shown, [], day).flatMap(({ order }) => order ?? []);
  const past = shown.filter(({ id }) => !now.some((each) => each.id === id));
  const byName = (a: OwnDrug, b: OwnDrug) => swedish.compare(a.name, b.name);
  return {
    regular: now
      .filter((request) => !isAsNeeded(request))
      .map(drugOf)
      .sort(byName),
    asNeeded: now.filter(isAsNeeded).map(drugOf).sort(byName),
    past: past.map(drugOf).sort((a, b) => (b.prescribed ?? '').localeCompare(a.prescribed ?? '')),
  };
}

const isAsNeeded = ({ dosageInstruction }: MedicationRequest) =>
  (dosageInstruction ?? []).some(
    (dosage) => dosage.asNeededBoolean === true || dosage.asNeededCodeableConcept !== undefined,
  );

function drugOf(request: MedicationRequest): OwnDrug {
  const dose = doseText(request.dosageInstruction);
  return {
    id: request.id ?? '',
    name: textOfConcept(request.medicationCodeableConcept) || (request.medicationReference?.display ?? ''),
    dose: dose.source === 'none' ? '' : sentence(dose.text),
    reasons: request.reasonCode ?? [],
    prescribed: request.authoredOn,
    prescriber: request.requester?.display ?? '',
    until: courseEnd(request) ?? request.dispenseRequest?.validityPeriod?.end,
    isOnHold: request.status === 'on-hold',
    isRenewable: isRenewable(request),
  };
}

/** As one says it: with a capital and a full stop. */
function sentence(text: string): string {
  const whole = text.charAt(0).toLocaleUpperCase('sv') + text.slice(1);
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}
