/** The board: who lies where, how ill, what is due, who has them, and when they go home; or the same patients as rows to enter vital signs in. */
import { useQuery } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { ChoiceBar } from '@vardkedjan/ui/choice-bar/choice-bar.tsx';
import { DataTable } from '@vardkedjan/ui/data-table/data-table.tsx';
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { Badge } from '@vardkedjan/ui/severity/severity.tsx';
import { Empty, Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { useEffect, useMemo, useState } from 'react';
import type { UnitPageProps } from '../../../feature.ts';
import { goTo, recordAddress, unitAddress } from '../../../navigation.ts';
import { useSession } from '../../../session/session-context.ts';
import { useUnitTold } from '../../../session/use-unit-told.ts';
import { useNow } from '../../../work/use-now.ts';
import { TableEntry } from '../entry/table-entry.tsx';
import { texts } from '../texts.ts';
import { boardColumns } from './board-columns.tsx';
import { dosesByPatient, dosesQuery } from './doses-query.ts';
import { BedRequests } from './bed-requests.tsx';
import { boardOrder } from './board-order.ts';
import { ToDoList } from './to-do-list.tsx';
import { toDoQuery } from './to-do-query.ts';
import { type Known, nursingToDo, type ToDoRow, toDoRows } from './to-do-rows.ts';
import { type Asked, StayDialog } from './stay-dialog.tsx';
import { useMoving } from './use-moving.ts';
import { wardQuery } from './ward-query.ts';
import { freeBeds, type WardRow, wardRows } from './ward-rows.ts';
import './board.css';

const round = 'round';
const due = 'due';

/** The board is fetched anew when something of the unit has changed. */
const shown = (unitId: string) => [['ward', unitId]];

export default function WardPage({ params }: UnitPageProps) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { assignment } = useSession();
  const unitId = assignment.careUnit.id;
  const found = useQuery(wardQuery(unitId));
  useUnitTold(shown);
  const now = useNow();
  const rows = useMemo(() => (found.data ? wardRows(found.data, now) : []), [found.data, now]);
  const doses = useDoses(unitId, rows, now.getTime());
  const moving = useMoving();
  const [asked, ask] = useState<Asked>();
  const there = rows.filter(({ stay }) => stay !== undefined);
  useEffect(() => {
    if (rows.length > 0) boardOrder.set(() => rows.flatMap(({ patientId }) => (patientId === '' ? [] : [patientId])));
  }, [rows]);
  const isTable = params.show === round;
  const isToDo = params.show === due;
  const toDo = useToDo(unitId, { rows, doses, now: now.getTime() });
  const [firstFree] = freeBeds(rows);
  const open = (row: WardRow) => {
    if (row.patientId !== '') goTo(recordAddress(row.patientId, 'ward'));
    else if (row.bedReference !== undefined && !row.isOutOfUse) ask({ what: 'admit', row });
  };
  return (
    <main className="ward">
      <header className="ward-head">
        <h1>
          {t.board} <span className="quiet">{assignment.careUnit.name}</span>
        </h1>
        {found.data ? <Counts rows={rows} /> : null}
        <Late doses={doses} />
        <ChoiceBar
          label={t.view}
          value={isTable ? round : isToDo ? due : 'board'}
          choices={[
            ['board', t.asBoard],
            [due, t.asToDo],
            [round, t.asTable],
          ]}
          onChoose={(view) => goTo(unitAddress('ward', view === 'board' ? {} : { show: view }))}
        />
        <Told moving={moving} />
      </header>
      {found.isPending ? <Loading rows={20} /> : null}
      {found.isError && !found.data ? <Failed failure={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.data && rows.length === 0 ? <Empty>{t.nobody}</Empty> : null}
      {isTable && found.data ? <TableEntry rows={there} /> : null}
      {isToDo && found.data ? <ToDoList rows={toDo} filter={params.kind} /> : null}
      {found.data && !isTable && !isToDo ? (
        <BedRequests
          unitId={unitId}
          {...(firstFree && { onGive: (request) => ask({ what: 'admit', row: firstFree, request }) })}
        />
      ) : null}
      {!isTable && !isToDo && rows.length > 0 ? (
        <DataTable
          caption={t.board}
          isBoard
          columns={boardColumns({
            t,
            language,
            now: now.getTime(),
            onAsk: ask,
            doses,
            toDo: toDo && nursingToDo(toDo),
          })}
          rows={rows}
          rowKey={({ key }) => key}
          onOpen={open}
          isQuiet={({ stay }) => stay === undefined}
        />
      ) : null}
      {asked ? <StayDialog asked={asked} free={freeBeds(rows)} moving={moving} onClose={() => ask(undefined)} /> : null}
    </main>
  );
}

function useDoses(unitId: string, rows: readonly WardRow[], now: number) {
  const there = useMemo(() => rows.flatMap((row) => (row.patient ? [row.patientId] : [])).toSorted(), [rows]);
  const { data } = useQuery(dosesQuery(unitId, there));
  return useMemo(() => dosesByPatient(data, there, now), [data, there, now]);
}

/** undefined: it is not known yet. */
function useToDo(unitId: string, { rows, doses, now }: Pick<Known, 'rows' | 'doses' | 'now'>): ToDoRow[] | undefined {
  const there = useMemo(() => rows.flatMap((row) => (row.patient ? [row.patientId] : [])).toSorted(), [rows]);
  const { data } = useQuery(toDoQuery(unitId, there));
  return useMemo(
    () => (data || there.length === 0 ? toDoRows({ rows, doses, toDo: data, now }) : undefined),
    [rows, doses, data, there, now],
  );
}

/** What is late on the whole ward, where it is seen from afar; the way to the drug round. */
function Late({ doses }: { doses: ReturnType<typeof useDoses> }) {
  const t = useTexts(texts);
  const late = [...(doses?.values() ?? [])].reduce((sum, each) => sum + each.late, 0);
  if (late === 0) return null;
  return (
    <a className="ward-late" href={unitAddress('drug-round')}>
      <Badge severity="serious">{t.dosesLateInAll(late)}</Badge>
    </a>
  );
}

function Counts({ rows }: { rows: readonly WardRow[] }) {
  const t = useTexts(texts);
  const beds = rows.filter(({ bedReference, isOutOfUse }) => bedReference !== undefined && !isOutOfUse);
  return (
    <p className="quiet ward-counts">
      {t.of(rows.filter(({ stay }) => stay !== undefined).length, beds.length)}, {t.free(freeBeds(rows).length)}
    </p>
  );
}

/** What was done, and taking it back. */
function Told({ moving }: { moving: ReturnType<typeof useMoving> }) {
  const t = useTexts(texts);
  return (
    <div className="ward-told">
      {moving.problem ? <strong role="alert">{moving.problem}</strong> : null}
      <output>{moving.done?.text ?? ''}</output>
      {moving.done?.undo ? (
        <Button tone="quiet" onPress={() => void moving.takeBack()}>
          {t.undo}
        </Button>
      ) : null}
    </div>
  );
}
