/** The fluid day's sums: what went in and came out, by kind and by shift. */
import type { Observation } from '@medplum/fhirtypes';
import { queryOptions, useQuery } from '@tanstack/react-query';
import {
  fluidBalance,
  fluidDay,
  type FluidKind,
  fluidKinds,
  fluidSystem,
  type Shift,
} from '@vardkedjan/care/clinical/vitals/fluid-balance.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { addDays } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Panel } from '@vardkedjan/ui/panel/panel.tsx';
import { Empty, Failed } from '@vardkedjan/ui/states/states.tsx';
import { useState } from 'react';
import { today } from '../../../chart/today.ts';
import { useIsOffered } from '../../../chart/use-chart.ts';
import { openWorkspace } from '../../../dock/dock-store.ts';
import { CorrectValueDialog } from '../../../values/correct-value-dialog.tsx';
import { searchAll } from '../../../work/work-queries.ts';
import { useNow } from '../../../work/use-now.ts';
import { texts } from '../texts.ts';
import { FluidEntries } from './fluid-entries.tsx';

const fluidsQuery = (patientId: string, since: number) =>
  queryOptions({
    // Beneath the record's own: whatever is written in it is fetched anew with it.
    queryKey: ['record', patientId, 'fluids', since],
    queryFn: async ({ signal }) => {
      const code = Object.keys(fluidKinds)
        .map((kind) => `${fluidSystem}|${kind}`)
        .join(',');
      const query = { patient: `Patient/${patientId}`, code, date: `ge${new Date(since).toISOString()}`, _count: 200 };
      return (await searchAll<Observation>('Observation', query, signal)).matches;
    },
  });

/** From when the page shows fluids: the fluid day that goes on, and the one before it. */
export function fluidDaysAt(now: number): { day: string; before: string } {
  const day = now < fluidDay(today()).day ? addDays(today(), -1) : today();
  return { day, before: addDays(day, -1) };
}

export const fluidsAt = (patientId: string, now: number) =>
  fluidsQuery(patientId, fluidDay(fluidDaysAt(now).before).day);

const shifts: readonly Shift[] = ['day', 'evening', 'night'];

export function Fluids({ patientId }: { patientId: string }) {
  const t = useTexts(texts);
  const now = useNow().getTime();
  const { day, before } = fluidDaysAt(now);
  const found = useQuery(fluidsAt(patientId, now));
  const entries = found.data ?? [];
  const [correcting, correct] = useState<string>();
  const mayWrite = useIsOffered(patientId, 'write');
  return (
    <Panel
      title={t.fluids}
      level={3}
      actions={
        <Button tone="quiet" onPress={() => openWorkspace('ward/fluid', patientId)}>
          {t.recordFluid}
        </Button>
      }
    >
      {found.isError && !found.data ? <Failed failure={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.data && entries.length === 0 ? <Empty>{t.noFluids}</Empty> : null}
      {entries.length > 0 ? (
        <div className="ward-fluids">
          {[day, before].map((each) => (
            <div key={each}>
              <Sums day={each} entries={entries} />
              <FluidEntries day={each} entries={entries} onCorrect={mayWrite ? correct : undefined} />
            </div>
          ))}
        </div>
      ) : null}
      {correcting === undefined ? null : (
        <CorrectValueDialog id={correcting} patientId={patientId} onClose={() => correct(undefined)} />
      )}
    </Panel>
  );
}

function Sums({ day, entries }: { day: string; entries: readonly Observation[] }) {
  const t = useTexts(texts);
  const sums = fluidBalance(entries, day);
  const row = (name: string, sum: { in: number; out: number }) => (
    <tr key={name}>
      <th scope="row">{name}</th>
      <td className="number">{sum.in}</td>
      <td className="number">{sum.out}</td>
      <td className="number">{signed(sum.in - sum.out)}</td>
    </tr>
  );
  return (
    <table>
      <caption>{t.fluidDay(day)}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{t.time}</span>
          </th>
          <th scope="col" className="number">
            {t.in}
          </th>
          <th scope="col" className="number">
            {t.out}
          </th>
          <th scope="col" className="number">
            {t.balance}
          </th>
        </tr>
      </thead>
      <tbody>{shifts.map((shift) => row(t.shifts[shift], sums.byShift[shift]))}</tbody>
      <tfoot>
        {row(t.whole, sums)}
        <tr>
          <td colSpan={4} className="quiet">
            {Object.entries(sums.byKind)
              .map(([kind, amount]) => `${t.fluidKinds[kind as FluidKind]} ${amount}`)
              .join(', ')}
            {sums.uncounted > 0 ? ` ${t.uncounted(sums.uncounted)}` : ''}
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

const signed = (amount: number) => (amount > 0 ? `+${amount}` : amount < 0 ? `−${-amount}` : '0');
