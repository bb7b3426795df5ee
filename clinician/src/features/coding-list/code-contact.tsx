/** One contact to code: what its notes say, the diagnoses and the measures, by keys alone; Ctrl+Enter saves. */
import type { ServiceRequest } from '@medplum/fhirtypes';
import { nameWithTitle } from '@vardkedjan/care/people/name-with-title.ts';
import type { CodedLine } from '@vardkedjan/care/record-keeping/coding/coded-lines.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { noteSections } from '@vardkedjan/ui/note/note-sections.ts';
import { NoteText } from '@vardkedjan/ui/note/note-text.tsx';
import { noteTitle } from '@vardkedjan/ui/note/note-title.ts';
import { useEffect, useRef, useState } from 'react';
import { textOfConcept } from '../../chart/concept.ts';
import { nameOfPatient, personNumberOf } from '../../chart/person.ts';
import { useRecordChanged } from '../../chart/use-chart.ts';
import { ChooseTime } from '../../booking/choose-time.tsx';
import { texts as bookingTexts } from '../../booking/texts.ts';
import { type Booking, useBooking } from '../../booking/use-booking.ts';
import { CodedEntries } from '../../coding/coded-entries.tsx';
import { onSendKey } from '../../dock/send-key.ts';
import { useSession } from '../../session/session-context.ts';
import type { ContactToCode } from './contacts-to-code.ts';
import { type Entries, saveCodes } from './queries.ts';
import { texts } from './texts.ts';

interface CodeContactOwn extends CodeContactProps {
  /** None: nobody has asked for the patient to come again. */
  booking?: Booking;
}

export interface CodeContactProps {
  toCode: ContactToCode;
  onSaved: (toCode: ContactToCode, codes: string, time?: string) => void;
  onChanged: () => Promise<unknown>;
}

const lines: readonly CodedLine[] = ['diagnoses', 'procedures'];

export function CodeContact(props: CodeContactProps) {
  // Booked, it waits no longer; what is left to do with it is still here.
  const [first, setFirst] = useState(props.toCode.visit);
  const visit = first ?? props.toCode.visit;
  if (first === undefined && visit !== undefined) setFirst(visit);
  return visit && props.toCode.group === 'ready' ? <WithVisit {...props} visit={visit} /> : <Contact {...props} />;
}

function WithVisit({ visit, ...props }: CodeContactProps & { visit: ServiceRequest }) {
  return <Contact {...props} booking={useBooking(visit, props.toCode.patient)} />;
}

function Contact({ toCode, onSaved, onChanged, booking }: CodeContactOwn) {
  const t = useTexts(texts);
  const { taken } = useTexts(bookingTexts);
  const { session, assignment } = useSession();
  const [entries, setEntries] = useState<Entries>({ diagnoses: [], procedures: [] });
  const [hindrance, setHindrance] = useState('');
  const [isSaving, setSaving] = useState(false);
  const recordChanged = useRecordChanged();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('.code-search-input')?.focus({ preventScroll: true }), []);
  const isWaiting = toCode.group === 'waits';

  async function save(): Promise<void> {
    if (isSaving || isWaiting) return;
    if (entries.diagnoses.length === 0) return setHindrance(t.nothing);
    setSaving(true);
    const reference = `Practitioner/${session.caller?.practitioner?.id ?? ''}`;
    let isBooked = false;
    try {
      await booking?.book();
      isBooked = true;
      await saveCodes(toCode, entries, { reference, display: nameWithTitle(session.name, assignment.title) });
      await recordChanged(toCode.patient?.id ?? '');
      onSaved(
        toCode,
        entries.diagnoses.map((each) => each.valueCoding?.code ?? each.valueString).join(', '),
        booking?.time?.slot.start,
      );
    } catch (failure) {
      if (!(failure instanceof FhirFailure)) throw failure;
      const isChanged = failure.kind === 'changed-meanwhile' || failure.status === 409;
      const done = booking?.doneNow();
      const why = isChanged ? (isBooked ? t.changedMeanwhile : taken) : failure.message;
      setHindrance(done ? t.notAllDone(formatDateTime(done.time.slot.start), done.unsent === undefined, why) : why);
      if (isChanged) await Promise.all([onChanged(), booking?.refetch()]);
    } finally {
      setSaving(false);
    }
  }

  const { patient, contact } = toCode;
  return (
    <form
      ref={form}
      className="coding-list-open"
      aria-label={patient ? nameOfPatient(patient) : t.unknownPatient}
      onSubmit={(event) => event.preventDefault()}
      onKeyDownCapture={(event) => onSendKey(event, () => save())}
    >
      <h2>
        {patient ? nameOfPatient(patient) : t.unknownPatient}{' '}
        <span className="quiet">{patient ? personNumberOf(patient) : ''}</span>
      </h2>
      <p className="quiet">
        {[
          formatDateTime(contact.period?.start),
          textOfConcept(contact.type?.[0]),
          textOfConcept(contact.reasonCode?.[0]),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {isWaiting
        ? null
        : lines.map((line) => (
            <fieldset key={line} className="coding-list-field">
              <legend>{t[line]}</legend>
              <CodedEntries
                line={line}
                name={t[line]}
                entries={entries[line]}
                earlier={[]}
                isMissing={hindrance === t.nothing && line === 'diagnoses'}
                isReadOnly={isSaving}
                onEntries={(own) => {
                  setHindrance('');
                  setEntries({ ...entries, [line]: own });
                }}
              />
            </fieldset>
          ))}
      {booking ? <ChooseTime booking={booking} mayWait /> : null}
      {hindrance ? <p role="alert">{hindrance}</p> : null}
      {isWaiting ? null : (
        <Button tone="primary" keys={t.saveKeys} onPress={() => void save()}>
          {isSaving ? t.saving : booking?.time ? (booking.summons ? t.saveBookSummon : t.saveBook) : t.save}
        </Button>
      )}
      <Notes toCode={toCode} />
    </form>
  );
}

function Notes({ toCode: { notes } }: { toCode: ContactToCode }) {
  const { language } = useLanguage();
  return notes.map((note) => (
    <article key={note.id} className="coding-list-note">
      <h3>
        {noteTitle(note)} <span className="quiet">{note.author?.display}</span>
      </h3>
      <NoteText sections={noteSections(note, language)} headingLevel={4} />
    </article>
  ));
}
