/** The day's orders in one field, a thing a line: a changed dose, a new drug, one that ends, tests. What each comes to is told beneath; Ctrl+Enter signs all of it in one. */
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Failed } from '@vardkedjan/ui/states/states.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { useEffect, useRef, useState } from 'react';
import { currentDrugs } from '@vardkedjan/care/clinical/drug-list/current-drugs.ts';
import { textOfConcept } from '../../../chart/concept.ts';
import { today } from '../../../chart/today.ts';
import type { WorkspaceProps } from '../../../feature.ts';
import { DockDone, DockForm } from '../../../dock/dock-form.tsx';
import { useDockForm } from '../../../dock/use-dock-form.ts';
import type { PatientOnScreen } from '@vardkedjan/ui/fhir-client.ts';
import { AlertList, HiddenNote } from '../../../drug-orders/alert-list.tsx';
import { mayBeNone, type Reasons, withNoneKnown } from '../../../drug-orders/order-bundle.ts';
import { orderingTexts } from '../../../drug-orders/texts.ts';
import { usePlace } from '../../../navigation.ts';
import { CurrentDrugs } from './current-drugs.tsx';
import { LineTold } from './line-told.tsx';
import { orderTexts } from './texts.ts';
import { faultsIn, useWrittenOrders } from './use-written-orders.ts';
import '../../../drug-orders/ordering.css';
import './orders.css';

export default function OrdersWorkspace({ patientId, takesFocus, close }: WorkspaceProps) {
  const t = { ...useTexts(orderingTexts), ...useTexts(orderTexts) };
  const form = useDockForm({ text: '', reasons: {} as Reasons });
  const { text, reasons } = form.fields;
  const setText = (next: string) => form.change({ text: next });
  const [isTried, setTried] = useState(false);
  const [signed, setSigned] = useState(0);
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const written = useWrittenOrders(patientId, text);
  const { hand, lines, chart } = written;
  const sign = async (screen: PatientOnScreen, answers = reasons) => {
    setTried(true);
    const faults = faultsIn(written, t);
    hand.setProblems(faults);
    const isTaken = faults.length === 0 && (await written.sign(answers, screen));
    if (isTaken) setSigned(lines.length);
    return isTaken;
  };
  const become = (at: number, line: string) => {
    setText(textWith(lines, at, line));
    field.current?.focus();
  };
  if (signed > 0) return <Signed count={signed} patientId={patientId} close={close} />;
  return (
    <DockForm
      label={t.todaysOrders}
      draft={form}
      onSend={sign}
      send={t.sign}
      sending={t.signing}
      isSending={hand.isSending}
      problems={hand.problems}
      answering={
        mayBeNone(written.alerts, chart.allergies)
          ? { label: t.signNoneKnown, onSend: (screen) => sign(screen, withNoneKnown(reasons)) }
          : undefined
      }
    >
      <TextField
        label={t.field}
        help={t.help}
        value={text}
        onChange={setText}
        lines={4}
        inputRef={field}
        autoFocus={takesFocus}
        autoComplete="off"
        spellCheck="false"
      />
      {lines.length > 0 ? (
        <ul className="written-lines" aria-label={t.understood} aria-live="polite">
          {lines.map((line, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- a line is where it stands in the field
            <LineTold
              key={at}
              {...{ line, isTried }}
              laboratory={written.laboratory?.name ?? ''}
              onBecome={(next) => become(at, next)}
            />
          ))}
        </ul>
      ) : null}
      {written.failed ? <Failed failure={written.failed.error} onRetry={() => void written.failed?.refetch()} /> : null}
      <AlertList
        alerts={written.alerts}
        reasons={reasons}
        isTried={isTried}
        onReason={(key, reason) => form.change({ reasons: { ...reasons, [key]: reason } })}
      />
      {hand.mayPrescribe ? (
        <CurrentDrugs
          drugs={currentDrugs(chart.medicationRequests, chart.medicationStatements, today())}
          onTake={(order, dose) => become(lines.length, `${textOfConcept(order.medicationCodeableConcept)} ${dose}`)}
        />
      ) : (
        <p className="quiet">{t.notPrescriber}</p>
      )}
      <HiddenNote chart={chart} />
    </DockForm>
  );
}

/** With one line in the place of another, or after the last. */
const textWith = (lines: readonly { text: string }[], at: number, line: string): string =>
  [...lines.map(({ text }) => text).slice(0, at), line, ...lines.map(({ text }) => text).slice(at + 1)].join('\n');

/** It stands until one has gone on to somebody else: over a round nothing is left to be closed. */
function Signed({ count, patientId, close }: { count: number; patientId: string; close: () => void }) {
  const t = useTexts(orderTexts);
  const place = usePlace();
  const isElsewhere = place.at === 'record' && place.patientId !== patientId;
  useEffect(() => {
    if (isElsewhere) close();
  }, [isElsewhere, close]);
  return (
    <DockDone>
      <h3>{t.signed(count)}</h3>
      <output>{t.goOn}</output>
    </DockDone>
  );
}
