/** What was opened without the patient's consent: told on the start page until they say that they have read it, and kept beside the log. */
import type { Communication, Parameters } from '@medplum/fhirtypes';
import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { openingNoticeOf, openingNotices } from '@vardkedjan/care/access/opening-notice.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { perform, searchResources } from '@vardkedjan/ui/fhir-client.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Failed } from '@vardkedjan/ui/states/states.tsx';
import { addressOf } from '../place.ts';
import { useResident } from '../session/session-context.ts';
import { Facts } from '../shell/facts.tsx';
import { Section } from '../shell/section.tsx';
import { texts } from './texts.ts';

const noticesQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['opening-notices', patientId],
    queryFn: async ({ signal }) => {
      const query = {
        subject: `Patient/${patientId}`,
        category: openingNotices.join(','),
        _sort: '-sent',
        _count: 100,
      };
      const { matches } = await searchResources<Communication>('Communication', query, signal);
      return matches.filter((each) => openingNoticeOf(each) !== undefined);
    },
  });

export function UnreadNotices() {
  const t = useTexts(texts);
  const { patientId } = useResident();
  const { data } = useSuspenseQuery(noticesQuery(patientId));
  const unread = data.filter(({ received }) => received === undefined);
  const client = useQueryClient();
  const read = useMutation({
    mutationFn: (id: string) =>
      perform<Parameters>(`Communication/${encodeURIComponent(id)}/$notice-read`, undefined, patientId),
    onSuccess: () => client.invalidateQueries({ queryKey: ['opening-notices', patientId] }),
  });
  if (unread.length === 0) return null;
  return (
    <Section title={t.unread} more={{ address: addressOf('who'), text: t.who }}>
      {read.isError ? <Failed failure={read.error} /> : null}
      <Facts
        lines={unread.map((notice) => ({
          ...lineOf(notice),
          act: (
            <Button onPress={() => read.mutate(notice.id ?? '')} isDisabled={read.isPending}>
              {t.isRead}
            </Button>
          ),
        }))}
      />
    </Section>
  );
}

export function AllNotices() {
  const t = useTexts(texts);
  const { data } = useSuspenseQuery(noticesQuery(useResident().patientId));
  if (data.length === 0) return null;
  return (
    <Section title={t.all}>
      <Facts
        lines={data.map((notice) => ({
          ...lineOf(notice),
          more: notice.received === undefined ? t.notRead : t.readAt(formatDate(notice.received)),
        }))}
      />
    </Section>
  );
}

function lineOf({ id = '', sent, payload = [] }: Communication) {
  return { id, what: payload[0]?.contentString ?? '', when: sent === undefined ? '' : formatDate(sent) };
}
