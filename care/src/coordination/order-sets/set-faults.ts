/** What must be put right before an order set is put in use, each by the line that it is about. */
import type { PlanDefinition } from '@medplum/fhirtypes';
import { contradictionsIn } from '../../clinical/dosing/contradictions.ts';
import { doseText } from '../../clinical/dose-text.ts';
import { linesOf, nameOfLine, type SetLine } from './order-set.ts';

export type SetFault = 'no-title' | 'no-lines' | 'nothing-chosen' | 'no-dose' | 'same-line';

export interface FaultOfLine {
  fault: SetFault;
  /** id of the line; absent when it is about the whole. */
  line?: string;
}

export function setFaults(set: Pick<PlanDefinition, 'title' | 'action' | 'contained'>): FaultOfLine[] {
  const lines = linesOf(set);
  const seen = new Set<string>();
  return [
    ...((set.title ?? '').trim() === '' ? [{ fault: 'no-title' as const }] : []),
    ...(lines.length === 0 ? [{ fault: 'no-lines' as const }] : []),
    ...lines.flatMap((line) => {
      const fault = faultOf(line, seen);
      return fault === undefined ? [] : [{ fault, line: line.id }];
    }),
  ];
}

function faultOf(line: SetLine, seen: Set<string>): SetFault | undefined {
  const name = nameOfLine(line).trim();
  if (name === '') return 'nothing-chosen';
  if (line.kind === 'drug' && !hasDose(line)) return 'no-dose';
  const what = JSON.stringify([line.kind, name, line.kind === 'drug' ? doseText([...line.dosages]).text : '']);
  if (seen.has(what)) return 'same-line';
  seen.add(what);
  return undefined;
}

/** Told from its structure: a dose that is only text cannot be given by. */
const hasDose = ({ dosages }: Extract<SetLine, { kind: 'drug' }>): boolean =>
  dosages.length > 0 && doseText([...dosages]).source === 'structured' && contradictionsIn([...dosages]).length === 0;
