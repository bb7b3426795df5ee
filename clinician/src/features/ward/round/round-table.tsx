/** The rounds of the last day, the newest first, with the picture of their scores. One that is wrong is marked as such, and what it said stays readable. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Panel } from '@vardkedjan/ui/panel/panel.tsx';
import { ScrollRegion } from '@vardkedjan/ui/scroll-region/scroll-region.tsx';
import { SeverityMark } from '@vardkedjan/ui/severity/severity.tsx';
import { Empty } from '@vardkedjan/ui/states/states.tsx';
import { Sparkline } from '@vardkedjan/ui/trend/sparkline.tsx';
import { type TrendSeries, trendSeries } from '@vardkedjan/ui/trend/trend-series.ts';
import type { Observation } from '@medplum/fhirtypes';
import { vitalCodes, type VitalKey } from '@vardkedjan/care/clinical/vitals/vital-codes.ts';
import { timeOf } from '@vardkedjan/ui/dates.ts';
import { useMemo, useState } from 'react';
import { CorrectValueDialog } from '../../../values/correct-value-dialog.tsx';
import { useIsOffered } from '../../../chart/use-chart.ts';
import { recordAddress } from '../../../navigation.ts';
import type { Chart } from '../../../chart/chart.ts';
import { openWorkspace } from '../../../dock/dock-store.ts';
import { useSaving } from '../../../dock/use-saving.ts';
import { useNow } from '../../../work/use-now.ts';
import { NewsPicture } from '../board/news-picture.tsx';
import { useWardChanged } from '../board/ward-query.ts';
import { severityOf } from '../entry/news-verdict.tsx';
import { markWrong } from '../entry/save-round.ts';
import { type VitalField, vitalFields } from '../entry/typed-vitals.ts';
import { texts } from '../texts.ts';
import { moveBetweenValues, RoundCell } from './round-cell.tsx';
import { type RoundColumn, roundColumns, scoresOf } from './round-rows.ts';

const dayMs = 24 * 3_600_000;
const most = 9;

export function RoundTable({ chart }: { chart: Chart }) {
  const t = useTexts(texts);
  const now = useNow().getTime();
  const { scores } = chart;
  const columns = roundColumns(chart.vitals, scores, now - dayMs).slice(0, most);
  const [asked, ask] = useState<RoundColumn>();
  const [correcting, correct] = useState<string>();
  const mayWrite = useIsOffered(chart.patient.id, 'write');
  const wardChanged = useWardChanged();
  const closed = () => {
    correct(undefined);
    void wardChanged();
  };
  const patientId = chart.patient.id;
  return (
    <Panel
      title={t.overnight}
      level={3}
      actions={
        <>
          <a className="facts-all" href={recordAddress(patientId, 'results', { group: 'vitals' })}>
            {t.allCurves}
          </a>
          <Button tone="quiet" keys="v" onPress={() => openWorkspace('ward/vitals', patientId)}>
            {t.recordVitals}
          </Button>
        </>
      }
    >
      {columns.length === 0 ? (
        <Empty>{t.noVitals}</Empty>
      ) : (
        <Rounds chart={chart} columns={columns} onWrong={ask} onCorrect={mayWrite ? correct : undefined} />
      )}
      <NewsPicture scores={scoresOf(scores)} until={now} width={360} height={40} />
      {correcting === undefined ? null : <CorrectValueDialog id={correcting} patientId={patientId} onClose={closed} />}
      {asked ? <Wrong column={asked} patientId={patientId} onClose={() => ask(undefined)} /> : null}
    </Panel>
  );
}

interface RoundsProps {
  chart: Chart;
  columns: readonly RoundColumn[];
  onWrong: (column: RoundColumn) => void;
  /** undefined: it may not be offered. */
  onCorrect: ((source: string) => void) | undefined;
}

const reach = 3 * dayMs;
const drawn: Partial<Record<VitalField, VitalKey>> = {
  respiration: 'respiration',
  saturation: 'saturation',
  oxygen: 'oxygen',
  pressure: 'systolic',
  pulse: 'pulse',
  temperature: 'temperature',
};

/** Each field's curve of three days; of a pressure the upper. */
function trendsOf({ vitals }: Chart): Partial<Record<VitalField, TrendSeries>> {
  const since = Date.now() - reach;
  const isKept = ({ status, effectiveDateTime }: Observation) =>
    status !== 'entered-in-error' && timeOf(effectiveDateTime) >= since;
  const series = trendSeries(vitals.filter(isKept));
  return Object.fromEntries(
    Object.entries(drawn).flatMap(([field, key]) => {
      const found = series.find((each) => each.key.includes(`|${vitalCodes[key].code}|`));
      return found && found.points.length > 2 ? [[field, found]] : [];
    }),
  );
}

function Rounds({ chart, columns, onWrong, onCorrect }: RoundsProps) {
  const t = useTexts(texts);
  const first = firstValue(columns);
  const trends = useMemo(() => trendsOf(chart), [chart]);
  return (
    <ScrollRegion className="ward-rounds" label={t.overnight}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrows between the values in it */}
      <table onKeyDown={moveBetweenValues}>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t.time}</span>
            </th>
            {columns.map((column) => (
              <th key={`${column.at} ${column.isWrong}`} scope="col" className="number">
                {column.time}
              </th>
            ))}
            <th scope="col">{t.curves}</th>
          </tr>
        </thead>
        <tbody>
          <tr className="ward-rounds-score">
            <th scope="row">{t.news}</th>
            {columns.map((column) => (
              <ScoreCell key={`${column.at} ${column.isWrong}`} column={column} />
            ))}
          </tr>
          {vitalFields.map((field) => (
            <tr key={field}>
              <th scope="row">
                {t.fields[field].short} <span className="quiet">{t.fields[field].unit}</span>
              </th>
              {columns.map(({ at, time, cells, isWrong }) => (
                <td
                  key={`${at} ${isWrong}`}
                  className="number"
                  data-points={isWrong ? undefined : cells[field]?.points}
                  data-wrong={isWrong ? '' : undefined}
                >
                  {cells[field] && onCorrect && !isWrong ? (
                    <RoundCell
                      cell={cells[field]}
                      name={`${t.fields[field].name} ${time}`}
                      isFirst={first === `${at} ${field}`}
                      onCorrect={onCorrect}
                    />
                  ) : (
                    (cells[field]?.text ?? '')
                  )}
                </td>
              ))}
              <td>{trends[field] ? <Sparkline series={trends[field]} width={110} height={20} /> : null}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">
              <span className="visually-hidden">{t.isWrong}</span>
            </th>
            {columns.map((column) => (
              <td key={`${column.at} ${column.isWrong}`} className="number">
                {column.isWrong ? (
                  <span className="quiet">{t.isWrong}</span>
                ) : (
                  <button type="button" className="ward-wrong" onClick={() => onWrong(column)}>
                    {t.isWrong} <span className="visually-hidden">{column.time}</span>
                  </button>
                )}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** The newest value of the first row that has one. */
function firstValue(columns: readonly RoundColumn[]): string | undefined {
  for (const field of vitalFields)
    for (const { at, cells, isWrong } of columns) if (cells[field]?.source && !isWrong) return `${at} ${field}`;
  return undefined;
}

function ScoreCell({ column: { score, isWrong } }: { column: RoundColumn }) {
  const t = useTexts(texts);
  if (isWrong || score === undefined) return <td className="number quiet">–</td>;
  const severity = severityOf[score.risk];
  return (
    <td className="number">
      {severity ? <SeverityMark severity={severity} label={t.risks[score.risk]} /> : null}{' '}
      <strong>{score.score.total}</strong>
    </td>
  );
}

function Wrong({ column, patientId, onClose }: { column: RoundColumn; patientId: string; onClose: () => void }) {
  const t = useTexts(texts);
  const saving = useSaving(patientId);
  const wardChanged = useWardChanged();
  const mark = async () => {
    if (!(await saving.save(() => markWrong(column.resources, patientId)))) return;
    onClose();
    await wardChanged();
  };
  return (
    <Dialog
      title={t.wrongTitle}
      isOpen
      onClose={onClose}
      role="alertdialog"
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button tone="primary" onPress={() => void mark()}>
            {t.remove}
          </Button>
        </>
      }
    >
      <p>
        {column.date} {column.time}:{' '}
        {vitalFields
          .flatMap((field) => (column.cells[field] ? [`${t.fields[field].short} ${column.cells[field].text}`] : []))
          .join(', ')}
      </p>
      <p>{t.wrongMore}</p>
      {saving.problem ? <p role="alert">{saving.problem}</p> : null}
    </Dialog>
  );
}
