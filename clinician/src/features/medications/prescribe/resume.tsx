/** Resumes an order that is paused: the safety rules are asked as when it began, and what stops it is answered here. */
import type { MedicationRequest } from '@medplum/fhirtypes';
import { doseText } from '@vardkedjan/care/clinical/dose-text.ts';
import { movedTo } from '@vardkedjan/care/clinical/prescriptions/order-resources.ts';
import type { PatientOnScreen } from '@vardkedjan/ui/fhir-client.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Empty } from '@vardkedjan/ui/states/states.tsx';
import { useEffect, useRef, useState } from 'react';
import { textOfConcept } from '../../../chart/concept.ts';
import { useChart } from '../../../chart/use-chart.ts';
import { DockDone, DockForm } from '../../../dock/dock-form.tsx';
import { useDockForm } from '../../../dock/use-dock-form.ts';
import { AlertList, HiddenNote } from '../../../drug-orders/alert-list.tsx';
import { withAsked } from '../../../drug-orders/alerts-asked.ts';
import { mayBeNone, orderBundle, type Reasons, unanswered, withNoneKnown } from '../../../drug-orders/order-bundle.ts';
import { orderingTexts } from '../../../drug-orders/texts.ts';
import { useDrugAlerts } from '../../../drug-orders/use-drug-alerts.ts';
import { useOrdering } from '../../../drug-orders/use-ordering.ts';
import type { WorkspaceProps } from '../../../feature.ts';
import { doseWords } from '../dose-words.ts';
import { texts } from '../texts.ts';
import { prescribeTexts } from './texts.ts';
import '../../../drug-orders/ordering.css';

export default function Resume({ patientId, args, takesFocus }: WorkspaceProps) {
  const t = { ...useTexts(texts), ...useTexts(orderingTexts), ...useTexts(prescribeTexts) };
  const chart = useChart(patientId);
  const [done, setDone] = useState('');
  const paused = chart.medicationRequests.find(
    ({ id, status }) => id !== undefined && id === args['order'] && status === 'on-hold',
  );
  if (done === '' && paused !== undefined)
    return (
      <ResumeForm
        paused={paused}
        patientId={patientId}
        takesFocus={takesFocus}
        onDone={() => setDone(textOfConcept(paused.medicationCodeableConcept))}
      />
    );
  return <DockDone>{done === '' ? <Empty>{t.notPaused}</Empty> : <output>{t.resumed(done)}</output>}</DockDone>;
}

function ResumeForm({
  paused,
  patientId,
  takesFocus,
  onDone,
}: {
  paused: MedicationRequest;
  patientId: string;
  takesFocus: boolean;
  onDone: () => void;
}) {
  const t = { ...useTexts(texts), ...useTexts(orderingTexts), ...useTexts(prescribeTexts) };
  const chart = useChart(patientId);
  const hand = useOrdering(patientId);
  const alertsFor = useDrugAlerts(patientId);
  const form = useDockForm({ reasons: {} as Reasons });
  const { reasons } = form.fields;
  const [isTried, setTried] = useState(false);
  const what = useRef<HTMLParagraphElement>(null);
  // It is signed by key from within, and it may be that nothing has to be filled in.
  useEffect(() => {
    if (takesFocus) what.current?.focus();
  }, [takesFocus]);
  const order = movedTo(paused, 'active', '', hand.ordering());
  const alerts = withAsked(alertsFor(order, chart, { without: [paused.id] }), hand.asked, order);
  const send = async (screen: PatientOnScreen, answers = reasons) => {
    setTried(true);
    if (unanswered(alerts, answers).length > 0) return false;
    const bundle = orderBundle([{ order, alerts, draft: paused }], answers, hand.ordering(), newUrn);
    const isTaken = await hand.send(bundle, screen);
    if (isTaken) onDone();
    return isTaken;
  };
  return (
    <DockForm
      label={t.resumeTitle}
      draft={form}
      onSend={send}
      send={t.resume}
      sending={t.signing}
      isSending={hand.isSending}
      isBarred={!hand.mayPrescribe}
      problems={hand.problems}
      answering={
        mayBeNone(alerts, chart.allergies)
          ? { label: t.signNoneKnown, onSend: (screen) => send(screen, withNoneKnown(reasons)) }
          : undefined
      }
    >
      <p className="drug-chosen" ref={what} tabIndex={-1}>
        <strong>{textOfConcept(paused.medicationCodeableConcept)}</strong>{' '}
        {doseWords({ dose: doseText(paused.dosageInstruction) }, t)}
      </p>
      <p className="quiet">{t.pausedFor(textOfConcept(paused.statusReason))}</p>
      <AlertList
        alerts={alerts}
        reasons={reasons}
        isTried={isTried}
        onReason={(key, reason) => form.change({ reasons: { ...reasons, [key]: reason } })}
      />
      <HiddenNote chart={chart} />
    </DockForm>
  );
}

const newUrn = (): string => `urn:uuid:${crypto.randomUUID()}`;
