/** At home: how many notes wait for my countersignature, and how many were returned to me. Nothing when there are none. */
import { useQuery } from '@tanstack/react-query';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Panel } from '@vardkedjan/ui/panel/panel.tsx';
import { Failed } from '@vardkedjan/ui/states/states.tsx';
import { unitAddress } from '../../../navigation.ts';
import { useSession } from '../../../session/session-context.ts';
import { returnedQuery, toCounterSignQuery } from './queries.ts';
import { texts } from './texts.ts';

const refreshEvery = 60_000;

export default function CounterSignPanel() {
  const t = useTexts(texts);
  const practitioner = useSession().session.caller?.practitioner?.id ?? '';
  const mine = useQuery({ ...toCounterSignQuery(practitioner), refetchInterval: refreshEvery });
  const returned = useQuery({ ...returnedQuery(practitioner), refetchInterval: refreshEvery });
  const failed = (mine.data ? null : mine.error) ?? (returned.data ? null : returned.error);
  if (failed)
    return (
      <Panel title={t.panel}>
        <Failed failure={failed} onRetry={() => void Promise.all([mine.refetch(), returned.refetch()])} />
      </Panel>
    );
  const lines = [
    [mine.data?.asked.length ?? 0, t.waits],
    [returned.data?.asked.length ?? 0, t.returned],
  ] as const;
  if (lines.every(([count]) => count === 0)) return null;
  return (
    <Panel title={t.panel}>
      <ul className="work-links">
        {lines.map(([count, words]) =>
          count === 0 ? null : (
            <li key={words(0)}>
              <a href={unitAddress('countersign')}>{words(count)}</a>
            </li>
          ),
        )}
      </ul>
    </Panel>
  );
}
