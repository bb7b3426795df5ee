/** Every source side by side, one row a drug; one tap decides, the counts add up, and the signature keeps who decided what. */
import type { List } from '@medplum/fhirtypes';
import { useSuspenseQuery } from '@tanstack/react-query';
import {
  acrossSources,
  type DrugAcrossSources,
  drugSources,
} from '@vardkedjan/care/clinical/reconciliation/drug-sources.ts';
import { sourceInPlace, whyNotReplaced } from '@vardkedjan/care/clinical/reconciliation/outcome.ts';
import { countsOf, decidedBy, type Decisions } from '@vardkedjan/care/clinical/reconciliation/reconciliation.ts';
import { isGoingOn, isStay } from '@vardkedjan/care/coordination/stays/stay.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { ChoiceBar } from '@vardkedjan/ui/choice-bar/choice-bar.tsx';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { useUnitNames } from '@vardkedjan/ui/note/unit-names.ts';
import { Panel } from '@vardkedjan/ui/panel/panel.tsx';
import { SeverityMark } from '@vardkedjan/ui/severity/severity.tsx';
import { Empty } from '@vardkedjan/ui/states/states.tsx';
import '@vardkedjan/ui/data-table/data-table.css';
import { useMemo, useState } from 'react';
import { today } from '../../chart/today.ts';
import { useDrugKnowledge } from '../../drug-orders/use-drug-knowledge.ts';
import { useChart } from '../../chart/use-chart.ts';
import { openWorkspace } from '../../dock/dock-store.ts';
import type { RecordPageProps } from '../../feature.ts';
import { SaveLine } from '../../drafts/save-line.tsx';
import { reconciliationsQuery } from '../../drug-orders/reconciliations-query.ts';
import { AlertList } from '../../drug-orders/alert-list.tsx';
import { useSession } from '../../session/session-context.ts';
import { sourcesQuery, unitIdOf } from './queries.ts';
import { ReconciliationRow } from './reconciliation-row.tsx';
import { notComparedIn, rowAlerts, worstOf } from './row-alerts.ts';
import { SourceCounts } from './source-counts.tsx';
import { texts } from './texts.ts';
import { useReconciling } from './use-reconciling.ts';
import './reconciliation.css';

export default function ReconciliationPage({ patientId, params }: RecordPageProps) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { assignment } = useSession();
  const chart = useChart(patientId);
  const knowledge = useDrugKnowledge();
  const { data } = useSuspenseQuery(sourcesQuery(patientId, assignment.careProvider.id));
  const lists = useSuspenseQuery(reconciliationsQuery(patientId)).data;
  const rows = useMemo(
    () => acrossSources(data.orders, data.statements, (one) => data.ownUnits.has(unitIdOf(one) ?? ''), today()),
    [data],
  );
  const unitOf = useUnitNames(rows.flatMap(({ entries }) => entries.map(({ resource }) => resource)));
  const alerts = useMemo(() => rowAlerts(rows, chart, knowledge), [rows, chart, knowledge]);
  const notCompared = notComparedIn(alerts);
  const standing = useMemo(() => decidedNow(lists), [lists]);
  const isThere = chart.encounters.some((each) => isStay(each) && isGoingOn(each));
  const hand = useReconciling(patientId, rows, standing, occasionOf(params['when'], isThere));
  const { decisions } = hand;
  const { when, reasons } = hand.draft.fields;
  const [signed, setSigned] = useState('');
  const counts = countsOf(rows, decisions);
  const [all, left] = (['all', 'undecided'] as const).map((which) =>
    drugSources.reduce((sum, each) => sum + counts[each][which], 0),
  );
  const sign = async () => {
    const done = (all ?? 0) - (left ?? 0);
    if (!(await hand.sign())) return;
    setSigned(t.signed(done, left ?? 0));
  };
  const [latest] = lists;
  return (
    <div className="reconciling">
      <Panel title={t.title} count={rows.length}>
        <p className="quiet">
          {t.about} {latest ? t.latest(formatDateTime(latest.date), latest.source?.display ?? '') : t.never}
        </p>
        {chart.blocks !== 'none' || (chart.shared.elsewhere && !chart.shared.open) ? <p>{t.hidden}</p> : null}
        {notCompared.length > 0 ? (
          <p>
            <SeverityMark severity="serious" label={t.alert} /> {t.notCompared(notCompared.join(', '))}
          </p>
        ) : null}
        {data.hasMore ? <p role="alert">{t.tooMany}</p> : null}
        <output className="reconciling-signed">{signed}</output>
        {rows.length === 0 ? (
          <Empty>{t.none}</Empty>
        ) : (
          <table className="data-table reconciling-table">
            <caption className="visually-hidden">{t.title}</caption>
            <thead>
              <tr>
                {[t.drug, ...drugSources.map((source) => t.sources[source]), t.decision].map((title) => (
                  <th key={title} scope="col">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <ReconciliationRow
                  key={row.key}
                  row={row}
                  decisions={decisions}
                  onDecide={(next) => (setSigned(''), hand.decide(next))}
                  {...(hand.mayPrescribe && {
                    onOrder: (one: DrugAcrossSources) =>
                      openWorkspace('medications/prescribe', patientId, orderToMake(one)),
                  })}
                  becomes={hand.mayPrescribe ? becomesOf(row, decisions, t) : undefined}
                  alert={worstOf(alerts.get(row.key))?.why[language]}
                  unitOf={unitOf}
                />
              ))}
            </tbody>
          </table>
        )}
      </Panel>
      <div className="reconciling-foot">
        <SourceCounts counts={counts} />
        <div className="reconciling-sign">
          <ChoiceBar
            label={t.when}
            value={when}
            choices={[
              ['admission', t.whens.admission],
              ['discharge', t.whens.discharge],
              ['review', t.whens.review],
            ]}
            onChoose={(chosen) => hand.draft.change({ when: chosen })}
          />
          <AlertList
            alerts={hand.alerts}
            reasons={reasons}
            isTried={hand.isTried}
            onReason={(key, reason) => hand.draft.change({ reasons: { ...reasons, [key]: reason } })}
          />
          <p className="quiet">{hand.mayPrescribe ? t.stops : t.noStops}</p>
          {hand.problems.length > 0 ? <div role="alert">{hand.problems.join(' ')}</div> : null}
          <Button
            tone="primary"
            onPress={() => void sign()}
            isDisabled={hand.isSaving || data.hasMore || !hand.isBegun}
          >
            {t.sign}
          </Button>
          {hand.draft.view.state === 'untouched' ? null : <SaveLine view={hand.draft.view} />}
        </div>
      </div>
    </div>
  );
}

/** What the latest reconciliation decided, which holds until something else is; what has come since is undecided. */
const decidedNow = (lists: readonly List[]): Decisions =>
  new Map([...decidedBy(lists)].filter(([, { decision }]) => decision !== 'undecided'));

/** As whoever led here meant it, else by whether somebody has come to stay. */
const occasionOf = (asked: string | undefined, isThere: boolean) =>
  asked === 'discharge' ? 'discharge' : isThere ? 'admission' : 'review';

/** What is ordered with us is changed; what is not is ordered as the first source says it. */
function orderToMake({ entries }: DrugAcrossSources): Record<string, string> {
  const own = entries.find(({ source }) => source === 'own')?.resource.id;
  return own === undefined ? { source: entries[0]?.reference ?? '' } : { order: own };
}

/** What signing does to our order when another source is right. */
function becomesOf(row: DrugAcrossSources, decisions: Decisions, t: (typeof texts)['sv']): string | undefined {
  const source = sourceInPlace(row, decisions);
  if (source === undefined) return undefined;
  const why = whyNotReplaced(row, source);
  return why === undefined ? t.becomes : t.notReplaced[why];
}
