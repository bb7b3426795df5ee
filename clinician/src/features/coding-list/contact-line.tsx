/** A contact in the list: whose, which, how old, and whom it waits for. */
import { isDraft } from '@vardkedjan/care/record-keeping/note-state.ts';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { textOfConcept } from '../../chart/concept.ts';
import { listNameOfPatient } from '../../chart/person.ts';
import type { ContactToCode } from './contacts-to-code.ts';
import { texts } from './texts.ts';

export interface ContactLineProps {
  toCode: ContactToCode;
  isOpen: boolean;
  onOpen: () => void;
}

export function ContactLine({ toCode, isOpen, onOpen }: ContactLineProps) {
  const t = useTexts(texts);
  const { contact, patient, notes, group, days, visit } = toCode;
  const author = notes.find(isDraft)?.author?.display;
  return (
    <li>
      <button type="button" className="coding-list-line" aria-current={isOpen || undefined} onClick={onOpen}>
        <strong>{patient ? listNameOfPatient(patient) : t.unknownPatient}</strong>
        <span className="coding-list-age">{t.age(days)}</span>
        <span className="quiet">
          {[
            formatDateTime(contact.period?.start),
            textOfConcept(contact.type?.[0]),
            visit ? t.toCome : '',
            group === 'waits' && author ? t.waitsFor(author) : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </button>
    </li>
  );
}
