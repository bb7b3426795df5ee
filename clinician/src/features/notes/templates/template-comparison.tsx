/** What a version of a note template changes, search word by search word. */
import type { Questionnaire, QuestionnaireItem } from '@medplum/fhirtypes';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { ComparedRows } from '../../../unit-templates/compared-rows.tsx';
import type { ComparisonProps } from '../../../unit-templates/template-kind.ts';
import { compareTemplates } from './shape/compare-templates.ts';
import { unitOf } from '../draft/typed-answers.ts';
import { optionLines } from './shape/option-lines.ts';
import { codedKinds, itemKinds, kindOf, phrasesOf } from './shape/template-kinds.ts';
import { texts } from './texts.ts';

export function TemplateComparison({ before, after }: ComparisonProps<Questionnaire>) {
  const t = useTexts(texts);
  const rows = compareTemplates(before, after).map(({ kind, item, before: earlier, level }) => ({
    key: `${kind}${item.linkId}`,
    kind,
    said: said(item, t),
    before: earlier && said(earlier, t),
    level,
  }));
  return <ComparedRows rows={rows} />;
}

function kindWords(item: QuestionnaireItem, t: (typeof texts)['sv']): string {
  const kind = kindOf(item);
  if (!kind) return t.otherKind(item.type);
  const plain = [...itemKinds, ...codedKinds].find((each) => each === kind);
  if (!plain) return t.amongValues;
  return [t.kinds[plain], unitOf(item).display, optionLines(item).join(' / ')].filter(Boolean).join(' ');
}

function said(item: QuestionnaireItem, t: (typeof texts)['sv']): string {
  const kind = kindOf(item);
  const phrases = phrasesOf(item);
  return [
    item.text ?? '',
    kind === 'text' ? '' : kindWords(item, t),
    item.required ? t.required : '',
    phrases.length > 0 ? `${t.phraseCount(phrases.length)}: ${phrases.join(' / ')}` : '',
  ]
    .filter(Boolean)
    .join(' · ');
}
