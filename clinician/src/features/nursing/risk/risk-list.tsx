/** Each risk that the unit assesses: what was said last, how old it is, when it is to be said again. */
import { useSuspenseQuery } from '@tanstack/react-query';
import { nursingPlanOf } from '@vardkedjan/care/clinical/nursing/nursing-plan.ts';
import { type AssessedRisk, riskFormOf } from '@vardkedjan/care/clinical/nursing/risk-form.ts';
import { risksNow, type RiskNow } from '@vardkedjan/care/clinical/nursing/risk-score.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Panel } from '@vardkedjan/ui/panel/panel.tsx';
import { ScrollRegion } from '@vardkedjan/ui/scroll-region/scroll-region.tsx';
import { Badge } from '@vardkedjan/ui/severity/severity.tsx';
import { Empty } from '@vardkedjan/ui/states/states.tsx';
import { today } from '../../../chart/today.ts';
import { useIsOffered } from '../../../chart/use-chart.ts';
import { openWorkspace } from '../../../dock/dock-store.ts';
import { recordAddress } from '../../../navigation.ts';
import { RiskBadge } from '../../../nursing/risk-badge.tsx';
import { plansQuery } from '../../../nursing/plan-queries.ts';
import { riskFormsQuery, risksQuery } from '../../../nursing/risk-queries.ts';
import { useSession } from '../../../session/session-context.ts';
import { unitKindQuery } from '../../../unit-templates/queries.ts';
import { texts } from '../texts.ts';

export function RiskList({ patientId }: { patientId: string }) {
  const t = useTexts(texts);
  const { assignment } = useSession();
  const unit = assignment.careUnit.id;
  const forms = useSuspenseQuery(riskFormsQuery(unit, useSuspenseQuery(unitKindQuery(unit)).data)).data;
  const risks = risksNow(useSuspenseQuery(risksQuery(patientId)).data, today());
  const { plans, goals } = useSuspenseQuery(plansQuery(patientId)).data;
  const planned = new Set(
    plans
      .flatMap((plan) => nursingPlanOf(plan, goals) ?? [])
      .flatMap(({ risk, isActive }) => (isActive && risk ? risk : [])),
  );
  const own = new Set(forms.flatMap((form) => riskFormOf(form)?.kind ?? []));
  const kinds = (Object.keys(t.risks) as AssessedRisk[]).filter(
    (kind) => own.has(kind) || risks.some((each) => each.kind === kind),
  );
  return (
    <Panel title={t.riskList}>
      {kinds.length === 0 ? (
        <Empty>{t.noForms}</Empty>
      ) : (
        <ScrollRegion className="nursing-scroll" label={t.riskList}>
          <table className="nursing-table">
            <thead>
              <tr>
                {[t.risk, t.result, t.assessed, t.by, t.again].map((title) => (
                  <th key={title} scope="col">
                    {title}
                  </th>
                ))}
                <th scope="col">
                  <span className="visually-hidden">{t.doAct}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {kinds.map((kind) => (
                <RiskRow
                  key={kind}
                  kind={kind}
                  risk={risks.find((each) => each.kind === kind)}
                  patientId={patientId}
                  mayAssess={own.has(kind)}
                  isPlanned={planned.has(kind)}
                />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </Panel>
  );
}

interface RiskRowProps {
  kind: AssessedRisk;
  risk: RiskNow | undefined;
  patientId: string;
  mayAssess: boolean;
  /** A plan that answers it goes on. */
  isPlanned: boolean;
}

function RiskRow({ kind, risk, patientId, mayAssess, isPlanned }: RiskRowProps) {
  const t = useTexts(texts);
  const isOffered = useIsOffered(patientId, 'sign');
  const mayWrite = useIsOffered(patientId, 'write');
  return (
    <tr>
      <th scope="row">{t.risks[kind]}</th>
      {risk ? (
        <>
          <td>
            <a href={recordAddress(patientId, 'notes', risk.note ? { note: risk.note } : {})} title={t.open}>
              <RiskBadge kind={kind} level={risk.level} />
            </a>{' '}
            <span className="quiet">{t.points(risk.points)}</span>
          </td>
          <td>{formatDate(risk.at)}</td>
          <td>{risk.by}</td>
          <td>
            {risk.isLate ? <Badge severity="caution">{`${t.late} ${formatDate(risk.dueBy)}`}</Badge> : null}
            {risk.isLate ? null : formatDate(risk.dueBy)}
          </td>
        </>
      ) : (
        <td colSpan={4} className="quiet">
          {t.never}
        </td>
      )}
      <td>
        {isPlanned ? <span className="quiet">{t.isPlanned}</span> : null}
        {risk && risk.level !== 'none' && mayWrite && !isPlanned ? (
          <Button
            tone="quiet"
            aria-label={t.planFor(t.risks[kind].toLowerCase())}
            onPress={() => openWorkspace('nursing/plan', patientId, { risk: kind })}
          >
            {t.beginPlan}
          </Button>
        ) : null}
        {mayAssess && isOffered ? (
          <Button
            tone="quiet"
            aria-label={t.assessThis(t.risks[kind])}
            onPress={() => openWorkspace('nursing/assess', patientId, { risk: kind })}
          >
            {t.assess}
          </Button>
        ) : null}
      </td>
    </tr>
  );
}
