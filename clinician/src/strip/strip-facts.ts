/**
 * What the patient strip says, as a value: who this is, where they are, what one must not miss, and whose care they are in. Unknown is not none:
 * a record without anything about hypersensitivity says that nothing is known, and only a documented "none" says none.
 */
import type { AllergyIntolerance, Encounter, Flag } from '@medplum/fhirtypes';
import { type Protection, protectionOf } from '@vardkedjan/care/access/protected-person.ts';
import { timeOf } from '@vardkedjan/ui/dates.ts';
import type { Severity } from '@vardkedjan/ui/severity/severity.tsx';
import type { Chart } from '../chart/chart.ts';
import { firstCode, textOfConcept } from '../chart/concept.ts';
import { nameOfPatient, personNumberOf } from '../chart/person.ts';

export interface StripWarning {
  id: string;
  text: string;
  detail: string;
  severity: Severity;
}

export interface StripFacts {
  name: string;
  number: string;
  birthDate: string | undefined;
  gender: string | undefined;
  deceased: string | undefined;
  protection: Protection | undefined;
  /** The contact that goes on now. */
  here: { unit: string; kind: string; since: string | undefined; place: string } | undefined;
  warnings: StripWarning[];
  hypersensitivity: 'known' | 'none-documented' | 'unknown';
  /** Where the patient is listed or enrolled, and the ones named as their own. */
  careOf: string[];
}

/** SNOMED CT's "no known allergy" and its kinds, which document that somebody has asked and found none. */
const noKnown = new Set(['716186003', '409137002', '428607008', '429625007']);

const isCurrent = (allergy: AllergyIntolerance) => {
  const clinical = firstCode(allergy.clinicalStatus);
  const verification = firstCode(allergy.verificationStatus);
  return (
    (clinical === undefined || clinical === 'active') &&
    verification !== 'refuted' &&
    verification !== 'entered-in-error'
  );
};

const isNegation = (allergy: AllergyIntolerance) =>
  (allergy.code?.coding ?? []).some((coding) => coding.code !== undefined && noKnown.has(coding.code));

export function stripFacts(chart: Chart): StripFacts {
  const allergies = chart.allergies.filter(isCurrent);
  const known = allergies.filter((allergy) => !isNegation(allergy));
  const { patient } = chart;
  return {
    name: nameOfPatient(patient),
    number: personNumberOf(patient),
    birthDate: patient.birthDate,
    gender: patient.gender,
    deceased: patient.deceasedDateTime ?? (patient.deceasedBoolean ? '' : undefined),
    protection: protectionOf(patient),
    here: presence(chart),
    warnings: [
      ...known.map(allergyWarning),
      ...chart.flags.filter((flag) => flag.status === 'active').map(flagWarning),
    ].toSorted((a, b) => rank[a.severity] - rank[b.severity]),
    hypersensitivity: known.length > 0 ? 'known' : allergies.length > 0 ? 'none-documented' : 'unknown',
    careOf: careOf(chart),
  };
}

const rank: Record<Severity, number> = { critical: 0, serious: 1, caution: 2 };

function allergyWarning(allergy: AllergyIntolerance): StripWarning {
  const severe = allergy.criticality === 'high' || allergy.reaction?.some((reaction) => reaction.severity === 'severe');
  const reactions = (allergy.reaction ?? [])
    .flatMap((reaction) => reaction.manifestation.map(textOfConcept))
    .filter(Boolean);
  return {
    id: `AllergyIntolerance/${allergy.id ?? ''}`,
    text: textOfConcept(allergy.code),
    detail: [...new Set(reactions)].join(', '),
    severity: severe ? 'critical' : allergy.criticality === 'low' ? 'caution' : 'serious',
  };
}

function flagWarning(flag: Flag): StripWarning {
  const grade = firstCode(flag.category?.[0]);
  return {
    id: `Flag/${flag.id ?? ''}`,
    text: textOfConcept(flag.code),
    detail: '',
    severity:
      grade === 'life-threatening' || grade === 'critical'
        ? 'critical'
        : grade === 'harmful' || grade === 'serious'
          ? 'serious'
          : 'caution',
  };
}

const ongoing = new Set(['in-progress', 'arrived', 'triaged', 'onleave']);

/** A stay goes before a visit, and the latest before an earlier one. */
export function currentEncounter(encounters: readonly Encounter[]): Encounter | undefined {
  const weight = (encounter: Encounter) =>
    encounter.class?.code === 'IMP' || encounter.class?.code === 'EMER' ? 1 : 0;
  return encounters
    .filter((encounter) => ongoing.has(encounter.status ?? ''))
    .toSorted((a, b) => weight(b) - weight(a) || (timeOf(b.period?.start) || 0) - (timeOf(a.period?.start) || 0))[0];
}

function presence(chart: Chart): StripFacts['here'] {
  const encounter = currentEncounter(chart.encounters);
  if (!encounter) return undefined;
  const place = encounter.location?.find(
    (location) => location.status === 'active' || location.status === undefined,
  )?.location;
  return {
    unit: chart.nameOf(encounter.serviceProvider),
    kind: encounter.class?.code ?? '',
    since: encounter.period?.start,
    place: chart.nameOf(place),
  };
}

function careOf(chart: Chart): string[] {
  const names = [
    ...(chart.patient.generalPractitioner ?? []).map((reference) => chart.nameOf(reference)),
    ...chart.episodes
      .filter((episode) => episode.status === 'active')
      .map((episode) => chart.nameOf(episode.managingOrganization)),
  ];
  return [...new Set(names.filter(Boolean))];
}
