/** The questions of a form, one under the other: a digit answers and goes to the next; arrows change one's mind. */
import type { QuestionnaireItem } from '@medplum/fhirtypes';
import { pointsOfOption } from '@vardkedjan/care/clinical/nursing/risk-form.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { type KeyboardEvent, useId } from 'react';
import { FreeText } from '../../../quick-texts/free-text.tsx';
import { texts } from '../texts.ts';

interface QuestionsProps {
  items: readonly QuestionnaireItem[];
  answers: ReadonlyMap<string, string>;
  takesFocus: boolean;
  /** Where there is no answer yet it is said so. */
  isAsked: boolean;
  onAnswer: (linkId: string, text: string) => void;
}

export function Questions({ items, answers, takesFocus, isAsked, onAnswer }: QuestionsProps) {
  const first = items.find(({ type }) => type === 'choice')?.linkId;
  return items.map((item) => {
    const text = answers.get(item.linkId) ?? '';
    if (item.type === 'group')
      return (
        <div key={item.linkId} className="risk-group">
          <h3>{item.text}</h3>
          <Questions items={item.item ?? []} {...{ answers, isAsked, onAnswer }} takesFocus={false} />
        </div>
      );
    if (item.type === 'display') return <p key={item.linkId}>{item.text}</p>;
    if (item.type !== 'choice')
      return (
        <FreeText
          key={item.linkId}
          label={item.text ?? ''}
          value={text}
          lines={2}
          onChange={(next) => onAnswer(item.linkId, next)}
        />
      );
    return (
      <Question
        key={item.linkId}
        item={item}
        answer={text}
        isMissing={isAsked && text === ''}
        takesFocus={takesFocus && item.linkId === first}
        onAnswer={(next) => onAnswer(item.linkId, next)}
      />
    );
  });
}

interface QuestionProps {
  item: QuestionnaireItem;
  answer: string;
  isMissing: boolean;
  takesFocus: boolean;
  onAnswer: (text: string) => void;
}

function Question({ item, answer, isMissing, takesFocus, onAnswer }: QuestionProps) {
  const t = useTexts(texts);
  const name = useId();
  const options = item.answerOption ?? [];
  const byDigit = (event: KeyboardEvent<HTMLFieldSetElement>) => {
    const option = /^[1-9]$/.test(event.key) ? options[Number(event.key) - 1]?.valueString : undefined;
    if (option === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    onAnswer(option);
    nextField(event.currentTarget)?.focus();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- digits from the choices in it
    <fieldset className="risk-question" data-missing={isMissing ? '' : undefined} onKeyDown={byDigit}>
      <legend>
        {item.text}
        {isMissing ? <span className="text-field-error"> {t.never}</span> : null}
      </legend>
      {options.map((option, index) => (
        <label key={option.valueString} className="risk-option">
          <input
            type="radio"
            name={name}
            checked={answer === option.valueString}
            onChange={() => onAnswer(option.valueString ?? '')}
            autoFocus={takesFocus && index === 0}
          />
          <kbd aria-hidden="true">{index + 1}</kbd>
          <span>{option.valueString}</span>
          <span className="number quiet">{pointsOfOption(option)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** What is answered of the next question, or the field after the last. */
function nextField(from: HTMLElement): HTMLElement | null {
  const fields = [...(from.closest('form')?.querySelectorAll<HTMLElement>('.risk-question, .text-field-input') ?? [])];
  const next = fields[fields.indexOf(from) + 1];
  return next?.querySelector<HTMLElement>('input:checked, input') ?? next ?? null;
}
