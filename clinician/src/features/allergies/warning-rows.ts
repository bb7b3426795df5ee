/**
 * Everything that warns, as rows: hypersensitivity (AllergyIntolerance, http://hl7.org/fhir/R4/allergyintolerance.html) and other
 * warnings (Flag, http://hl7.org/fhir/R4/flag.html). "Unknown" is not "none": only a documented "no known" says none.
 */
import type { AllergyIntolerance, Annotation, Flag } from '@medplum/fhirtypes';
import type { Severity } from '@vardkedjan/ui/severity/severity.tsx';
import { firstCode, textOfConcept } from '../../chart/concept.ts';

export type WarningState = 'current' | 'past' | 'refuted' | 'entered-in-error';

export interface WarningRow {
  id: string;
  resource: (AllergyIntolerance | Flag) & { id: string };
  kind: 'allergy' | 'intolerance' | 'no-known' | 'flag';
  text: string;
  /** Reactions of a hypersensitivity, or what kind of warning a flag is. */
  detail: string;
  severity: Severity;
  verification: 'confirmed' | 'unconfirmed' | 'not-said';
  state: WarningState;
  since: string | undefined;
  recorder: string;
  /** Why it was ended or refuted, the last said last. */
  notes: readonly Annotation[];
}

/** SNOMED CT's "no known allergy" and its kinds. */
const noKnownCodes = new Set(['716186003', '409137002', '428607008', '429625007']);

export function isNoKnown(allergy: AllergyIntolerance): boolean {
  return (allergy.code?.coding ?? []).some(
    (coding) =>
      coding.system === 'http://snomed.info/sct' && coding.code !== undefined && noKnownCodes.has(coding.code),
  );
}

export type Hypersensitivity = 'known' | 'none-documented' | 'unknown';

/** What the record says of hypersensitivity as a whole. */
export function hypersensitivityOf(rows: readonly WarningRow[]): Hypersensitivity {
  const current = rows.filter((row) => row.state === 'current' && row.kind !== 'flag');
  if (current.some((row) => row.kind !== 'no-known')) return 'known';
  return current.length > 0 ? 'none-documented' : 'unknown';
}

const stateOrder: Record<WarningState, number> = { current: 0, past: 1, refuted: 2, 'entered-in-error': 3 };
const severityOrder: Record<Severity, number> = { critical: 0, serious: 1, caution: 2 };

export function warningRows(allergies: readonly AllergyIntolerance[], flags: readonly Flag[]): WarningRow[] {
  return [...allergies.map(allergyRow), ...flags.map(flagRow)].sort(
    (a, b) =>
      stateOrder[a.state] - stateOrder[b.state] ||
      severityOrder[a.severity] - severityOrder[b.severity] ||
      a.text.localeCompare(b.text, 'sv'),
  );
}

function allergyRow(allergy: AllergyIntolerance): WarningRow {
  const severe = allergy.criticality === 'high' || allergy.reaction?.some((reaction) => reaction.severity === 'severe');
  const reactions = (allergy.reaction ?? [])
    .flatMap((reaction) => reaction.manifestation.map(textOfConcept))
    .filter(Boolean);
  const verification = firstCode(allergy.verificationStatus);
  return {
    id: `AllergyIntolerance/${allergy.id ?? ''}`,
    resource: { ...allergy, id: allergy.id ?? '' },
    kind: isNoKnown(allergy) ? 'no-known' : allergy.type === 'intolerance' ? 'intolerance' : 'allergy',
    text: textOfConcept(allergy.code),
    detail: [...new Set(reactions)].join(', '),
    severity: severe ? 'critical' : allergy.criticality === 'low' ? 'caution' : 'serious',
    verification: verification === 'confirmed' || verification === 'unconfirmed' ? verification : 'not-said',
    state: stateOfAllergy(firstCode(allergy.clinicalStatus), verification),
    since: allergy.onsetDateTime ?? allergy.recordedDate,
    recorder: allergy.recorder?.display ?? '',
    notes: allergy.note ?? [],
  };
}

function stateOfAllergy(clinical: string | undefined, verification: string | undefined): WarningState {
  if (verification === 'entered-in-error' || verification === 'refuted') return verification;
  return clinical === undefined || clinical === 'active' ? 'current' : 'past';
}

/** As the patient strip grades it: a kind that says nothing of its gravity is a caution. */
function severityOfGrade(grade: string | undefined): Severity {
  if (grade === 'life-threatening' || grade === 'critical') return 'critical';
  return grade === 'harmful' || grade === 'serious' ? 'serious' : 'caution';
}

function flagRow(flag: Flag): WarningRow {
  const grade = firstCode(flag.category?.[0]);
  return {
    id: `Flag/${flag.id ?? ''}`,
    resource: { ...flag, id: flag.id ?? '' },
    kind: 'flag',
    text: textOfConcept(flag.code),
    detail: textOfConcept(flag.category?.[0]),
    severity: severityOfGrade(grade),
    verification: 'not-said',
    state: flag.status === 'active' ? 'current' : flag.status === 'entered-in-error' ? 'entered-in-error' : 'past',
    since: flag.period?.start,
    recorder: flag.author?.display ?? '',
    notes: [],
  };
}
