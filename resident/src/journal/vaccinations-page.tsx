/** Vaccinations, the latest first, with what they protect against. */
import type { Immunization } from '@medplum/fhirtypes';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Empty } from '@vardkedjan/ui/states/states.tsx';
import { textOfConcept } from '../record/concept.ts';
import { useAllOf } from '../record/use-own-record.ts';
import { Facts } from '../shell/facts.tsx';
import { SectionPage } from './section-page.tsx';
import { texts } from './texts.ts';

export function VaccinationsPage() {
  const t = useTexts(texts);
  const all = useAllOf<Immunization>('Immunization', { _sort: '-date' });
  const given = all.found.filter((each) => each.status === 'completed');
  return (
    <SectionPage title={t.sections.vaccinations} lead={t.leads.vaccinations} more={all}>
      {given.length === 0 ? <Empty>{t.none.vaccinations}</Empty> : null}
      <Facts
        lines={given.map((each) => {
          const against = (each.protocolApplied ?? [])
            .flatMap((protocol) => (protocol.targetDisease ?? []).map(textOfConcept))
            .filter(Boolean);
          const dose = each.protocolApplied?.[0]?.doseNumberPositiveInt;
          return {
            id: each.id ?? '',
            what: against.length > 0 ? t.against(against.join(', ')) : textOfConcept(each.vaccineCode),
            when: formatDate(each.occurrenceDateTime),
            more: [against.length > 0 ? textOfConcept(each.vaccineCode) : '', dose ? t.dose(String(dose)) : '']
              .filter(Boolean)
              .join(' · '),
          };
        })}
      />
    </SectionPage>
  );
}
