/** A dialogue that is a form: cancelled, or sent with Enter. What became of sending it stands below. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { type ReactNode, useId } from 'react';
import { Answer } from './answer.tsx';

export interface FormDialogProps {
  title: string;
  texts: { cancel: string; send: string };
  className: string;
  sending: { isPending: boolean; error: unknown };
  onClose: () => void;
  onSend: () => void;
  children: ReactNode;
}

export function FormDialog({ title, texts, className, sending, onClose, onSend, children }: FormDialogProps) {
  const form = useId();
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{texts.cancel}</Button>
          <Button type="submit" form={form} tone="primary" isDisabled={sending.isPending} keys="Enter">
            {texts.send}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={className}
        onSubmit={(event) => {
          event.preventDefault();
          onSend();
        }}
        noValidate
      >
        {children}
      </form>
      <Answer failure={sending.error} />
    </Dialog>
  );
}

export interface ReasonFieldProps {
  texts: { reason: string; reasonHelp: string; reasonMissing: string };
  value: string;
  onChange: (value: string) => void;
  /** It has been sent without: that is said. */
  isAsked: boolean;
}

/** Why something is opened, in the user's own words: for the log, and for the patient. */
export function ReasonField({ texts, value, onChange, isAsked }: ReasonFieldProps) {
  return (
    <TextField
      label={texts.reason}
      help={texts.reasonHelp}
      value={value}
      onChange={onChange}
      isRequired
      {...(isAsked && value.trim() === '' ? { error: texts.reasonMissing } : {})}
    />
  );
}
