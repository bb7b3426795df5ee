/** What the patient whose record is open has had, by the line of a note that it is offered in. */
import { type CodedLine, codedLines } from '@vardkedjan/care/record-keeping/coding/coded-lines.ts';
import { useChart } from '../chart/use-chart.ts';
import { earlierCodes } from './earlier-codes.ts';
import type { Code } from './ranked-codes.ts';

export type EarlierOf = (line: CodedLine) => readonly Code[];

export function useEarlierCodes(patientId: string): EarlierOf {
  const { conditions, procedures } = useChart(patientId);
  return (line) => earlierCodes(line === 'diagnoses' ? conditions : procedures, codedLines[line].system);
}
