/** One who waits: a time is booked with its summons, given up again, and days that the guarantee does not count are noted. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import { giveUp } from '../../booking/book.ts';
import { ChooseTime } from '../../booking/choose-time.tsx';
import { texts as bookingTexts } from '../../booking/texts.ts';
import { type Booking, useBooking } from '../../booking/use-booking.ts';
import { useRecordChanged } from '../../chart/use-chart.ts';
import { recordAddress } from '../../navigation.ts';
import { PatientNumber } from '../../work/patient-cells.tsx';
import { Pauses } from './pauses.tsx';
import { texts } from './texts.ts';
import type { WaitingRow } from '../../booking/waiting-rows.ts';

export interface WaitingDetailProps {
  row: WaitingRow;
  name: string;
  onDone: (words: string) => Promise<void>;
}

export function WaitingDetail({ row, name, onDone }: WaitingDetailProps) {
  const t = useTexts(texts);
  const { taken, bookedNotSummoned } = useTexts(bookingTexts);
  const booking = useBooking(row.request, row.patient);
  const recordChanged = useRecordChanged();
  const [problem, setProblem] = useState('');
  const [isSaving, setSaving] = useState(false);
  const attempt = async (write: () => Promise<void>, words: string, refetch?: () => Promise<unknown>) => {
    if (isSaving) return;
    setSaving(true);
    setProblem('');
    try {
      await write();
      await recordChanged(row.patientId);
      await onDone(words);
    } catch (failure) {
      if (!(failure instanceof FhirFailure)) throw failure;
      const isTaken = failure.kind === 'changed-meanwhile' || failure.status === 409;
      const done = booking.doneNow();
      if (done) return setProblem(bookedNotSummoned(formatDateTime(done.time.slot.start), failure.message));
      setProblem(isTaken ? taken : failure.message);
      if (isTaken) await refetch?.();
    } finally {
      setSaving(false);
    }
  };
  const { booked, clock } = row;
  return (
    <section className="waiting-detail" aria-label={name}>
      <h2>
        {name}{' '}
        <span className="quiet">
          <PatientNumber patient={row.patient} />
        </span>
      </h2>
      {clock ? <p className="quiet">{t.guarantees[clock.guarantee]}</p> : null}
      {booked && !booking.done?.unsent ? (
        <>
          <p>{formatDateTime(booked.start)}</p>
          <Button
            isPending={isSaving}
            onPress={() => void attempt(() => giveUp(booked.id ?? '', row.patientId), t.givenUp(name))}
          >
            {t.giveUp}
          </Button>
        </>
      ) : (
        <ToBook
          booking={booking}
          isSaving={isSaving}
          onBook={(book, when, refetch) => attempt(book, t.booked(name, when), refetch)}
        />
      )}
      {problem ? <strong role="alert">{problem}</strong> : null}
      {clock?.guarantee === 'treatment' || clock?.guarantee === 'first-visit' ? (
        <Pauses row={row} onSave={(write) => attempt(write, '')} />
      ) : null}
      <a href={recordAddress(row.patientId)}>{t.record}</a>
    </section>
  );
}

interface ToBookProps {
  booking: Booking;
  isSaving: boolean;
  onBook: (book: () => Promise<void>, when: string, refetch: () => Promise<unknown>) => Promise<void>;
}

function ToBook({ booking, isSaving, onBook }: ToBookProps) {
  const t = useTexts(texts);
  const { time } = booking;
  return (
    <>
      <ChooseTime booking={booking} mayWait={false} />
      {time ? (
        <Button
          tone="primary"
          isPending={isSaving}
          onPress={() => void onBook(booking.book, formatDateTime(time.slot.start), booking.refetch)}
        >
          {isSaving ? t.booking : booking.done ? t.summonOnly : booking.summons ? t.bookSummon : t.book}
        </Button>
      ) : null}
    </>
  );
}
