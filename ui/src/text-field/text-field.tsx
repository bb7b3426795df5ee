/** One line or several of text, with its label, help and error in the right places for everyone. */
import type { Ref } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from 'react-aria-components/TextField';
import './text-field.css';

export interface TextFieldProps extends Omit<AriaTextFieldProps, 'className' | 'style' | 'children'> {
  label: string;
  /** Told to assistive technology only; for a field whose place already says what it is. */
  hideLabel?: boolean;
  help?: string;
  /** Why what stands there cannot be taken. */
  error?: string;
  placeholder?: string;
  /** Several lines: the field grows with what is written in it, from this many lines. */
  lines?: number;
  inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>;
}

export function TextField({ label, hideLabel, help, error, placeholder, lines, inputRef, ...rest }: TextFieldProps) {
  return (
    <AriaTextField {...rest} isInvalid={error !== undefined || rest.isInvalid === true} className="text-field">
      <Label className={hideLabel ? 'visually-hidden' : 'text-field-label'}>{label}</Label>
      {lines ? (
        <TextArea ref={inputRef} className="text-field-input text-field-lines" rows={lines} placeholder={placeholder} />
      ) : (
        <Input ref={inputRef} className="text-field-input" placeholder={placeholder} />
      )}
      {help ? (
        <Text slot="description" className="text-field-help">
          {help}
        </Text>
      ) : null}
      <FieldError className="text-field-error">{error}</FieldError>
    </AriaTextField>
  );
}
