/** One order of the unit's list: what is asked, to the letter, and the moves that the life cycle leaves to one's own side. */
import type { Reference } from '@medplum/fhirtypes';
import { moversOf, type Mover } from '@vardkedjan/care/coordination/orders/order-moves.ts';
import { moved } from '@vardkedjan/care/coordination/orders/order-of.ts';
import type { HandlingState } from '@vardkedjan/care/coordination/orders/order-state.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import { updateResource } from '@vardkedjan/ui/fhir-client.ts';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import { textOfConcept } from '../chart/concept.ts';
import { recordAddress } from '../navigation.ts';
import { PatientName, PatientNumber } from '../work/patient-cells.tsx';
import { OrderStateMark } from './order-state-mark.tsx';
import { AnswerForm } from './answering/answer-form.tsx';
import { EarlierAnswers } from './answering/earlier-answers.tsx';
import { Reasoned } from './reasoned.tsx';
import { texts } from './texts.ts';
import { isExamination, type UnitOrderRow } from './unit-order-rows.ts';

export interface OrderDetailProps {
  row: UnitOrderRow;
  as: Mover;
  onMoved: () => Promise<void>;
  /** It has been answered. */
  onSigned: () => Promise<void>;
}

type Asking = Extract<HandlingState, 'returned' | 'forwarded'>;

export function OrderDetail({ row, as, onMoved, onSigned }: OrderDetailProps) {
  const t = useTexts(texts);
  const [asking, ask] = useState<Asking>();
  const [problem, setProblem] = useState('');
  const [isMoving, setMoving] = useState(false);
  const move = async (to: HandlingState, more: { reason?: string; owner?: Reference } = {}) => {
    const { reason, owner } = more;
    setMoving(true);
    setProblem('');
    const next = moved(row.task, {
      to,
      now: new Date(),
      ...(reason !== undefined && { reason }),
      ...(owner && { owner: owner as { reference: string } }),
    });
    try {
      await updateResource({ ...next, id: row.id }, `W/"${row.task.meta?.versionId}"`, row.patientId);
    } catch (failure) {
      if (!(failure instanceof FhirFailure)) throw failure;
      setProblem(failure.kind === 'changed-meanwhile' ? t.changedMeanwhile : failure.message);
    }
    await onMoved();
    setMoving(false);
  };
  return (
    <section className="unit-order" aria-label={row.what}>
      <h2>{row.what}</h2>
      <p>
        <PatientName patient={row.patient} /> <PatientNumber patient={row.patient} />
      </p>
      <p>
        <OrderStateMark state={row.state} isLate={row.isLate} /> {row.reason}
      </p>
      <Content row={row} as={as} />
      {as === 'performer' && !asking && row.request ? <Answering row={row} onSigned={onSigned} /> : null}
      {problem ? <strong role="alert">{problem}</strong> : null}
      {asking ? (
        <Reasoned to={asking} onCancel={() => ask(undefined)} onDone={(more) => void move(asking, more)} />
      ) : (
        <Moves row={row} as={as} isMoving={isMoving} onMove={(to) => void move(to)} onAsk={ask} />
      )}
      {as === 'performer' ? <EarlierAnswers patientId={row.patientId} order={row.id} /> : null}
      <a href={recordAddress(row.patientId)}>{t.record}</a>
    </section>
  );
}

/** An examination is there to be answered; a referral is first taken care of. */
function Answering({ row, onSigned }: Pick<OrderDetailProps, 'row' | 'onSigned'>) {
  const t = useTexts(texts);
  const [isOpen, open] = useState(isExamination(row));
  if (isOpen) return <AnswerForm row={row} onSigned={onSigned} />;
  return (
    <div className="unit-order-moves">
      <Button onPress={() => open(true)}>{t.answer}</Button>
    </div>
  );
}

function Content({ row: { request, task, from, to }, as }: Pick<OrderDetailProps, 'row' | 'as'>) {
  const t = useTexts(texts);
  const facts: [string, string][] = [
    [t.question, (request?.reasonCode ?? []).map(textOfConcept).filter(Boolean).join(', ')],
    [t.history, (request?.note ?? []).map(({ text }) => text).join('\n')],
    [t.site, (request?.bodySite ?? []).map(textOfConcept).filter(Boolean).join(', ')],
    as === 'performer' ? [t.from, from] : [t.to, to],
    [t.asked, formatDateTime(task.authoredOn)],
  ];
  return (
    <dl className="unit-order-facts">
      {facts
        .filter(([, text]) => text !== '')
        .map(([title, text]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{text}</dd>
          </div>
        ))}
    </dl>
  );
}

function Moves({
  row,
  as,
  isMoving,
  onMove,
  onAsk,
}: {
  row: UnitOrderRow;
  as: Mover;
  /** The last move is not answered yet: the next would be from a state that is no longer so. */
  isMoving: boolean;
  onMove: (to: HandlingState) => void;
  onAsk: (to: Asking) => void;
}) {
  const t = useTexts(texts);
  const { state } = row;
  const isUndoing = (to: HandlingState) =>
    (state === 'accepted' && to === 'received') || (state === 'booked' && to === 'accepted');
  const wordOf: Partial<Record<HandlingState, string>> = {
    received: isUndoing('received') ? t.undo.received : t.receive,
    accepted: isUndoing('accepted') ? t.undo.accepted : t.accept,
    booked: t.book,
    done: t.done,
    returned: t.return,
    forwarded: t.forward,
    sent: t.sendAgain,
    cancelled: t.withdraw,
  };
  const may = (Object.keys(wordOf) as HandlingState[]).filter(
    (to) =>
      moversOf(state, to).includes(as) &&
      !(to === 'done' && isExamination(row)) &&
      // A sample is taken back where it was taken, with its tube.
      !(state === 'sampled' && to === 'sent'),
  );
  const first = may.find((to) => !isUndoing(to) && (['accepted', 'booked', 'done', 'sent'] as string[]).includes(to));
  return (
    <div className="unit-order-moves">
      {may.map((to) => (
        <Button
          key={to}
          isPending={isMoving}
          tone={to === first && !isExamination(row) ? 'primary' : isUndoing(to) ? 'quiet' : 'plain'}
          onPress={() => (to === 'returned' || to === 'forwarded' ? onAsk(to) : onMove(to))}
        >
          {wordOf[to] ?? to}
        </Button>
      ))}
    </div>
  );
}
