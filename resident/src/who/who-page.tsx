/** Who has read my record and why (PDL 2008:355, 8 kap. 5 §: the patient is told of the access that took place). */
import { useMutation, useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { explainFinding } from '@vardkedjan/care/access/explain.ts';
import type { Finding } from '@vardkedjan/care/access/finding.ts';
import { whyRead } from '@vardkedjan/care/access/why-read.ts';
import { stockholmDay } from '@vardkedjan/care/time/stockholm.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { type Language, useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { Failed } from '@vardkedjan/ui/states/states.tsx';
import { accessLogQuery } from '@vardkedjan/ui/who-has-read/access-log.ts';
import type { AccessRow } from '@vardkedjan/ui/who-has-read/access-row.ts';
import { WhoHasRead } from '@vardkedjan/ui/who-has-read/who-has-read.tsx';
import { BlocksPage } from '../blocks/blocks-page.tsx';
import { texts as blocksTexts } from '../blocks/texts.ts';
import { ConsentsPage } from '../consents/consents-page.tsx';
import { texts as consentsTexts } from '../consents/texts.ts';
import { AllNotices } from '../notices/notices.tsx';
import { addressOf, type Place } from '../place.ts';
import { nowLocal } from '../record/now.ts';
import { RegistersPage } from '../registers/registers-page.tsx';
import { texts as registersTexts } from '../registers/texts.ts';
import { useResident } from '../session/session-context.ts';
import { Facts } from '../shell/facts.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { findingsOf } from './findings-of.ts';
import { texts } from './texts.ts';
import { whyRefused } from './why-refused.ts';

export default function WhoPage({ place }: { place: Place }) {
  const [page] = place.rest;
  if (page === 'blocks') return <BlocksPage />;
  if (page === 'consents') return <ConsentsPage />;
  return page === 'registers' ? <RegistersPage /> : <WhoHasReadPage />;
}

function WhoHasReadPage() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { patientId, ownId, child, session } = useResident();
  const b = useTexts(blocksTexts);
  const c = useTexts(consentsTexts);
  const r = useTexts(registersTexts);
  const log = useSuspenseInfiniteQuery(accessLogQuery(patientId));
  const title = child ? t.titleOf(child.name) : t.title;
  const save = useMutation({
    mutationFn: async () => {
      for (let more = log.hasNextPage; more; ) more = (await log.fetchNextPage({ throwOnError: true })).hasNextPage;
    },
    onSuccess: () => printAs(`${title} – ${child?.name ?? session.name} – ${nowLocal().date}`),
  });
  return (
    <>
      <PageHead
        title={title}
        lead={t.lead}
        action={
          <Button tone="quiet" onPress={() => save.mutate()} isDisabled={save.isPending}>
            {t.pdf}
          </Button>
        }
      />
      <p className="quiet no-print">{t.pdfMore}</p>
      <output className="no-print">{save.isPending ? t.fetching : null}</output>
      {save.isError ? <Failed failure={save.error} /> : null}
      <div className="no-print">
        <Facts
          lines={[
            { id: 'blocks', what: b.toBlocks, more: b.toBlocksMore, address: addressOf('who', 'blocks') },
            { id: 'consents', what: c.toConsents, more: c.toConsentsMore, address: addressOf('who', 'consents') },
            { id: 'registers', what: r.toRegisters, more: r.toRegistersMore, address: addressOf('who', 'registers') },
          ]}
        />
      </div>
      <div className="no-print">
        <AllNotices />
      </div>
      <WhoHasRead
        self={ownId}
        rows={log.data.pages.flatMap((page) => page.rows)}
        why={(rows) => <Why rows={rows} language={language} />}
        hasOlder={log.hasNextPage}
        isLoadingOlder={log.isFetchingNextPage}
        onOlder={() => void log.fetchNextPage()}
      />
      <p className="quiet">{t.wrong}</p>
    </>
  );
}

/** When all that was fetched is on the page. The title is the file's name, and what a reader of it is told first. */
function printAs(title: string): void {
  const before = document.title;
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      document.title = title;
      print();
      document.title = before;
    }),
  );
}

function Why({ rows, language }: { rows: readonly AccessRow[]; language: Language }) {
  // All that a visit's lines say together: one tells the relation, another that a block was lifted.
  const [last] = rows;
  const day = last === undefined ? nowLocal().date : stockholmDay(new Date(last.at));
  const permitted = last?.permitted === true;
  const findings = rows.flatMap((row) => findingsOf(row.findings));
  const why = permitted ? whyRead(findings, language) : whyRefused(findings, language);
  const provisions = new Map(
    deciders(findings, permitted).map((finding) => [finding.law, explainFinding(finding, language, day)]),
  );
  return (
    <p>
      {why}
      {[...provisions.values()].map((each, index) => (
        <span key={each.provision}>
          {index > 0 ? ', ' : ' '}
          <a href={each.link}>{each.provision}</a>
        </span>
      ))}
    </p>
  );
}

/** What let somebody in is the relation, or what stands in its place; what kept somebody out is what was not met. */
function deciders(findings: readonly Finding[], permitted: boolean): Finding[] {
  return permitted
    ? findings.filter(
        ({ rule, facts }) => telling.has(rule) || facts['block'] === 'lifted' || facts['sharedBy'] !== undefined,
      )
    : findings.filter(({ outcome }) => outcome !== 'met');
}

const telling = new Set([
  'care-relation-or-stated',
  'own-or-childs-record',
  'log-review-purpose',
  'system-mandate',
  'receives-interventions',
]);
