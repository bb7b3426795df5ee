/** Every source side by side, one row a drug; one tap decides, the counts add up, and the signature keeps who decided what. */
import type { List } from '@medplum/fhirtypes';
import { useSuspenseQuery } from '@tanstack/react-query';
import {
  acrossSources,
  type DrugAcrossSources,
  drugSources,
} from '@vardkedjan/care/clinical/reconciliation/drug-sources.ts';
import {
  countsOf,
  decidedBy,
  type Decisions,
  type Reconciling,
} from '@vardkedjan/care/clinical/reconciliation/reconciliation.ts';
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
import type { Chart } from '../../chart/chart.ts';
import { useDrugKnowledge } from '../../drug-orders/use-drug-knowledge.ts';
import { useChart } from '../../chart/use-chart.ts';
import { openWorkspace } from '../../dock/dock-store.ts';
import type { RecordPageProps } from '../../feature.ts';
import { useSession } from '../../session/session-context.ts';
import { decideRow } from './decide.ts';
import { sourcesQuery, unitIdOf } from './queries.ts';
import { ReconciliationRow } from './reconciliation-row.tsx';
import { notComparedIn, rowAlerts, worstOf } from './row-alerts.ts';
import { SourceCounts } from './source-counts.tsx';
import { texts } from './texts.ts';
import { useReconciling } from './use-reconciling.ts';
import './reconciliation.css';

export default function ReconciliationPage({ patientId }: RecordPageProps) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { assignment } = useSession();
  const chart = useChart(patientId);
  const knowledge = useDrugKnowledge();
  const { data } = useSuspenseQuery(sourcesQuery(patientId, assignment.careProvider.id));
  const hand = useReconciling(patientId);
  const rows = useMemo(
    () => acrossSources(data.orders, data.statements, (one) => data.ownUnits.has(unitIdOf(one) ?? '')),
    [data],
  );
  const unitOf = useUnitNames(rows.flatMap(({ entries }) => entries.map(({ resource }) => resource)));
  const alerts = useMemo(() => rowAlerts(rows, chart, knowledge), [rows, chart, knowledge]);
  const notCompared = notComparedIn(alerts);
  const standing = useMemo(() => decidedNow(data.lists), [data]);
  const [own, decide] = useState<Decisions>();
  const decisions = own ?? standing;
  const [when, setWhen] = useState<Reconciling['when']>(() => (chart.encounters.some(isStay) ? 'admission' : 'review'));
  const [signed, setSigned] = useState('');
  const counts = countsOf(rows, decisions);
  const [all, left] = (['all', 'undecided'] as const).map((which) =>
    drugSources.reduce((sum, each) => sum + counts[each][which], 0),
  );
  const sign = async () => {
    const done = (all ?? 0) - (left ?? 0);
    if (!(await hand.sign(rows, decisions, when))) return;
    decide(undefined);
    setSigned(t.signed(done, left ?? 0));
  };
  const [latest] = data.lists;
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
                  onDecide={(next) => (setSigned(''), decide(next))}
                  onChange={(one) => {
                    decide(decideRow(one, { decision: 'changed' }, decisions));
                    openWorkspace('medications/prescribe', patientId, orderToChange(one));
                  }}
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
            onChoose={setWhen}
          />
          <p className="quiet">{hand.stops ? t.stops : t.noStops}</p>
          {hand.problems.length > 0 ? <div role="alert">{hand.problems.join(' ')}</div> : null}
          <Button
            tone="primary"
            onPress={() => void sign()}
            isDisabled={hand.isSaving || data.hasMore || own === undefined}
          >
            {t.sign}
          </Button>
        </div>
      </div>
    </div>
  );
}

/** What the latest reconciliation decided, which holds until something else is; what has come since is undecided. */
const decidedNow = (lists: readonly List[]): Decisions =>
  new Map([...decidedBy(lists)].filter(([, { decision }]) => decision !== 'undecided'));

const isStay = ({ status, class: kind }: Chart['encounters'][number]) =>
  status === 'in-progress' && kind.code === 'IMP';

function orderToChange({ entries }: DrugAcrossSources): Record<string, string> {
  const own = entries.find(({ source }) => source === 'own')?.resource.id;
  return own === undefined ? {} : { order: own };
}
