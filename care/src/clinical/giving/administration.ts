/**
 * What has become of a dose, as MedicationAdministration (http://hl7.org/fhir/R4/medicationadministration.html): given, not given and why, delayed and
 * why, begun and waiting for a second signature, running. Which dose of the order it was stands beside it; R4 has no element for that.
 */
import type {
  Basic,
  MedicationAdministration,
  MedicationRequest,
  Practitioner,
  Procedure,
  Quantity,
  Reference,
} from '@medplum/fhirtypes';
import { localName } from '../../coordination/orders/order-codes.ts';

const own = 'https://vardkedjan.se/fhir/StructureDefinition';
export const dueAtUrl = `${own}/due-at`;
export const delegationUrl = `${own}/by-delegation`;
/** On a MedicationRequest: two sign each dose. */
export const doubleSigningUrl = `${own}/double-signing`;
const functions = 'http://terminology.hl7.org/CodeSystem/med-admin-perform-function';

export type GivingStatus = MedicationAdministration['status'];

/** Who gives, and when. */
export interface Giving {
  practitioner: Reference<Practitioner>;
  /** FHIR dateTime of the signing. */
  now: string;
  /** FHIR dateTime at which it was given, where that was before it was signed. */
  at?: string | undefined;
  delegation?: Reference<Basic> | undefined;
}

export interface Given {
  order: MedicationRequest;
  /** ISO instant of the dose; none of what is given as needed. */
  dueAt?: string | undefined;
  status: Extract<GivingStatus, 'completed' | 'not-done' | 'on-hold' | 'in-progress'>;
  dose?: Quantity | undefined;
  rate?: Quantity | undefined;
  reason?: string | undefined;
  note?: string | undefined;
  /** What was scanned, when something was. */
  package?: { gtin?: string; lot?: string; expires?: string } | undefined;
  partOf?: Reference<MedicationAdministration | Procedure> | undefined;
}

export function administrationOf(
  given: Given,
  { practitioner, now, at = now, delegation }: Giving,
): MedicationAdministration {
  const { order, dueAt, status, dose, rate, reason, note, partOf } = given;
  const isRunning = rate !== undefined;
  const extension = [
    ...(dueAt ? [{ url: dueAtUrl, valueDateTime: dueAt }] : []),
    ...(delegation ? [{ url: delegationUrl, valueReference: delegation }] : []),
    ...packageOf(given.package),
  ];
  return {
    resourceType: 'MedicationAdministration',
    ...(extension.length > 0 && { extension }),
    status,
    ...(reason && { statusReason: [{ text: reason }] }),
    ...(order.medicationCodeableConcept && { medicationCodeableConcept: order.medicationCodeableConcept }),
    ...(order.medicationReference && { medicationReference: order.medicationReference }),
    subject: order.subject,
    ...(isRunning ? { effectivePeriod: { start: at } } : { effectiveDateTime: at }),
    performer: [performed('performer', practitioner)],
    request: { reference: `MedicationRequest/${order.id ?? ''}` },
    ...(partOf && { partOf: [partOf] }),
    ...(note && { note: [{ authorReference: practitioner, time: now, text: note }] }),
    ...((dose ?? rate) && {
      dosage: {
        ...(order.dosageInstruction?.[0]?.route && { route: order.dosageInstruction[0].route }),
        ...(dose && { dose }),
        ...(rate && { rateQuantity: rate }),
      },
    }),
  };
}

const packageUrl = `${own}/scanned-package`;

function packageOf(scanned: Given['package']): NonNullable<MedicationAdministration['extension']> {
  if (scanned === undefined) return [];
  const { gtin, lot, expires } = scanned;
  return [
    {
      url: packageUrl,
      extension: [
        ...(gtin ? [{ url: 'gtin', valueString: gtin }] : []),
        ...(lot ? [{ url: 'lot', valueString: lot }] : []),
        ...(expires ? [{ url: 'expires', valueDate: expires }] : []),
      ],
    },
  ];
}

const performed = (code: 'performer' | 'verifier', actor: Reference<Practitioner>) => ({
  function: { coding: [{ system: functions, code }] },
  actor,
});

/** By the second: the dose is given, and an infusion runs from now. */
export function signedBySecond(
  given: MedicationAdministration,
  { practitioner, now }: Giving,
): MedicationAdministration {
  return {
    ...given,
    ...(given.dosage?.rateQuantity === undefined ? { status: 'completed' } : { effectivePeriod: { start: now } }),
    performer: [...(given.performer ?? []), performed('verifier', practitioner)],
  };
}

/** It was a mistake; what was recorded stays, with why it is not so. */
export function undone(
  given: MedicationAdministration,
  reason: string,
  { practitioner, now }: Giving,
): MedicationAdministration {
  return {
    ...given,
    status: 'entered-in-error',
    statusReason: [{ text: reason }],
    note: [...(given.note ?? []), { authorReference: practitioner, time: now, text: reason }],
  };
}

/** A delayed one that is given, or not, after all. */
export function afterDelay(delayed: MedicationAdministration, given: Given, giving: Giving): MedicationAdministration {
  const { statusReason: _why, id, meta, ...rest } = delayed;
  return { ...rest, ...administrationOf(given, giving), ...(id && { id }), ...(meta && { meta }) };
}

export const dueAtOf = ({ extension }: MedicationAdministration): string | undefined =>
  extension?.find(({ url }) => url === dueAtUrl)?.valueDateTime;

export const delegationNamed = ({ extension }: MedicationAdministration): string | undefined =>
  extension?.find(({ url }) => url === delegationUrl)?.valueReference?.reference;

export function asksForTwo({ extension }: MedicationRequest): boolean {
  return extension?.some(({ url, valueBoolean }) => url === doubleSigningUrl && valueBoolean === true) === true;
}

/** Who did it: `Practitioner/<id>`. */
export function doneBy(given: MedicationAdministration, code: 'performer' | 'verifier'): Reference | undefined {
  return given.performer?.find(({ function: as }) => (as?.coding?.[0]?.code ?? 'performer') === code)?.actor;
}

/** It is made ready by one, and is given, or runs, when another has signed too. */
export const waitsForSecond = (given: MedicationAdministration, isForTwo: boolean): boolean =>
  given.status === 'in-progress' &&
  (given.dosage?.rateQuantity === undefined || (isForTwo && doneBy(given, 'verifier') === undefined));

export const orderNameOf = ({ request }: MedicationAdministration): string | undefined => localName(request?.reference);

/** Milliseconds. */
export function givenAt({ effectiveDateTime, effectivePeriod }: MedicationAdministration): number {
  return Date.parse(effectiveDateTime ?? effectivePeriod?.start ?? '');
}
