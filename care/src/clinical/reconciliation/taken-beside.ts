/**
 * What the safety rules are to ask about beside an order: what is ordered and not over, and what the patient is said to take (F6), each once, and less what has
 * been decided not to be taken. An order in force that another care provider has given counts until they end it, whatever the patient says.
 */
import type { MedicationRequest, MedicationStatement } from '@medplum/fhirtypes';
import { isOver } from '../prescriptions/course-end.ts';
import { isInForce } from '../prescriptions/lawful-order.ts';
import { asTaken } from './as-taken.ts';
import { isReported } from './drug-sources.ts';
import { judgementOf, judgementsOf } from './judged.ts';

/** `day`: in Sweden. */
export function takenBeside(
  orders: readonly MedicationRequest[],
  statements: readonly MedicationStatement[],
  day: string,
): MedicationRequest[] {
  const decided = judgementsOf(statements);
  const isGone = (reference: string) => {
    const judgement = decided.get(reference);
    return judgement !== undefined && judgementOf(judgement) !== 'confirmed';
  };
  const ordered = orders.filter(
    (order) => isInForce(order) && !isOver(order, day) && !(isReported(order) && isGone(referenceTo(order))),
  );
  const counted = new Set(ordered.map(referenceTo));
  const said = statements.filter((each) => !isGone(referenceTo(each)) && asTaken(each) !== undefined);
  const originals = new Set([...counted, ...said.map(referenceTo)]);
  return [
    ...ordered,
    ...said
      .filter(({ derivedFrom = [] }) => !derivedFrom.some(({ reference }) => originals.has(reference ?? '')))
      .flatMap((each) => asTaken(each) ?? []),
  ];
}

const referenceTo = ({ resourceType, id }: MedicationRequest | MedicationStatement): string =>
  `${resourceType}/${id ?? ''}`;
