/** Who has had an order and when: a line for each hop. */
import type { Task } from '@medplum/fhirtypes';
import { useQuery } from '@tanstack/react-query';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import { historyOf } from '@vardkedjan/ui/fhir-client.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { receiptRows } from './receipt-rows.ts';
import { orderTexts } from './state-texts.ts';
import { texts } from './texts.ts';

export function Receipts({ task }: { task: Task }) {
  const t = useTexts(texts);
  const { states } = useTexts(orderTexts);
  const found = useQuery({
    // Of one version: what moves the order on is told by the next.
    queryKey: ['receipts', task.id, task.meta?.versionId],
    queryFn: async ({ signal }) => receiptRows((await historyOf<Task>('Task', task.id ?? '', signal)).matches),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <section className="unit-order-receipts">
      <h3>{t.receipts}</h3>
      {found.isPending ? <Loading rows={2} /> : null}
      {found.isError ? <Failed failure={found.error} onRetry={() => void found.refetch()} /> : null}
      <ol>
        {(found.data ?? []).map((row) => (
          <li key={`${row.state} ${row.at}`}>
            <time dateTime={row.at}>{formatDateTime(row.at)}</time> {states[row.state]}
            <span className="quiet">{[row.unit, row.reason].filter(Boolean).map((text) => ` · ${text}`)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
