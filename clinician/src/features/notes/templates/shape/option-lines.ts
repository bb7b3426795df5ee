/** What may be chosen as lines to write in: the answer, and after a bar the points that it gives, `Ja | 1`. */
import type { QuestionnaireItem } from '@medplum/fhirtypes';
import { optionWithPoints, pointsOfOption } from '@vardkedjan/care/clinical/nursing/risk-form.ts';
import { swedishNumber } from '@vardkedjan/ui/trend/trend-series.ts';

const pointed = /^(.*\S)\s*\|\s*(-?\d{1,3}(?:[.,]\d)?)$/;

export const optionLines = ({ answerOption = [] }: QuestionnaireItem): string[] =>
  answerOption.flatMap((option) => {
    const text = option.valueString ?? option.valueCoding?.display ?? option.valueCoding?.code;
    const points = pointsOfOption(option);
    if (text === undefined) return [];
    return points === undefined ? text : `${text} | ${swedishNumber(String(points))}`;
  });

/** Of two that are called the same the latter’s points hold. */
export function withOptionLines(
  { answerOption: _before, ...item }: QuestionnaireItem,
  lines: readonly string[],
): QuestionnaireItem {
  const options = new Map(
    lines.map((line) => {
      const [, text = line, points] = pointed.exec(line) ?? [];
      return [text, optionWithPoints(text, points === undefined ? undefined : Number(points.replace(',', '.')))];
    }),
  );
  return options.size === 0 ? (item as QuestionnaireItem) : { ...item, answerOption: [...options.values()] };
}
