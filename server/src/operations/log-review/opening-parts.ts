/** An opening, and what was decided of it, as parts of a Parameters resource. */
import type { ParametersParameter } from '@medplum/fhirtypes';
import type { Odd } from '@vardkedjan/care/access/review/odd.ts';
import type { RecordOpening } from '@vardkedjan/care/access/review/opening.ts';
import type { KnownPatient } from '../../log-review/persons.ts';
import type { DecisionRow } from '../../store/access-log/review/review-rows.ts';

export type Part = ParametersParameter;

export interface ShownOpening extends RecordOpening {
  odd: readonly Odd[];
  hasCareContact: boolean;
}

/** What a reviewer decided: `ask`: it is looked into further. */
export const decisions = ['justified', 'ask', 'unjustified'] as const;
export type Decision = (typeof decisions)[number];

export interface Decided {
  decision: Decision;
  reviewerName: string;
  /** Why. */
  comment: string;
  /** What is done about it. */
  followUp: string;
}

const text = (name: string, valueString: string): Part[] => (valueString === '' ? [] : [{ name, valueString }]);

export function openingParts(opening: ShownOpening, patient: KnownPatient | undefined): Part[] {
  return [
    { name: 'agent', valueString: opening.caller },
    ...text('agent-name', opening.callerName),
    { name: 'agent-kind', valueCode: opening.callerKind },
    ...opening.titles.flatMap((title) => text('title', title)),
    ...opening.unitNames.flatMap((unit) => text('unit', unit)),
    ...patientParts(patient),
    { name: 'day', valueDate: opening.day },
    { name: 'from', valueInstant: opening.from },
    { name: 'until', valueInstant: opening.until },
    { name: 'acts', valueInteger: opening.acts },
    { name: 'opened', valueInteger: opening.opened },
    { name: 'occasions', valueInteger: opening.occasions },
    { name: 'care-contact', valueBoolean: opening.hasCareContact },
    ...text('reason', opening.reason),
    ...opening.odd.map((sign) => ({ name: 'odd', valueCode: sign })),
  ];
}

function patientParts(patient: KnownPatient | undefined): Part[] {
  if (patient === undefined) return [];
  const reference = `Patient/${patient.id}`;
  if (patient.isProtected)
    return [
      { name: 'patient', valueReference: { reference } },
      { name: 'protected', valueBoolean: true },
    ];
  return [{ name: 'patient', valueReference: { reference, display: patient.name } }, ...text('number', patient.number)];
}

export function decisionPart(row: DecisionRow): Part {
  const told = JSON.parse(row.told) as Decided;
  return {
    name: 'decision',
    part: [
      { name: 'at', valueInstant: row.at },
      { name: 'reviewer', valueString: row.reviewer },
      ...text('reviewer-name', told.reviewerName),
      { name: 'decision', valueCode: told.decision },
      ...text('comment', told.comment),
      ...text('follow-up', told.followUp),
    ],
  };
}

export function parametersText(parameter: readonly Part[]): string {
  return JSON.stringify({ resourceType: 'Parameters', ...(parameter.length > 0 && { parameter }) });
}
