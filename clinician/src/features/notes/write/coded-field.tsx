/** Diagnoses or measures in a note, searched for in the words that clinicians use. */
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useId } from 'react';
import { CodedEntries } from '../../../coding/coded-entries.tsx';
import type { Code } from '../../../coding/ranked-codes.ts';
import type { OthersChange } from '../../../drafts/autosave.ts';
import { codedOfText, textOfCoded, toldCoded } from '../draft/coded-answers.ts';
import type { CodedField as Field } from '../draft/template-fields.ts';
import { texts } from '../texts.ts';
import { OthersRemark } from './note-field.tsx';

export interface CodedFieldProps {
  field: Field;
  /** What the patient has had. */
  earlier: readonly Code[];
  text: string;
  others: OthersChange | undefined;
  isMissing: boolean;
  isReadOnly: boolean;
  onType: (text: string) => void;
}

export function CodedField({ field, earlier, text, others, isMissing, isReadOnly, onType }: CodedFieldProps) {
  const t = useTexts(texts);
  const id = useId();
  const { line, title } = field;
  return (
    <fieldset className="note-field value-fields" data-level={field.level}>
      <legend className="note-field-word">
        {title}
        {field.isRequired ? <span className="quiet"> · {t.required}</span> : null}
      </legend>
      <CodedEntries
        line={line}
        name={title}
        entries={codedOfText(text)}
        earlier={earlier}
        isMissing={isMissing}
        isReadOnly={isReadOnly}
        onEntries={(entries) => onType(textOfCoded(entries))}
      />
      {others ? (
        <OthersRemark
          id={`${id}-others`}
          change={{ ...others, before: toldCoded(others.before), after: toldCoded(others.after) }}
        />
      ) : null}
    </fieldset>
  );
}
