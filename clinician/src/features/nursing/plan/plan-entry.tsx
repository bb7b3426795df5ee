/** One plan that goes on: its goal, when it is evaluated, and its measures with when each is to be done; one press signs that it is done. */
import {
  isEvaluationLate,
  type MeasureDone,
  type MeasureDue,
  measuresDue,
} from '@vardkedjan/care/clinical/nursing/measure-done.ts';
import type { NursingPlan } from '@vardkedjan/care/clinical/nursing/nursing-plan.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { formatDate, formatDateTime, localTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { ScrollRegion } from '@vardkedjan/ui/scroll-region/scroll-region.tsx';
import { Badge } from '@vardkedjan/ui/severity/severity.tsx';
import { useState } from 'react';
import { today } from '../../../chart/today.ts';
import { openWorkspace } from '../../../dock/dock-store.ts';
import type { PlansFound } from '../../../nursing/plan-queries.ts';
import { useNow } from '../../../work/use-now.ts';
import { texts } from '../texts.ts';
import { EvaluateDialog } from './evaluate-dialog.tsx';
import { Evaluations } from './evaluations.tsx';
import { useSigningMeasures } from './use-signing-measures.ts';

export interface PlanEntryProps {
  plan: NursingPlan;
  found: PlansFound;
  done: readonly MeasureDone[];
  patientId: string;
  mayWrite: boolean;
}

export function PlanEntry({ plan, found, done, patientId, mayWrite }: PlanEntryProps) {
  const t = useTexts(texts);
  const now = useNow();
  const signing = useSigningMeasures(patientId);
  const [isEvaluating, setEvaluating] = useState(false);
  const rows = measuresDue([plan], done, now.getTime());
  return (
    <article className="plan-entry" aria-label={plan.title}>
      <header>
        <h3>{plan.title}</h3>
        <p>
          <span className="quiet">{t.goal}:</span> {plan.goal}
        </p>
        <p>
          {isEvaluationLate(plan, today()) ? (
            <Badge severity="caution">{t.evaluateLate(formatDate(plan.evaluateBy))}</Badge>
          ) : (
            <span className="quiet">{t.evaluated(formatDate(plan.evaluateBy))}</span>
          )}
        </p>
        <p>
          <span className="quiet">{t.begunBy(formatDate(plan.begun), plan.by)}</span>
        </p>
        {mayWrite ? (
          <div className="plan-entry-acts">
            <Button tone="quiet" onPress={() => openWorkspace('nursing/plan', patientId, { plan: plan.id })}>
              {t.change} <span className="visually-hidden">{plan.title}</span>
            </Button>
            <Button tone="quiet" onPress={() => setEvaluating(true)}>
              {t.evaluate} <span className="visually-hidden">{plan.title}</span>
            </Button>
          </div>
        ) : null}
      </header>
      <Evaluations plan={plan} />
      <ScrollRegion className="nursing-scroll" label={t.measuresOf(plan.title)}>
        <table className="nursing-table">
          <colgroup>
            <col className="plan-entry-words" />
            <col />
            <col />
            <col className="plan-entry-words" />
            <col />
            <col className="plan-entry-act" />
          </colgroup>
          <thead className="visually-hidden">
            <tr>
              {[t.measure, t.pace, t.who, t.last, t.due, t.doAct].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.measure.id}>
                <th scope="row">{row.measure.text}</th>
                <td>{row.measure.pace ? t.paces[row.measure.pace] : t.otherPace}</td>
                <td>{row.measure.who}</td>
                <td className="quiet">
                  {row.last ? `${formatDateTime(row.last.task.executionPeriod?.end)} ${row.last.by}` : ''}
                </td>
                <td>
                  <Due row={row} />
                </td>
                <td>
                  {mayWrite ? (
                    <Button
                      tone="quiet"
                      aria-label={t.doneOf(row.measure.text)}
                      isDisabled={signing.isSaving}
                      onPress={() => void signing.sign(row, done)}
                    >
                      {t.done}
                    </Button>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <div className="plan-entry-told">
        {signing.problem ? <strong role="alert">{signing.problem}</strong> : null}
        <output>{signing.told}</output>
        {signing.mayTakeBack ? (
          <Button tone="quiet" onPress={() => void signing.takeBack()}>
            {t.undo}
          </Button>
        ) : null}
      </div>
      {isEvaluating ? (
        <EvaluateDialog plan={plan} found={found} patientId={patientId} onClose={() => setEvaluating(false)} />
      ) : null}
    </article>
  );
}

function Due({ row: { state, dueBy } }: { row: MeasureDue }) {
  const t = useTexts(texts);
  if (dueBy === undefined) return null;
  const { date, time } = localTime(new Date(dueBy));
  const when = date === today() ? time : `${date} ${time}`;
  if (state === 'late') return <Badge severity="caution">{`${t.late} ${when}`}</Badge>;
  return <span className={state === 'now' ? undefined : 'quiet'}>{t.before24(when)}</span>;
}
