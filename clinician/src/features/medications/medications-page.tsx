/** The whole drug list: what is to be taken now, over time as a picture, and what has ended, with who ordered what, for what and until when. */
import type { MedicationRequest, MedicationStatement } from '@medplum/fhirtypes';
import { answersOf } from '@vardkedjan/care/clinical/drug-safety/drug-alert.ts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { type CurrentDrug, currentDrugs } from '@vardkedjan/care/clinical/drug-list/current-drugs.ts';
import { isOver } from '@vardkedjan/care/clinical/prescriptions/course-end.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import type { Column } from '@vardkedjan/ui/data-table/data-table.tsx';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { searchResources } from '@vardkedjan/ui/fhir-client.ts';
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { useUnitNames } from '@vardkedjan/ui/note/unit-names.ts';
import { Panel } from '@vardkedjan/ui/panel/panel.tsx';
import { useCallback, useMemo } from 'react';
import { today } from '../../chart/today.ts';
import { NoneInRecord } from '../../chart/none-in-record.tsx';
import { RecordList } from '../../chart/record-list.tsx';
import { useChart } from '../../chart/use-chart.ts';
import { openWorkspace } from '../../dock/dock-store.ts';
import { AlsoOf } from '../../identity/written-under.tsx';
import type { RecordPageProps } from '../../feature.ts';
import { doseWords } from './dose-words.ts';
import { DrugPicture } from './list/drug-picture.tsx';
import { DrugTable } from './list/drug-table.tsx';
import { type EndedDrug, endedDrugs } from './list/ended-drugs.ts';
import { useDrugAlerts } from '../../drug-orders/use-drug-alerts.ts';
import { useDrugAnswers } from '../../drug-orders/use-drug-answers.ts';
import { texts } from './texts.ts';

const most = 200;

export default function MedicationsPage({ patientId, params }: RecordPageProps) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const chart = useChart(patientId);
  const alertsFor = useDrugAlerts(patientId);
  const answers = useDrugAnswers(patientId);
  const { data } = useSuspenseQuery({
    queryKey: ['record', patientId, 'drugs'],
    queryFn: async ({ signal }) => {
      const [orders, statements] = await Promise.all([
        searchResources<MedicationRequest>(
          'MedicationRequest',
          { patient: patientId, _sort: '-authoredon', _count: most },
          signal,
        ),
        searchResources<MedicationStatement>(
          'MedicationStatement',
          { patient: patientId, _sort: '-effective', _count: most },
          signal,
        ),
      ]);
      return { orders: orders.matches, statements: statements.matches };
    },
    structuralSharing: false,
  });
  // What holds is in the chart however old it is.
  const orders = useMemo(
    () => [...new Map([...chart.medicationRequests, ...data.orders].map((order) => [order.id, order])).values()],
    [chart, data],
  );
  const statements = useMemo(
    () => [...new Map([...chart.medicationStatements, ...data.statements].map((each) => [each.id, each])).values()],
    [chart, data],
  );
  const drugs = useMemo(() => currentDrugs(orders, statements, today()), [orders, statements]);
  const endedOf = useCallback(
    (found: MedicationRequest[]) =>
      endedDrugs([...orders.filter((order) => isOver(order, today())), ...found], today()),
    [orders],
  );
  const unitOf = useUnitNames(drugs.map(({ resource }) => resource));
  const alertOf = ({ order }: CurrentDrug) => {
    if (order === undefined || order.status === 'draft') return undefined;
    const stopping = alertsFor(order, chart, { without: [order.id] }).find(
      ({ rule }) => rule === 'allergy' || rule === 'cross-reaction',
    );
    return stopping?.why[language];
  };
  return (
    <div className="drug-page">
      <Panel
        title={t.title}
        count={drugs.length}
        actions={
          <>
            <Button onPress={() => openWorkspace('medications/renew', patientId)}>{t.renewShort}</Button>
            <Button onPress={() => openWorkspace('medications/prescribe', patientId)}>{t.prescribeShort}</Button>
          </>
        }
      >
        {drugs.length === 0 ? (
          <NoneInRecord>{orders.length > 0 ? t.noneActive : t.none}</NoneInRecord>
        ) : (
          <AlsoOf resources={drugs.map(({ resource }) => resource)}>
            <DrugTable
              drugs={drugs}
              patientId={patientId}
              alertOf={alertOf}
              despiteOf={({ order }) => (order === undefined ? [] : answersOf(order, answers))}
              unitOf={(drug) => unitOf(drug.resource)}
              focus={params.focus}
            />
          </AlsoOf>
        )}
      </Panel>
      <Panel title={t.picture}>
        <DrugPicture orders={orders} now={Date.parse(chart.asOf)} />
      </Panel>
      <RecordList<MedicationRequest, EndedDrug>
        patientId={patientId}
        type="MedicationRequest"
        query={{ status: 'stopped,completed,cancelled', _sort: '-authoredon' }}
        title={t.ended}
        empty={t.noneEnded}
        rowsOf={endedOf}
        rowKey={(row) => row.id}
        columns={endedColumns(t)}
        focus={params.focus}
      />
    </div>
  );
}

function endedColumns(t: (typeof texts)['sv']): Column<EndedDrug>[] {
  return [
    { key: 'drug', title: t.drug, cell: (row) => <strong>{row.name}</strong>, sortBy: (row) => row.name },
    { key: 'dose', title: t.dose, cell: (row) => doseWords(row, t) },
    { key: 'reason', title: t.reason, cell: (row) => row.reason, sortBy: (row) => row.reason },
    {
      key: 'status',
      title: t.status,
      cell: (row) => [t.statuses[row.status] ?? row.status, row.statusReason].filter(Boolean).join(': '),
      sortBy: (row) => row.status,
    },
    { key: 'since', title: t.since, fit: true, cell: (row) => formatDate(row.since), sortBy: (row) => row.since },
    { key: 'until', title: t.until, fit: true, cell: (row) => formatDate(row.until), sortBy: (row) => row.until },
    { key: 'prescriber', title: t.prescriber, cell: (row) => row.prescriber, sortBy: (row) => row.prescriber },
  ];
}
