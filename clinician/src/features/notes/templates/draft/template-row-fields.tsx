/** One search word, heading or help text of a template, and what can be done with it, by keys too. */
import type { QuestionnaireItem } from '@medplum/fhirtypes';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Select } from '@vardkedjan/ui/select/select.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { type KeyboardEvent, useState } from 'react';
import { type ItemKind, itemKinds, kindOf, phrasesOf, withPhrases } from '../shape/template-kinds.ts';
import type { TemplateRow } from '../shape/template-rows.ts';
import { texts } from '../texts.ts';

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
            choices={itemKinds
              .filter((each) => each !== 'group' || level === 1)
              .map((each) => ({ value: each, text: t.kinds[each] }))}
            value={kind}
            onChange={(next) => onDo({ do: 'change', item: withKind(item, next) })}
          />
        ) : (
          <span className="quiet">{t.otherKind(item.type)}</span>
        )}
        {kind === 'text' ? (
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
  const phrases = phrasesOf(item);
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
        <Button tone="quiet" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {t.showPhrases(phrases.length)}
          <span className="visually-hidden">: {name}</span>
        </Button>
      </span>
      {isOpen ? (
        <div className="templates-row-phrases">
          <TextField
            label={`${t.phrases}: ${name}`}
            help={t.phrasesMore}
            lines={3}
            defaultValue={phrases.join('\n')}
            onChange={(text) =>
              onItem(
                withPhrases(
                  item,
                  text.split('\n').filter((line) => line.trim() !== ''),
                ),
              )
            }
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

/** A heading and a help text are not filled in: nothing is asked of them (que-6). */
function withKind(item: QuestionnaireItem, kind: ItemKind): QuestionnaireItem {
  if (kind === 'text') return { ...item, type: kind };
  const { required: _required, maxLength: _most, ...rest } = withPhrases(item, []);
  return { ...rest, type: kind };
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
