/** What a version of an order set changes, line by line. Pure. */
import type { PlanDefinition } from '@medplum/fhirtypes';
import { doseText } from '@vardkedjan/care/clinical/dose-text.ts';
import { linesOf, nameOfLine, type SetLine } from '@vardkedjan/care/coordination/order-sets/order-set.ts';
import type { ComparedRow } from '../../../unit-templates/compared-rows.tsx';
import type { texts } from '../texts.ts';

type Texts = (typeof texts)['sv'];

/** In the order of the later one, with what is gone last. */
export function compareSets(before: PlanDefinition, after: PlanDefinition, t: Texts): ComparedRow[] {
  const [was, is] = [linesOf(before), linesOf(after)];
  const rows = is.map((line): ComparedRow => {
    const earlier = was.find(({ id, kind }) => id === line.id && kind === line.kind);
    const [said, saidBefore] = [lineSaid(line, t), earlier && lineSaid(earlier, t)];
    const kind = saidBefore === undefined ? 'added' : saidBefore === said ? 'same' : 'changed';
    return { key: line.id, kind, said, ...(kind === 'changed' && { before: saidBefore }) };
  });
  const gone = was.filter(({ id, kind }) => !is.some((line) => line.id === id && line.kind === kind));
  const stay = was.filter((line) => !gone.includes(line)).map(({ id }) => id);
  const moved = is.filter(({ id }) => stay.includes(id)).some(({ id }, place) => stay[place] !== id);
  return [
    ...rows.map((row) =>
      moved && row.kind === 'same' && placeChanged(row.key, stay, is) ? { ...row, kind: 'moved' as const } : row,
    ),
    ...gone.map((line): ComparedRow => ({ key: `-${line.id}`, kind: 'removed', said: lineSaid(line, t) })),
  ];
}

const placeChanged = (id: string, stay: readonly string[], is: readonly SetLine[]): boolean =>
  is.filter((line) => stay.includes(line.id)).findIndex((line) => line.id === id) !== stay.indexOf(id);

export function lineSaid(line: SetLine, t: Texts): string {
  const more =
    line.kind === 'drug'
      ? [doseText([...line.dosages]).text]
      : [line.question, line.priority === 'routine' ? '' : t.priorities[line.priority], line.performer?.display ?? ''];
  return [t.kinds[line.kind], nameOfLine(line), ...more, line.isTicked ? t.ticked : t.notTicked]
    .filter(Boolean)
    .join(' · ');
}
