/** The fields of a form in the dock: what they start as is all that the form says; they are kept as they are typed (F17). */
import { type FormDraft, useFormDraft } from '../drafts/use-form-draft.ts';
import { useDocked } from './docked.ts';

export function useDockForm<T extends object>(start: T): FormDraft<T> {
  const { name, patientId, args } = useDocked();
  return useFormDraft({ form: name, patientId, args }, start);
}
