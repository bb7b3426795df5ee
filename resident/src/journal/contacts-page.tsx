/** Visits, calls and stays, the latest first. */
import type { Encounter } from '@medplum/fhirtypes';
import { formatDate, formatPeriod } from '@vardkedjan/ui/dates.ts';
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { Empty } from '@vardkedjan/ui/states/states.tsx';
import { textOfConcept } from '../record/concept.ts';
import { capital, sayMoment } from '../record/moments.ts';
import { useAllOf } from '../record/use-own-record.ts';
import { Facts } from '../shell/facts.tsx';
import { SectionPage } from './section-page.tsx';
import { texts } from './texts.ts';

const leftOut = new Set(['entered-in-error', 'cancelled']);
const ongoing = new Set(['arrived', 'triaged', 'in-progress', 'onleave']);

export function ContactsPage() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const all = useAllOf<Encounter>('Encounter', { _sort: '-date' });
  const shown = all.found.filter((each) => !leftOut.has(each.status ?? ''));
  const when = ({ period }: Encounter) =>
    period?.end && formatDate(period.start) !== formatDate(period.end)
      ? formatPeriod(period)
      : capital(sayMoment(period?.start, language));
  return (
    <SectionPage title={t.sections.contacts} lead={t.leads.contacts} more={all}>
      {shown.length === 0 ? <Empty>{t.none.contacts}</Empty> : null}
      <Facts
        lines={shown.map((each) => {
          const staff = (each.participant ?? []).map(({ individual }) => individual?.display).filter(Boolean);
          const kind = textOfConcept(each.type?.[0]) || (t.contactClass[each.class?.code ?? ''] ?? '');
          return {
            id: each.id ?? '',
            what: kind,
            when: `${when(each)}${ongoing.has(each.status ?? '') ? ` · ${t.ongoing}` : ''}`,
            more: [
              each.serviceProvider?.display,
              staff.join(', '),
              (each.reasonCode ?? []).map(textOfConcept).join(', '),
            ]
              .filter(Boolean)
              .join(' · '),
          };
        })}
      />
    </SectionPage>
  );
}
