/** Every care plan with what is to be done. */
import type { CarePlan } from '@medplum/fhirtypes';
import type { Column } from '@vardkedjan/ui/data-table/data-table.tsx';
import { formatPeriod } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { RecordList } from '../../chart/record-list.tsx';
import type { RecordPageProps } from '../../feature.ts';
import { type PlanRow, planRows } from './plan-rows.ts';
import { texts } from './texts.ts';

export default function PlansPage({ patientId, params }: RecordPageProps) {
  const t = useTexts(texts);
  const columns: Column<PlanRow>[] = [
    {
      key: 'plan',
      title: t.plan,
      cell: (row) => (
        <>
          <strong>{row.title}</strong> <span className="quiet">{row.kind}</span>
          <p>{row.description}</p>
        </>
      ),
      sortBy: (row) => row.title,
    },
    {
      key: 'activities',
      title: t.activities,
      cell: (row) => (
        <ul>
          {row.activities.map((activity) => (
            <li key={activity.text}>
              <span aria-hidden="true">{activity.isDone ? '✓ ' : '○ '}</span>
              {activity.text}
            </li>
          ))}
        </ul>
      ),
    },
    {
      key: 'period',
      title: t.period,
      fit: true,
      cell: (row) => formatPeriod({ ...(row.start ? { start: row.start } : {}), ...(row.end ? { end: row.end } : {}) }),
      sortBy: (row) => row.start,
    },
    { key: 'author', title: t.author, cell: (row) => row.author, sortBy: (row) => row.author },
    {
      key: 'status',
      title: t.status,
      fit: true,
      cell: (row) => t.statuses[row.status] ?? row.status,
      sortBy: (row) => row.status,
    },
  ];
  return (
    <RecordList<CarePlan, PlanRow>
      patientId={patientId}
      type="CarePlan"
      query={{ _sort: '-date' }}
      title={t.title}
      empty={t.none}
      rowsOf={planRows}
      rowKey={(row) => row.id}
      columns={columns}
      isQuiet={(row) => !row.isActive}
      focus={params.focus}
    />
  );
}
