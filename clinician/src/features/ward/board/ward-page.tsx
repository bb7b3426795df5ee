/** The board: who lies where, how ill, what is due, who has them, and when they go home; or the same patients as rows to enter vital signs in. */
import { useQuery } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { ChoiceBar } from '@vardkedjan/ui/choice-bar/choice-bar.tsx';
import { DataTable } from '@vardkedjan/ui/data-table/data-table.tsx';
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { Empty, Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { useEffect, useMemo, useState } from 'react';
import type { UnitPageProps } from '../../../feature.ts';
import { goTo, recordAddress, unitAddress } from '../../../navigation.ts';
import { useSession } from '../../../session/session-context.ts';
import { useNow } from '../../../work/use-now.ts';
import { TableEntry } from '../entry/table-entry.tsx';
import { texts } from '../texts.ts';
import { boardColumns } from './board-columns.tsx';
import { boardOrder } from './board-order.ts';
import { type Asked, StayDialog } from './stay-dialog.tsx';
import { useMoving } from './use-moving.ts';
import { wardQuery } from './ward-query.ts';
import { freeBeds, type WardRow, wardRows } from './ward-rows.ts';
import { useWardTold } from './ward-told.ts';
import '../ward.css';

const round = 'round';

export default function WardPage({ params }: UnitPageProps) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { assignment } = useSession();
  const unitId = assignment.careUnit.id;
  const found = useQuery(wardQuery(unitId));
  useWardTold();
  const now = useNow();
  const rows = useMemo(() => (found.data ? wardRows(found.data, now) : []), [found.data, now]);
  const moving = useMoving();
  const [asked, ask] = useState<Asked>();
  const there = rows.filter(({ stay }) => stay !== undefined);
  useEffect(() => {
    if (rows.length > 0) boardOrder.set(() => rows.flatMap(({ patientId }) => (patientId === '' ? [] : [patientId])));
  }, [rows]);
  const isTable = params.show === round;
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
        <ChoiceBar
          label={t.view}
          value={isTable ? round : 'board'}
          choices={[
            ['board', t.asBoard],
            [round, t.asTable],
          ]}
          onChoose={(view) => goTo(unitAddress('ward') + (view === round ? `?show=${round}` : ''))}
        />
        <Told moving={moving} />
      </header>
      {found.isPending ? <Loading rows={20} /> : null}
      {found.isError && !found.data ? <Failed failure={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.data && rows.length === 0 ? <Empty>{t.nobody}</Empty> : null}
      {isTable && found.data ? <TableEntry rows={there} /> : null}
      {!isTable && rows.length > 0 ? (
        <DataTable
          caption={t.board}
          columns={boardColumns({ t, language, now: now.getTime(), onAsk: ask })}
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
