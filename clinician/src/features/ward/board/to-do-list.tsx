/** All that is to be done on the ward in the shift that goes on, one row each: what is late first, by what it is, and the way to where it is done. */
import { ChoiceBar } from '@vardkedjan/ui/choice-bar/choice-bar.tsx';
import { type Column, DataTable } from '@vardkedjan/ui/data-table/data-table.tsx';
import { localTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Badge } from '@vardkedjan/ui/severity/severity.tsx';
import { Empty, Loading } from '@vardkedjan/ui/states/states.tsx';
import { listNameOfPatient } from '../../../chart/person.ts';
import { today } from '../../../chart/today.ts';
import { goTo, recordAddress, unitAddress } from '../../../navigation.ts';
import { PatientName } from '../../../work/patient-cells.tsx';
import { texts } from '../texts.ts';
import { type ToDoKind, toDoKinds, type ToDoRow } from './to-do-rows.ts';

const filters = ['all', 'late', ...toDoKinds] as const;
type Filter = (typeof filters)[number];

interface ToDoListProps {
  /** undefined: it is being asked for. */
  rows: readonly ToDoRow[] | undefined;
  filter: string | undefined;
}

export function ToDoList({ rows, filter }: ToDoListProps) {
  const t = useTexts(texts);
  const chosen: Filter = filters.find((each) => each === filter) ?? 'all';
  if (rows === undefined) return <Loading rows={12} />;
  const shown = rows.filter((row) => isShown(row, chosen));
  return (
    <section className="ward-due" aria-label={t.asToDo}>
      <ChoiceBar
        label={t.toDoFilter}
        value={chosen}
        choices={filters.map((each) => [
          each,
          `${t.toDoKinds[each]} ${rows.filter((row) => isShown(row, each)).length}`,
        ])}
        onChoose={(each) =>
          goTo(unitAddress('ward', { show: 'due', ...(each !== 'all' && { kind: each }) }), 'replace')
        }
      />
      {shown.length === 0 ? (
        <Empty>{t.nothingToDo}</Empty>
      ) : (
        <DataTable
          caption={t.asToDo}
          columns={columns(t)}
          rows={shown}
          rowKey={({ key }) => key}
          onOpen={(row) => goTo(placeOf(row))}
        />
      )}
    </section>
  );
}

const isShown = ({ kind, isLate }: ToDoRow, filter: Filter) =>
  filter === 'all' || (filter === 'late' ? isLate : kind === filter);

const pages: Readonly<Record<Exclude<ToDoKind, 'dose' | 'sample'>, string>> = {
  vitals: 'ward',
  measure: 'nursing',
  plan: 'nursing',
  risk: 'nursing',
};

/** Where it is done. */
function placeOf({ kind, row }: ToDoRow): string {
  if (kind === 'dose') return unitAddress('drug-round');
  return kind === 'sample'
    ? unitAddress('sampling', { patient: row.patientId })
    : recordAddress(row.patientId, pages[kind]);
}

function columns(t: (typeof texts)['sv']): Column<ToDoRow>[] {
  return [
    { key: 'at', title: t.toDoWhen, fit: true, cell: (row) => <When t={t} row={row} />, sortBy: ({ at }) => at },
    { key: 'bed', title: t.bed, fit: true, cell: ({ row }) => row.bed, sortBy: ({ row }) => row.bed },
    {
      key: 'patient',
      title: t.patient,
      fit: true,
      cell: ({ row }) => (
        <span className="ward-due-who" title={row.patient && listNameOfPatient(row.patient)}>
          <PatientName patient={row.patient} />
        </span>
      ),
      sortBy: ({ row }) => (row.patient ? listNameOfPatient(row.patient) : ''),
    },
    { key: 'kind', title: t.toDoKind, fit: true, cell: ({ kind }) => t.toDoKinds[kind], sortBy: ({ kind }) => kind },
    {
      key: 'what',
      title: t.toDoWhat,
      opens: true,
      cell: (row) => whatOf(row, t),
      sortBy: (row) => whatOf(row, t),
    },
    {
      key: 'who',
      title: t.toDoWho,
      cell: ({ who, row }) => who || row.nurse,
      sortBy: ({ who, row }) => who || row.nurse,
    },
  ];
}

const whatOf = ({ kind, what, count, isUrgent }: ToDoRow, t: (typeof texts)['sv']): string => {
  if (kind === 'dose') return t.toDoDoses(count);
  if (kind === 'vitals') return t.recordVitals;
  if (kind === 'plan') return t.toDoEvaluate(what);
  return isUrgent ? `${what} (${t.toDoUrgent})` : what;
};

function When({ t, row: { at, isLate } }: { t: (typeof texts)['sv']; row: ToDoRow }) {
  if (at === undefined) return <>{t.toDoNow}</>;
  const { date, time } = localTime(new Date(at));
  const when = date === today() ? time : `${date} ${time}`;
  return isLate ? <Badge severity="caution">{`${t.late} ${when}`}</Badge> : <>{when}</>;
}
