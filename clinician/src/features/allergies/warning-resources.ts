/**
 * What is recorded, as FHIR resources. Invariants of AllergyIntolerance (http://hl7.org/fhir/R4/allergyintolerance.html#invs): a
 * clinical status unless entered in error (ait-1), and none when it is (ait-2). A documented "no known" and a known hypersensitivity
 * never stand beside each other: recording the one ends the other in the same transaction.
 */
import type {
  AllergyIntolerance,
  Annotation,
  Bundle,
  BundleEntry,
  CodeableConcept,
  Coding,
  Flag,
  Practitioner,
  Reference,
} from '@medplum/fhirtypes';
import { noKnownHypersensitivity } from '@vardkedjan/care/clinical/drug-safety/hypersensitivity.ts';
import { isNoKnown } from './warning-rows.ts';

const hl7 = 'http://terminology.hl7.org/CodeSystem';
export const flagKindSystem = 'https://vardkedjan.se/fhir/CodeSystem/flag-kind';
export const correctionReasonUrl = 'https://vardkedjan.se/fhir/StructureDefinition/end-reason';

export type FlagKind = 'infection' | 'treatment' | 'condition' | 'limitation' | 'care' | 'risk';

export interface Recorder {
  practitioner: Reference<Practitioner>;
  patientId: string;
  /** FHIR dateTime. */
  now: string;
}

export interface AllergyForm {
  substance: string;
  /** ATC codes of the drug or class that it is to; of a class of several, all of them. */
  codings?: readonly Coding[];
  /** It is to the whole class of the drug that was chosen. */
  isWholeClass?: boolean;
  category: 'medication' | 'food' | 'environment' | 'biologic';
  type: 'allergy' | 'intolerance';
  criticality: 'low' | 'high' | 'unable-to-assess';
  verification: 'confirmed' | 'unconfirmed';
  reaction: string;
  severity: 'mild' | 'moderate' | 'severe' | undefined;
}

export function allergyOf(form: AllergyForm, recorder: Recorder): AllergyIntolerance {
  return {
    resourceType: 'AllergyIntolerance',
    clinicalStatus: clinical('active'),
    verificationStatus: verification(form.verification),
    type: form.type,
    category: [form.category],
    criticality: form.criticality,
    code: { ...(form.codings && form.codings.length > 0 ? { coding: [...form.codings] } : {}), text: form.substance },
    patient: { reference: `Patient/${recorder.patientId}` },
    recordedDate: recorder.now,
    recorder: recorder.practitioner,
    ...(form.reaction.trim()
      ? {
          reaction: [
            { manifestation: [{ text: form.reaction }], ...(form.severity ? { severity: form.severity } : {}) },
          ],
        }
      : {}),
  };
}

export interface FlagForm {
  kind: FlagKind;
  kindText: string;
  text: string;
}

export function flagOf(form: FlagForm, recorder: Recorder): Flag {
  return {
    resourceType: 'Flag',
    status: 'active',
    category: [{ coding: [{ system: flagKindSystem, code: form.kind, display: form.kindText }], text: form.kindText }],
    code: { text: form.text },
    subject: { reference: `Patient/${recorder.patientId}` },
    period: { start: recorder.now },
    author: recorder.practitioner,
  };
}

export type Ending = 'over' | 'refuted' | 'entered-in-error';

export function endedAllergy(
  allergy: AllergyIntolerance,
  ending: Ending,
  reason: string,
  recorder: Recorder,
): AllergyIntolerance {
  const note: Annotation = { authorReference: recorder.practitioner, time: recorder.now, text: reason };
  const { clinicalStatus: _before, ...rest } = allergy;
  const noted = { ...rest, note: [...(allergy.note ?? []), note] };
  if (ending === 'entered-in-error') return { ...noted, verificationStatus: verification('entered-in-error') };
  if (ending === 'refuted')
    return { ...noted, clinicalStatus: clinical('inactive'), verificationStatus: verification('refuted') };
  return { ...noted, clinicalStatus: clinical('resolved') };
}

/** Flag has no place for a remark; the reason stands in an extension of ours. */
export function endedFlag(flag: Flag, ending: Ending, reason: string, recorder: Recorder): Flag {
  return {
    ...flag,
    status: ending === 'over' ? 'inactive' : 'entered-in-error',
    period: { ...flag.period, end: recorder.now },
    extension: [...(flag.extension ?? []), { url: correctionReasonUrl, valueString: reason }],
  };
}

/** A new hypersensitivity; a documented "no known" is thereby over. */
export function recordAllergy(
  allergy: AllergyIntolerance,
  current: readonly AllergyIntolerance[],
  reason: string,
  recorder: Recorder,
): Bundle {
  const contradicted = current.filter((each) => isNoKnown(each) && isActive(each));
  return transaction([
    { resource: allergy, request: { method: 'POST', url: 'AllergyIntolerance' } },
    ...contradicted.map((each) => replaced(endedAllergy(each, 'over', reason, recorder))),
  ]);
}

/** undefined when a known hypersensitivity stands: that one is ended or refuted first, for itself. */
export function recordNoKnown(current: readonly AllergyIntolerance[], recorder: Recorder): Bundle | undefined {
  if (current.some((each) => !isNoKnown(each) && isActive(each))) return undefined;
  return transaction([
    { resource: noKnownHypersensitivity(recorder), request: { method: 'POST', url: 'AllergyIntolerance' } },
  ]);
}

const ended = new Set(['refuted', 'entered-in-error']);

function isActive(allergy: AllergyIntolerance): boolean {
  const status = allergy.clinicalStatus?.coding?.[0]?.code;
  return (
    (status === undefined || status === 'active') && !ended.has(allergy.verificationStatus?.coding?.[0]?.code ?? '')
  );
}

function replaced(resource: AllergyIntolerance): BundleEntry {
  return {
    resource,
    request: {
      method: 'PUT',
      url: `AllergyIntolerance/${resource.id ?? ''}`,
      ifMatch: `W/"${resource.meta?.versionId ?? ''}"`,
    },
  };
}

function transaction(entry: BundleEntry[]): Bundle {
  return { resourceType: 'Bundle', type: 'transaction', entry };
}

function clinical(code: 'active' | 'inactive' | 'resolved'): CodeableConcept {
  return { coding: [{ system: `${hl7}/allergyintolerance-clinical`, code }] };
}

function verification(code: 'confirmed' | 'unconfirmed' | 'refuted' | 'entered-in-error'): CodeableConcept {
  return { coding: [{ system: `${hl7}/allergyintolerance-verification`, code }] };
}
