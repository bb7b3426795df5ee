/** A time for a visit, among a few that are free, the first chosen; and what the patient will be told. */
import { formatDate, formatDateTime, formatTime, weekdayOf } from '@vardkedjan/ui/dates.ts';
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { visitKindOf } from '@vardkedjan/care/coordination/visits/visit-request.ts';
import { useId } from 'react';
import { UnreadOnline } from '../letters/unread-online.tsx';
import { textOfConcept } from '../chart/concept.ts';
import { today } from '../chart/today.ts';
import { wishedOf } from './free-times.ts';
import { texts } from './texts.ts';
import { type BookedTime, type Booking, waits } from './use-booking.ts';
import './booking.css';

export function ChooseTime({ booking, mayWait }: { booking: Booking; mayWait: boolean }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const name = useId();
  const { request, times, chosen, choose, summons } = booking;
  const kind = visitKindOf(request);
  const wished = wishedOf(request, today());
  const patientId = request.subject.reference?.split('/').at(-1);
  return (
    <fieldset className="choose-time">
      <legend>
        {kind ? t.kinds[kind] : ''} <span className="quiet">{textOfConcept(request.code)}</span>
      </legend>
      <p className="quiet">{t.wished(wished.from, wished.until)}</p>
      {booking.done ? <Done done={booking.done} hasSummons={booking.summons !== undefined} /> : null}
      {booking.error && !times ? <Failed failure={booking.error} onRetry={() => void booking.refetch()} /> : null}
      {!times && !booking.error ? <Loading rows={3} /> : null}
      {times?.length === 0 && !booking.done ? <p>{t.noTimes}</p> : null}
      <div className="choose-time-list">
        {(booking.done ? [] : (times ?? [])).map(({ slot, with: who }) => (
          <label key={slot.id} className="choice-of-one">
            <input type="radio" name={name} checked={chosen === slot.id} onChange={() => choose(slot.id)} />
            <span>
              {weekdayOf(formatDate(slot.start), language)} {formatDate(slot.start)} {formatTime(slot.start)}{' '}
              <span className="quiet">{who}</span>
            </span>
          </label>
        ))}
        {mayWait && times && !booking.done ? (
          <label className="choice-of-one">
            <input type="radio" name={name} checked={chosen === waits} onChange={() => choose(waits)} />
            <span>{t.waits}</span>
          </label>
        ) : null}
      </div>
      {summons ? (
        <details className="choose-time-summons">
          <summary>{t.summons}</summary>
          <strong>{summons.title}</strong>
          <p>{summons.text}</p>
        </details>
      ) : null}
      {summons && patientId !== undefined ? <UnreadOnline patientId={patientId} /> : null}
      {booking.hasTemplate ? null : <p>{t.noTemplate}</p>}
    </fieldset>
  );
}

function Done({ done, hasSummons }: { done: BookedTime; hasSummons: boolean }) {
  const t = useTexts(texts);
  const when = formatDateTime(done.time.slot.start);
  return <p>{hasSummons ? t.isBooked(when, done.unsent === undefined) : t.isBookedAlone(when)}</p>;
}
