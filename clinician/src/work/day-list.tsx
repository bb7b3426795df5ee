/** The day's appointments of me or of my unit. A row opens the record. */
import { useQuery } from '@tanstack/react-query';
import { ageInWords } from '@vardkedjan/care/people/age.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { ChoiceBar } from '@vardkedjan/ui/choice-bar/choice-bar.tsx';
import { type Column, DataTable } from '@vardkedjan/ui/data-table/data-table.tsx';
import { addDays, weekdayOf } from '@vardkedjan/ui/dates.ts';
import { type Language, useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { Panel } from '@vardkedjan/ui/panel/panel.tsx';
import { Empty, Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { useMemo, useState } from 'react';
import { today } from '../chart/today.ts';
import { goTo, recordAddress } from '../navigation.ts';
import { type DayRow, dayRows, type WhoAsks } from './day.ts';
import { PatientName, PatientNumber } from './patient-cells.tsx';
import { texts } from './texts.ts';
import { dayQuery } from './work-queries.ts';

type Whose = 'mine' | 'unit';

export function DayList({ who }: { who: WhoAsks }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const [day, setDay] = useState(today);
  const [chosen, choose] = useState<Whose>();
  const found = useQuery(dayQuery(day));
  const all = useMemo(
    () => (found.data ? dayRows(found.data.matches, found.data.included, who) : []),
    [found.data, who],
  );
  const mine = all.filter((row) => row.isMine);
  // Until something else is chosen: mine, if there are any.
  const whose = chosen ?? (mine.length > 0 ? 'mine' : 'unit');
  const rows = whose === 'mine' ? mine : all;
  return (
    <Panel
      title={`${t.day} ${weekdayOf(day, language)} ${day}`}
      {...(found.data ? { count: rows.length } : {})}
      actions={
        <>
          <ChoiceBar
            label={t.whose}
            value={whose}
            choices={[
              ['mine', counted(t.mine, mine.length)],
              ['unit', counted(t.unit, all.length)],
            ]}
            onChoose={choose}
          />
          <Button tone="quiet" aria-label={t.previous} onPress={() => setDay(addDays(day, -1))}>
            ‹
          </Button>
          <Button tone="quiet" isDisabled={day === today()} onPress={() => setDay(today())}>
            {t.toToday}
          </Button>
          <Button tone="quiet" aria-label={t.next} onPress={() => setDay(addDays(day, 1))}>
            ›
          </Button>
        </>
      }
    >
      {found.isPending ? <Loading rows={12} /> : null}
      {found.isError && !found.data ? <Failed failure={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.data && rows.length === 0 ? <Empty>{whose === 'mine' ? t.noMine : t.noDay}</Empty> : null}
      {rows.length > 0 ? (
        <DataTable
          caption={`${t.day} ${day}`}
          columns={columnsOf(t, language, whose)}
          rows={rows}
          rowKey={(row) => row.id}
          onOpen={(row) => goTo(recordAddress(row.patientId))}
          isQuiet={(row) => row.isOver}
        />
      ) : null}
      {found.data?.hasMore ? <p className="quiet">{t.more}</p> : null}
    </Panel>
  );
}

const counted = (text: string, count: number) => (
  <>
    {text} <span className="quiet">{count}</span>
  </>
);

function columnsOf(t: (typeof texts)['sv'], language: Language, whose: Whose): Column<DayRow>[] {
  return [
    {
      key: 'time',
      title: t.time,
      fit: true,
      cell: (row) => (row.end ? `${row.time}–${row.end}` : row.time),
      sortBy: (row) => row.at,
    },
    { key: 'patient', title: t.patient, opens: true, fit: true, cell: (row) => <PatientName patient={row.patient} /> },
    { key: 'number', title: t.number, fit: true, cell: (row) => <PatientNumber patient={row.patient} /> },
    {
      key: 'age',
      title: t.age,
      fit: true,
      align: 'right',
      cell: (row) => ageInWords(row.patient?.birthDate ?? '', today(), language),
      sortBy: (row) => row.patient?.birthDate,
    },
    { key: 'reason', title: t.reason, cell: (row) => row.reason || row.kind, sortBy: (row) => row.reason || row.kind },
    ...(whose === 'unit'
      ? [{ key: 'staff', title: t.staff, cell: (row: DayRow) => row.staff, sortBy: (row: DayRow) => row.staff }]
      : []),
    {
      key: 'status',
      title: t.status,
      fit: true,
      cell: (row) => t.statuses[row.status] ?? row.status,
      sortBy: (row) => row.status,
    },
  ];
}
