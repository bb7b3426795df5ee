/** One search word, heading or help text of a template, and what can be done with it, by keys too. */
import type { QuestionnaireItem } from '@medplum/fhirtypes';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { letterPlaces } from '@vardkedjan/care/coordination/letters/letter-template.ts';
import { measures } from '@vardkedjan/care/record-keeping/measures.ts';
import { type Language, useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { Select } from '@vardkedjan/ui/select/select.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { type KeyboardEvent, useState } from 'react';
import {
  type ItemKind,
  isMeasured,
  codedKinds,
  itemKinds,
  kindOf,
  phrasesOf,
  withKind,
  withPhrases,
} from './shape/template-kinds.ts';
import { unitOf, withUnit } from '../draft/typed-answers.ts';
import { optionLines, withOptionLines } from './shape/option-lines.ts';
import type { TemplateRow } from './shape/template-rows.ts';
import { texts } from './texts.ts';

export type RowDeed =
  | { do: 'change'; item: QuestionnaireItem }
  | { do: 'move'; step: -1 | 1 }
  | { do: 'level'; level: 1 | 2 }
  | { do: 'remove' }
  | { do: 'add' };

export interface TemplateRowFieldsProps {
  row: TemplateRow;
  isFirst: boolean;
  isLast: boolean;
  error: string | undefined;
  onDo: (deed: RowDeed) => void;
}

export function TemplateRowFields({ row, isFirst, isLast, error, onDo }: TemplateRowFieldsProps) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { item, level } = row;
  const name = item.text?.trim() || t.unnamed;
  const kind = kindOf(item);
  const label = kind === 'group' ? t.heading : kind === 'display' ? t.help : t.word;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys from the fields in it
    <li className="templates-row" data-level={level} data-kind={kind} onKeyDown={(event) => byKey(event, row, onDo)}>
      <div className="templates-row-line">
        <TextField
          label={label}
          hideLabel
          placeholder={label}
          value={item.text ?? ''}
          onChange={(text) => onDo({ do: 'change', item: withName(item, text) })}
          {...(error ? { error } : {})}
        />
        {kind ? (
          <Select
            label={`${t.kind}: ${name}`}
            hideLabel
            choices={kindChoices(level, t, language)}
            value={kind}
            onChange={(next) => onDo({ do: 'change', item: withKind(item, next) })}
          />
        ) : (
          <span className="quiet">{t.otherKind(item.type)}</span>
        )}
        {kind && kind !== 'group' && kind !== 'display' ? (
          <MoreOfWord item={item} name={name} onItem={(next) => onDo({ do: 'change', item: next })} />
        ) : null}
        <span className="templates-row-actions">
          <Button
            tone="quiet"
            aria-label={t.up(name)}
            isDisabled={isFirst}
            onPress={() => onDo({ do: 'move', step: -1 })}
          >
            ↑
          </Button>
          <Button
            tone="quiet"
            aria-label={t.down(name)}
            isDisabled={isLast}
            onPress={() => onDo({ do: 'move', step: 1 })}
          >
            ↓
          </Button>
          <Button
            tone="quiet"
            aria-label={level === 1 ? t.into(name) : t.out(name)}
            isDisabled={kind === 'group' || (level === 1 && isFirst)}
            onPress={() => onDo({ do: 'level', level: level === 1 ? 2 : 1 })}
          >
            {level === 1 ? '→' : '←'}
          </Button>
          <Button tone="quiet" aria-label={t.remove(name)} onPress={() => onDo({ do: 'remove' })}>
            ×
          </Button>
        </span>
      </div>
    </li>
  );
}

function kindChoices(level: 1 | 2, t: (typeof texts)['sv'], language: Language) {
  const plain = itemKinds.filter((each) => each !== 'group' || level === 1);
  return [
    ...plain.map((each): { value: ItemKind; text: string } => ({ value: each, text: t.kinds[each] })),
    ...codedKinds.map((each): { value: ItemKind; text: string } => ({ value: each, text: t.kinds[each] })),
    ...measures.map(({ code, name }): { value: ItemKind; text: string; detail: string } => ({
      value: `measure:${code}`,
      text: name[language],
      detail: t.amongValues,
    })),
  ];
}

function MoreOfWord({
  item,
  name,
  onItem,
}: {
  item: QuestionnaireItem;
  name: string;
  onItem: (item: QuestionnaireItem) => void;
}) {
  const t = useTexts(texts);
  const isChoice = item.type === 'choice';
  const lines = isChoice ? optionLines(item) : phrasesOf(item);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <span className="templates-row-more">
        <label className="choice-of-one">
          <input
            type="checkbox"
            checked={item.required === true}
            onChange={({ target }) => onItem(withRequired(item, target.checked))}
          />
          <span>
            {t.required}
            <span className="visually-hidden">: {name}</span>
          </span>
        </label>
        {item.type === 'quantity' && !isMeasured(item) ? (
          <TextField
            label={`${t.unit}: ${name}`}
            hideLabel
            placeholder={t.unit}
            value={unitOf(item).display ?? ''}
            onChange={(display) => onItem(withUnit(item, { display }))}
          />
        ) : null}
        {item.type === 'text' || item.type === 'choice' ? (
          <Button tone="quiet" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
            {isChoice ? t.showOptions(lines.length) : t.showPhrases(lines.length)}
            <span className="visually-hidden">: {name}</span>
          </Button>
        ) : null}
      </span>
      {item.initial ? (
        <div className="templates-row-phrases">
          <TextField
            label={`${t.letterText}: ${name}`}
            help={t.letterTextMore(letterPlaces.map((place) => `{${place}}`).join(' '))}
            lines={8}
            defaultValue={item.initial[0]?.valueString ?? ''}
            onChange={(text) => onItem({ ...item, initial: [{ valueString: text === '' ? ' ' : text }] })}
          />
        </div>
      ) : null}
      {isOpen ? (
        <div className="templates-row-phrases">
          <TextField
            label={`${isChoice ? t.options : t.phrases}: ${name}`}
            help={isChoice ? t.optionsMore : t.phrasesMore}
            lines={3}
            defaultValue={lines.join('\n')}
            onChange={(text) => {
              const written = text.split('\n').filter((line) => line.trim() !== '');
              onItem(isChoice ? withOptionLines(item, written) : withPhrases(item, written));
            }}
            autoFocus
          />
        </div>
      ) : null}
    </>
  );
}

function withName({ text: _before, ...item }: QuestionnaireItem, text: string): QuestionnaireItem {
  return text === '' ? (item as QuestionnaireItem) : { ...item, text };
}

function withRequired({ required: _before, ...item }: QuestionnaireItem, required: boolean): QuestionnaireItem {
  return required ? { ...item, required } : (item as QuestionnaireItem);
}

function byKey(event: KeyboardEvent, { level }: TemplateRow, onDo: (deed: RowDeed) => void): void {
  const deed = deedOf(event, level);
  if (!deed) return;
  event.preventDefault();
  onDo(deed);
}

function deedOf({ key, altKey, ctrlKey, target }: KeyboardEvent, level: 1 | 2): RowDeed | undefined {
  if (altKey && key === 'ArrowUp') return { do: 'move', step: -1 };
  if (altKey && key === 'ArrowDown') return { do: 'move', step: 1 };
  if (altKey && key === 'ArrowRight' && level === 1) return { do: 'level', level: 2 };
  if (altKey && key === 'ArrowLeft' && level === 2) return { do: 'level', level: 1 };
  if (ctrlKey && key === 'Delete') return { do: 'remove' };
  const isInName = target instanceof HTMLInputElement && target.type === 'text';
  return key === 'Enter' && isInName ? { do: 'add' } : undefined;
}
