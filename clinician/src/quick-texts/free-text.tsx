/** A field of free text of the record: as any other field of several lines, and quick texts are put in by the same sign and key as in a note. */
import { TextField, type TextFieldProps } from '@vardkedjan/ui/text-field/text-field.tsx';
import { OfferedTexts } from './offered-texts.tsx';
import { useExpansion } from './use-expansion.ts';

export function FreeText(props: TextFieldProps & { lines: number }) {
  const { offered, word, onSelect, onKeyDown } = useExpansion();
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys are those of the field in it
    <div className="free-text" onSelect={onSelect} onKeyDown={onKeyDown}>
      <TextField {...props} />
      <OfferedTexts offered={offered} word={word} />
    </div>
  );
}
