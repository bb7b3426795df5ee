/** Prints one note alone, with whose it is, who signed it and when it was printed; never an address (protected persons). */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { type LocalTime, localTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useUnitNames } from '@vardkedjan/ui/note/unit-names.ts';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { nameOfPatient, personNumberOf } from '../../../chart/person.ts';
import { useChart } from '../../../chart/use-chart.ts';
import type { Note } from '../queries.ts';
import { printRecord, printsAlone } from '../../../record/printing.ts';
import { texts } from '../texts.ts';
import { NoteEntry } from './note-entry.tsx';

export function PrintNote({ note, patientId }: { note: Note; patientId: string }) {
  const t = useTexts(texts);
  const [prints, setPrints] = useState<LocalTime>();
  return (
    <>
      <Button tone="quiet" onPress={() => setPrints(localTime(new Date()))}>
        {t.print}
      </Button>
      {prints
        ? createPortal(
            <Sheet note={note} patientId={patientId} printedAt={prints} onDone={() => setPrints(undefined)} />,
            document.body,
          )
        : null}
    </>
  );
}

interface SheetProps {
  note: Note;
  patientId: string;
  printedAt: LocalTime;
  onDone: () => void;
}

function Sheet({ note, patientId, printedAt, onDone }: SheetProps) {
  const t = useTexts(texts);
  const { patient } = useChart(patientId);
  const unitOf = useUnitNames([note]);
  const { date, time } = printedAt;
  useEffect(() => {
    document.documentElement.dataset.printing = 'note';
    const gone = printsAlone(`QuestionnaireResponse/${note.id}`);
    // The signature is checked first, so that its outcome is on the paper.
    const timer = setTimeout(() => {
      void printRecord(patientId).finally(onDone);
    }, 400);
    return () => {
      clearTimeout(timer);
      gone();
      delete document.documentElement.dataset.printing;
    };
  }, [note.id, onDone, patientId]);
  return (
    <div className="print-sheet" aria-hidden="true">
      <header className="print-sheet-head">
        <strong>{nameOfPatient(patient)}</strong> <span>{personNumberOf(patient)}</span>
        <span>{t.printedAt(`${date} ${time}`)}</span>
      </header>
      <NoteEntry note={note} unit={unitOf(note)} />
    </div>
  );
}
