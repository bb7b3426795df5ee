/**
 * Prescriptions as MedicationRequest. The structured dosage is the only truth (http://hl7.org/fhir/R4/dosage.html); the dose
 * text is made from it here and nowhere else.
 */
import type { Dosage, MedicationRequest, Practitioner, Reference, TimingRepeat } from '@medplum/fhirtypes';
import { type DoseUnit, type Drug, type DrugKey, drugs, drugText, type Route } from '../catalogue/drugs.ts';
import { at, type Day, dateText, dateTimeText, dayOf, type Moment } from '../calendar.ts';
import { atcSystem, snomedSystem, ucumSystem } from '../systems.ts';
import type { Chart, Contact, Problem } from './chart.ts';
import { decimal } from './measure.ts';
import type { Staff, Unit } from '../units/unit.ts';

/** Times of day by R4's EventTiming. */
export type DoseTime = 'MORN' | 'NOON' | 'AFT' | 'EVE' | 'NIGHT';

export interface Dose {
  amount: number;
  /** At these times each day … */
  times?: readonly DoseTime[];
  /** … or so many times … */
  timesADay?: number;
  /** … a week, or a month, instead of a day. */
  every?: 'week' | 'month' | 'half-year';
  /** Only when needed, at most this often a day. */
  asNeeded?: { most: number; why: string };
  /** Days, for a course that ends by itself. */
  days?: number;
}

const unitCodes: Record<DoseUnit, { code: string; plural: string }> = {
  tablett: { code: '{tablet}', plural: 'tabletter' },
  kapsel: { code: '{capsule}', plural: 'kapslar' },
  inhalation: { code: '{puff}', plural: 'inhalationer' },
  E: { code: '[IU]', plural: 'E' },
  mL: { code: 'mL', plural: 'mL' },
  droppe: { code: '[drp]', plural: 'droppar' },
  mg: { code: 'mg', plural: 'mg' },
  plåster: { code: '{patch}', plural: 'plåster' },
  spray: { code: '{spray}', plural: 'sprayer' },
  applicering: { code: '{application}', plural: 'appliceringar' },
  dospåse: { code: '{sachet}', plural: 'dospåsar' },
  stolpiller: { code: '{suppository}', plural: 'stolpiller' },
  injektion: { code: '{injection}', plural: 'injektioner' },
};

/** SNOMED CT routes of administration, as HL7's route-codes value set lists them. */
export const routes: Record<Route, { code: string; display: string }> = {
  oral: { code: '26643006', display: 'Oral route' },
  inhalation: { code: '447694001', display: 'Respiratory tract route' },
  subcutaneous: { code: '34206005', display: 'Subcutaneous route' },
  intravenous: { code: '47625008', display: 'Intravenous route' },
  intramuscular: { code: '78421000', display: 'Intramuscular route' },
  cutaneous: { code: '6064005', display: 'Topical route' },
  nasal: { code: '46713006', display: 'Nasal route' },
  ocular: { code: '54485002', display: 'Ophthalmic route' },
  vaginal: { code: '16857009', display: 'Per vagina' },
  rectal: { code: '37161004', display: 'Per rectum' },
};

const timeWords: Record<DoseTime, string> = {
  MORN: 'på morgonen',
  NOON: 'mitt på dagen',
  AFT: 'på eftermiddagen',
  EVE: 'på kvällen',
  NIGHT: 'till natten',
};

export interface Treatment {
  key: DrugKey;
  drug: Drug;
  dose: Dose;
  since: Day;
  resource: MedicationRequest;
}

export function dosageOf(drug: Drug, dose: Dose): Dosage {
  const { code } = unitCodes[drug.unit];
  const route = routes[drug.route];
  return {
    text: doseText(drug, dose),
    timing: { repeat: repeatOf(dose) },
    ...(dose.asNeeded && { asNeededBoolean: true }),
    route: { coding: [{ system: snomedSystem, code: route.code, display: route.display }] },
    doseAndRate: [{ doseQuantity: { value: dose.amount, unit: drug.unit, system: ucumSystem, code } }],
    ...(dose.asNeeded && {
      maxDosePerPeriod: {
        numerator: { value: dose.amount * dose.asNeeded.most, unit: drug.unit, system: ucumSystem, code },
        denominator: { value: 1, unit: 'dygn', system: ucumSystem, code: 'd' },
      },
    }),
  };
}

function repeatOf(dose: Dose): TimingRepeat {
  const bounds = dose.days
    ? { boundsDuration: { value: dose.days, unit: 'dagar', system: ucumSystem, code: 'd' } }
    : {};
  if (dose.every) {
    const period =
      dose.every === 'week'
        ? ({ period: 1, periodUnit: 'wk' } as const)
        : { period: dose.every === 'month' ? 1 : 6, periodUnit: 'mo' as const };
    return { ...bounds, frequency: 1, ...period };
  }
  if (dose.asNeeded) return { ...bounds, frequency: 1, frequencyMax: dose.asNeeded.most, period: 1, periodUnit: 'd' };
  const frequency = dose.times?.length ?? dose.timesADay ?? 1;
  return { ...bounds, frequency, period: 1, periodUnit: 'd', ...(dose.times && { when: [...dose.times] }) };
}

/** `1 tablett på morgonen och 1 till natten mot högt blodtryck.` */
export function doseText(drug: Drug, dose: Dose): string {
  const amount = `${decimal(dose.amount)} ${dose.amount > 1 ? unitCodes[drug.unit].plural : drug.unit}`;
  const length = dose.days ? ` i ${dose.days} dagar` : '';
  if (dose.asNeeded)
    return `${amount} vid behov ${dose.asNeeded.why}, högst ${dose.asNeeded.most} gånger per dygn${length}.`;
  if (dose.every) {
    const period = { week: 'en gång i veckan', month: 'en gång i månaden', 'half-year': 'en gång var sjätte månad' }[
      dose.every
    ];
    return `${amount} ${period} ${drug.purpose}.`;
  }
  if (dose.times) return `${amount} ${listed(dose.times.map((t) => timeWords[t]))}${length} ${drug.purpose}.`;
  const times = dose.timesADay ?? 1;
  return `${amount} ${times === 1 ? 'en gång' : `${times} gånger`} dagligen${length} ${drug.purpose}.`;
}

export function listed(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} och ${parts.at(-1)}`;
}

/** A prescription for a problem. One with a length ends by itself; the others last until stopped. */
export function prescribe(
  chart: Chart,
  contact: Contact,
  key: DrugKey,
  dose: Dose,
  options: { problem?: Problem; moment?: Moment; ward?: boolean } = {},
): Treatment {
  const drug: Drug = drugs[key];
  const moment = options.moment ?? contact.start;
  const { problem } = options;
  const since = dayOf(moment);
  const over = dose.days !== undefined && since + dose.days <= chart.today;
  const until = dateText(since + (dose.days ?? 365));
  const resource = chart.add<MedicationRequest>(contact.unit, {
    resourceType: 'MedicationRequest',
    status: over ? 'completed' : 'active',
    intent: 'order',
    category: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/medicationrequest-category',
            code: options.ward ? 'inpatient' : 'outpatient',
          },
        ],
      },
    ],
    medicationCodeableConcept: {
      coding: [{ system: atcSystem, code: drug.atc, display: drug.name }],
      text: drugText(drug),
    },
    subject: chart.subject,
    encounter: contact.reference,
    authoredOn: dateTimeText(moment),
    requester: prescriberOf(chart, contact).reference as Reference<Practitioner>,
    ...(problem
      ? { reasonCode: [{ text: problem.diagnosis.title }], reasonReference: [problem.reference] }
      : { reasonCode: [{ text: drug.purpose.charAt(0).toUpperCase() + drug.purpose.slice(1) }] }),
    dosageInstruction: [dosageOf(drug, dose)],
    ...(!options.ward && {
      dispenseRequest: {
        validityPeriod: { start: dateText(since), end: until },
        ...(dose.days === undefined && { numberOfRepeatsAllowed: 3 }),
      },
    }),
  });
  return { key, drug, dose, since, resource };
}

/** Whom the patient meets, when that is a doctor; else one of the unit's, or of the own health centre. */
function prescriberOf({ person }: Chart, { unit, staff }: Contact): Staff {
  if (staff.profession === 'doctor') return staff;
  const doctor = [...unit.staff, ...person.healthCentre.staff].find(({ profession }) => profession === 'doctor');
  return doctor ?? staff;
}

/** The same anew for a year; the one before it is completed. */
export function renew(
  chart: Chart,
  treatment: Treatment,
  { unit, by, day }: { unit: Unit; by: Staff; day: Day },
): void {
  const { resource: before, drug } = treatment;
  const { id, meta: _meta, encounter: _encounter, ...content } = before;
  before.status = 'completed';
  if (before.dispenseRequest?.validityPeriod) before.dispenseRequest.validityPeriod.end = dateText(day);
  treatment.resource = chart.add<MedicationRequest>(unit, {
    ...content,
    status: 'active',
    authoredOn: dateTimeText(at(day, 11 * 60 + ((drug.atc.length * 7) % 60))),
    requester: by.reference as Reference<Practitioner>,
    priorPrescription: { reference: `MedicationRequest/${id}` },
    dispenseRequest: { ...before.dispenseRequest, validityPeriod: { start: dateText(day), end: dateText(day + 365) } },
  });
}

/** Stopped before its end, with the reason as the prescriber gave it. */
export function stop(treatment: Treatment, day: Day, reason: string): void {
  treatment.resource.status = 'stopped';
  treatment.resource.statusReason = { text: reason };
  const dispense = treatment.resource.dispenseRequest;
  if (dispense?.validityPeriod) dispense.validityPeriod.end = dateText(Math.max(day, treatment.since));
}
