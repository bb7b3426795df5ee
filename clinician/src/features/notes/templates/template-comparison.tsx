/** What a version changes, told by word and sign and not by colour. */
import type { Questionnaire, QuestionnaireItem } from '@medplum/fhirtypes';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Empty } from '@vardkedjan/ui/states/states.tsx';
import { compareTemplates } from './shape/compare-templates.ts';
import { optionsOf, unitOf } from '../draft/typed-answers.ts';
import { codedKinds, itemKinds, kindOf, phrasesOf } from './shape/template-kinds.ts';
import { texts } from './texts.ts';

export interface TemplateComparisonProps {
  inUse: Questionnaire | undefined;
  /** What is used as long as the unit has put none of its own in use. */
  original: Questionnaire | undefined;
  after: Questionnaire;
}

export function TemplateComparison({ inUse, original, after }: TemplateComparisonProps) {
  const t = useTexts(texts);
  const before = inUse ?? original;
  if (!before) return <Empty>{t.nothingToCompare}</Empty>;
  const rows = compareTemplates(before, after);
  const isSame = rows.every(({ kind }) => kind === 'same') && before.title === after.title;
  return (
    <>
      <p className="quiet">{inUse ? t.comparedWith(inUse.version ?? '') : t.comparedWithShared}</p>
      {isSame ? <Empty>{t.noDifference}</Empty> : null}
      {before.title === after.title ? null : (
        <p>
          <ins>{after.title}</ins> <del>{before.title}</del>
        </p>
      )}
      <ol className="templates-compared">
        {rows.map(({ kind, item, before: earlier, level }) => (
          <li key={`${kind}${item.linkId}`} data-kind={kind} data-level={level}>
            <span className="templates-compared-kind">{t.compared[kind]}</span>
            <span>
              {kind === 'removed' ? (
                <del>{said(item, t)}</del>
              ) : kind === 'added' ? (
                <ins>{said(item, t)}</ins>
              ) : (
                said(item, t)
              )}
              {earlier ? <span className="quiet"> {t.was(said(earlier, t))}</span> : null}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

function kindWords(item: QuestionnaireItem, t: (typeof texts)['sv']): string {
  const kind = kindOf(item);
  if (!kind) return t.otherKind(item.type);
  const plain = [...itemKinds, ...codedKinds].find((each) => each === kind);
  if (!plain) return t.amongValues;
  return [t.kinds[plain], unitOf(item).display, optionsOf(item).join(' / ')].filter(Boolean).join(' ');
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
