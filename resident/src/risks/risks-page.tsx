/** The public board of what staff have reported and nobody has closed (F20): that it is there, at which unit and since when; never what it says. */
import type { Task } from '@medplum/fhirtypes';
import { useInfiniteQuery } from '@tanstack/react-query';
import { isRiskKind, riskTask } from '@vardkedjan/care/coordination/risk-report.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { followPage, type Page, searchResources } from '@vardkedjan/ui/fhir-client.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Empty, Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { addressOf } from '../place.ts';
import { Facts } from '../shell/facts.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { texts } from './texts.ts';

const query = {
  code: `${riskTask.system}|${riskTask.code}`,
  status: 'requested,in-progress',
  _sort: '-authored-on',
  _count: 50,
};

export default function RisksPage() {
  const t = useTexts(texts);
  const open = useInfiniteQuery({
    queryKey: ['risks'],
    queryFn: ({ pageParam, signal }): Promise<Page<Task>> =>
      pageParam === '' ? searchResources<Task>('Task', query, signal) : followPage<Task>(pageParam, signal),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  const reports = open.data?.pages.flatMap(({ matches }) => matches);
  return (
    <>
      <PageHead title={t.title} lead={t.lead} back={{ address: addressOf('start'), text: t.toStart }} />
      {open.isPending ? <Loading rows={4} /> : null}
      {open.error && !reports ? <Failed failure={open.error} onRetry={() => void open.refetch()} /> : null}
      {reports?.length === 0 ? <Empty>{t.none}</Empty> : null}
      {reports ? (
        <Facts
          lines={reports.map(({ id = '', reasonCode, owner, authoredOn, status }) => {
            const kind = reasonCode?.coding?.[0]?.code ?? '';
            return {
              id,
              when: formatDate(authoredOn),
              what: t.kinds[isRiskKind(kind) ? kind : 'other'],
              more: [owner?.display, status === 'in-progress' ? t.isTaken : t.isNew].filter(Boolean).join(', '),
            };
          })}
        />
      ) : null}
      {open.hasNextPage ? <Button onPress={() => void open.fetchNextPage()}>{t.earlier}</Button> : null}
    </>
  );
}
