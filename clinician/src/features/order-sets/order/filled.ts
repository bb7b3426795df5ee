/** What stands in the form of a set: by line what is ticked, typed and chosen, and by alert its reason. All of it text, so that it is kept as it was typed. Pure. */
import type { Dosage, MedicationRequest } from '@medplum/fhirtypes';
import { doseText } from '@vardkedjan/care/clinical/dose-text.ts';
import { readTypedDose, type TypedDose } from '@vardkedjan/care/clinical/dosing/dose-grammar.ts';
import { atcOf } from '@vardkedjan/care/clinical/drug-safety/drug-situation.ts';
import { holdsOn } from '@vardkedjan/care/clinical/prescriptions/course-end.ts';
import { type DrugLine, drugOfLine, type SetLine } from '@vardkedjan/care/coordination/order-sets/order-set.ts';

export type Filled = Readonly<Record<string, string>>;

const yes = 'yes';
export const tickKey = ({ id }: SetLine) => `tick:${id}`;
export const doseKey = ({ id }: SetLine) => `dose:${id}`;
export const whyKey = ({ id }: SetLine) => `why:${id}`;
export const unitKey = ({ id }: SetLine) => `unit:${id}`;
const reasonPrefix = 'reason:';
export const reasonKey = (alert: string) => `${reasonPrefix}${alert}`;

export const ticked = (isTicked: boolean) => (isTicked ? yes : '');
export const isTicked = (line: SetLine, filled: Filled) => filled[tickKey(line)] === yes;

/** As the set says it; a drug that is ordered already is not ticked from the start. */
export function asWritten(lines: readonly SetLine[], isThere: (line: DrugLine) => boolean = () => false): Filled {
  return Object.fromEntries(
    lines.flatMap((line): [string, string][] => [
      [tickKey(line), ticked(line.isTicked && !(line.kind === 'drug' && isThere(line)))],
      ...(line.kind === 'drug'
        ? ([[doseKey(line), doseText([...line.dosages]).text]] as [string, string][])
        : ([[whyKey(line), line.question]] as [string, string][])),
      ...(line.kind !== 'drug' && line.performer?.reference
        ? ([[unitKey(line), line.performer.reference]] as [string, string][])
        : []),
    ]),
  );
}

/** undefined: nothing is typed. */
export function typedDose(line: DrugLine, filled: Filled): TypedDose | undefined {
  const text = filled[doseKey(line)] ?? '';
  return text.trim() === '' ? undefined : readTypedDose(text, drugOfLine(line).dosed);
}

/** undefined: it is not understood. A dose that is left as the set has it is the set's, whatever its words. */
export function dosagesOf(line: DrugLine, filled: Filled): readonly Dosage[] | undefined {
  if (filled[doseKey(line)] === doseText([...line.dosages]).text) return line.dosages;
  const typed = typedDose(line, filled);
  return typed !== undefined && 'dosages' in typed ? typed.dosages : undefined;
}

/** Whether the substance is in force already, on that day in Sweden. What has no code is not compared here: the safety rules are asked of all that is ticked. */
export function isOrderedAlready({ concept }: DrugLine, orders: readonly MedicationRequest[], day: string): boolean {
  const code = atcOf(concept);
  return (
    code !== undefined && orders.some((order) => holdsOn(order, day) && atcOf(order.medicationCodeableConcept) === code)
  );
}

export function reasonsIn(filled: Filled): Record<string, string> {
  return Object.fromEntries(
    Object.entries(filled).flatMap(([key, value]) =>
      key.startsWith(reasonPrefix) ? [[key.slice(reasonPrefix.length), value]] : [],
    ),
  );
}
