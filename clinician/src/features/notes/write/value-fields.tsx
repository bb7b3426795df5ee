/** A value to write: a number with its unit, a blood pressure as one writes it, a date, yes or no, one of several. What cannot be understood is said, and is not saved. */
import type { QuestionnaireItem } from '@medplum/fhirtypes';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { type KeyboardEvent, useId, useState } from 'react';
import type { OthersChange } from '../../../drafts/autosave.ts';
import type { DraftTexts } from '../../../drafts/draft-store.ts';
import type { ValueField } from '../draft/template-fields.ts';
import { optionsOf, understood, unitOf } from '../draft/typed-answers.ts';
import { isMeasured } from '../templates/shape/template-kinds.ts';
import { texts as words } from '../texts.ts';
import { OthersRemark } from './note-field.tsx';
import '@vardkedjan/ui/text-field/text-field.css';

export interface ValueFieldsProps {
  field: ValueField;
  texts: DraftTexts;
  othersOf: (linkId: string) => OthersChange | undefined;
  isMissing: boolean;
  isReadOnly: boolean;
  onType: (linkId: string, text: string) => void;
}

export function ValueFields({ field, texts, othersOf, isMissing, isReadOnly, onType }: ValueFieldsProps) {
  const t = useTexts(words);
  const id = useId();
  const { parts, title } = field;
  const isPair = parts.length > 1 || parts[0]?.linkId !== field.linkId;
  const unit = parts[0] ? unitOf(parts[0]).display : undefined;
  return (
    <fieldset className="note-field value-fields" data-level={field.level}>
      <legend className="note-field-word">
        {title}
        {field.isRequired ? <span className="quiet"> · {t.required}</span> : null}
      </legend>
      <div className="value-fields-line">
        {parts.map((part, index) => (
          <span key={part.linkId} className="value-fields-part">
            {index > 0 ? <span aria-hidden="true">/</span> : null}
            <ValueInput
              question={part}
              label={isPair ? `${title}, ${part.text ?? ''}` : title}
              text={texts[part.linkId] ?? ''}
              isMissing={isMissing && !texts[part.linkId]}
              isReadOnly={isReadOnly}
              describedBy={`${id}-${index}`}
              onType={(text) => onType(part.linkId, text)}
            />
          </span>
        ))}
        {unit ? <span className="quiet">{unit}</span> : null}
      </div>
      {parts.map(({ linkId }, index) => {
        const change = othersOf(linkId);
        return change ? <OthersRemark key={linkId} id={`${id}-${index}`} change={change} /> : null;
      })}
      {parts.some(isMeasured) || isPair ? <p className="value-fields-help quiet">{t.amongValues}</p> : null}
    </fieldset>
  );
}

interface ValueInputProps {
  question: QuestionnaireItem;
  label: string;
  text: string;
  isMissing: boolean;
  isReadOnly: boolean;
  describedBy: string;
  onType: (text: string) => void;
}

function ValueInput(props: ValueInputProps) {
  const t = useTexts(words);
  const { question } = props;
  if (question.type === 'boolean')
    return (
      <OneOf
        {...props}
        choices={[
          ['true', t.yes],
          ['false', t.no],
        ]}
      />
    );
  if (question.type === 'choice') return <OneOf {...props} choices={optionsOf(question).map((each) => [each, each])} />;
  return <TypedValue {...props} />;
}

function OneOf({
  label,
  text,
  isMissing,
  isReadOnly,
  onType,
  choices,
}: ValueInputProps & { choices: [string, string][] }) {
  return (
    <select
      className="text-field-input value-field-input"
      aria-label={label}
      value={text}
      disabled={isReadOnly}
      aria-invalid={isMissing || undefined}
      onChange={({ target }) => onType(target.value)}
    >
      <option value="">–</option>
      {choices.map(([value, shown]) => (
        <option key={value} value={value}>
          {shown}
        </option>
      ))}
    </select>
  );
}

function TypedValue({ question, label, text, isMissing, isReadOnly, describedBy, onType }: ValueInputProps) {
  const t = useTexts(words);
  const [typed, setTyped] = useState(text);
  // What a colleague has written comes in; what one is typing stays as it is typed.
  const shown = understood(typed, question) === text || understood(typed, question) === undefined ? typed : text;
  const isUnclear = understood(shown, question) === undefined;
  const take = (value: string) => {
    setTyped(value);
    onType(understood(value, question) ?? '');
  };
  return (
    <>
      <input
        className={`text-field-input value-field-input value-field-${question.type}`}
        inputMode={question.type === 'date' ? 'numeric' : 'decimal'}
        aria-label={label}
        aria-describedby={describedBy}
        value={shown}
        readOnly={isReadOnly}
        autoComplete="off"
        aria-invalid={isMissing || isUnclear || undefined}
        data-invalid={isMissing || isUnclear ? '' : undefined}
        data-not-understood={isUnclear ? '' : undefined}
        onChange={({ target }) => take(target.value)}
        onKeyDown={toNextPart}
      />
      {isUnclear ? (
        <span className="note-field-remark" role="alert">
          {question.type === 'date' ? t.notADay : t.notANumber}
        </span>
      ) : null}
    </>
  );
}

/** 138/84 is typed as it is said: the line between goes on to the next number. */
function toNextPart(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== '/') return;
  event.preventDefault();
  const all = [...(event.currentTarget.closest('fieldset')?.querySelectorAll('input') ?? [])];
  all[all.indexOf(event.currentTarget) + 1]?.focus();
}
