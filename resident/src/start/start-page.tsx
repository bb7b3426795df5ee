/** What is next, what is new, and who has read: everything one most often comes for, from one request. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { callName } from '@vardkedjan/care/people/person-name.ts';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { Empty, Loading } from '@vardkedjan/ui/states/states.tsx';
import { accessLogQuery } from '@vardkedjan/ui/who-has-read/access-log.ts';
import { filteredRows, visitsByDay } from '@vardkedjan/ui/who-has-read/visits.ts';
import { UnreadNotices } from '../notices/notices.tsx';
import { addressOf } from '../place.ts';
import { now } from '../record/now.ts';
import { capital, sayMoment } from '../record/moments.ts';
import type { OwnRecord } from '../record/own-record.ts';
import { useOwnRecord } from '../record/use-own-record.ts';
import { useResident } from '../session/session-context.ts';
import { Facts } from '../shell/facts.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { Section } from '../shell/section.tsx';
import { appointmentsAhead } from './appointments-ahead.ts';
import { texts } from './texts.ts';
import { type News, whatsNew } from './whats-new.ts';
import './start.css';

const mostNews = 6;

export default function StartPage() {
  const t = useTexts(texts);
  const record = useOwnRecord();
  const { session, child } = useResident();
  const name = callName(record.patient?.name) || child?.name || session.name;
  const news = whatsNew(record, new Date(now()).toISOString()).slice(0, mostNews);
  return (
    <>
      <PageHead title={child ? t.recordOf(child.name) : t.hello(name)} />
      <UnreadNotices />
      <NextVisit record={record} />
      <Section title={t.isNew} more={{ address: addressOf('journal'), text: t.all }}>
        {news.length === 0 ? (
          <Empty>{t.noNew}</Empty>
        ) : (
          <Facts
            lines={news.map((each) => ({
              id: each.id,
              what: sayNews(each, t.news),
              more: each.from,
              when: formatDate(each.at),
              address: newsAddress(each),
            }))}
          />
        )}
      </Section>
      <LastRead />
    </>
  );
}

function NextVisit({ record }: { record: OwnRecord }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const [next, ...after] = appointmentsAhead(record.appointments, now(), record.nameOf);
  return (
    <Section title={t.next}>
      {next ? (
        <div className="next-visit">
          <p className="next-visit-when">{capital(sayMoment(next.start, language))}</p>
          <p>
            <strong>{next.what}</strong>
            {next.who ? ` ${t.with(next.who)}` : ''}
          </p>
          <p className="quiet">{next.where}</p>
        </div>
      ) : (
        <Empty>{t.noNext}</Empty>
      )}
      {after.length > 0 ? (
        <Facts
          lines={after.map((each) => ({
            id: each.id,
            what: each.what,
            when: capital(sayMoment(each.start, language)),
            more: [each.who, each.where].filter(Boolean).join(', '),
          }))}
        />
      ) : null}
    </Section>
  );
}

function LastRead() {
  const t = useTexts(texts);
  const { patientId, ownId } = useResident();
  const log = useInfiniteQuery(accessLogQuery(patientId));
  const rows = filteredRows(log.data?.pages[0]?.rows ?? [], 'others', ownId).filter((row) => row.permitted);
  const last = visitsByDay(rows)
    .flatMap((day) => day.visits.map((visit) => ({ date: day.date, visit })))
    .slice(0, 3);
  return (
    <Section title={t.read} more={{ address: addressOf('who'), text: t.allRead }}>
      {log.isPending ? <Loading rows={2} /> : null}
      {log.data && last.length === 0 ? <Empty>{t.noRead}</Empty> : null}
      <Facts
        lines={last.map(({ date, visit }) => ({
          id: visit.id,
          what: visit.row.name,
          more: [visit.row.title, visit.row.unit].filter(Boolean).join(', '),
          when: `${date} ${visit.to}`,
          address: addressOf('who'),
        }))}
      />
    </Section>
  );
}

type Says = { [Kind in Exclude<News['kind'], 'results'>]: (what: string) => string } & {
  results: (count: number) => string;
};

const sayNews = (news: News, says: Says) =>
  news.kind === 'results' ? says.results(news.count) : says[news.kind](news.what);

function newsAddress(news: News): string {
  switch (news.kind) {
    case 'note':
      return addressOf('journal', 'notes', news.id.slice('note-'.length));
    case 'results':
      return addressOf('results');
    case 'drug':
      return addressOf('drugs');
    case 'answer':
      return addressOf('journal', 'referrals');
    case 'diagnosis':
      return addressOf('journal', 'diagnoses');
    case 'vaccination':
      return addressOf('journal', 'vaccinations');
    case 'plan':
      return addressOf('journal', 'plans');
  }
}
