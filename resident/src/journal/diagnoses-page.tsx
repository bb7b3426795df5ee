/** Diagnoses in plain words, with the title as it was recorded and its code. */
import type { Condition } from '@medplum/fhirtypes';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { Empty } from '@vardkedjan/ui/states/states.tsx';
import { plainDiagnosis } from '../plain/plain-diagnosis.ts';
import { firstCode, textOfConcept } from '../record/concept.ts';
import { useAllOf } from '../record/use-own-record.ts';
import { type FactLine, Facts } from '../shell/facts.tsx';
import { Section } from '../shell/section.tsx';
import { SectionPage } from './section-page.tsx';
import { texts } from './texts.ts';

const active = new Set(['active', 'recurrence', 'relapse']);

export function DiagnosesPage() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const all = useAllOf<Condition>('Condition', { _sort: '-recorded-date' });
  const shown = all.found.filter((each) => firstCode(each.verificationStatus) !== 'entered-in-error');
  const isCurrent = (condition: Condition) => active.has(firstCode(condition.clinicalStatus) ?? 'active');
  const lineOf = (condition: Condition): FactLine => {
    const title = textOfConcept(condition.code);
    const plain = plainDiagnosis(condition.code, language);
    const code = condition.code?.coding?.[0]?.code;
    const since = formatDate(condition.onsetDateTime ?? condition.recordedDate);
    return {
      id: condition.id ?? '',
      what: plain ?? title,
      when: [t.since(since), condition.recorder?.display].filter(Boolean).join(' · '),
      more: [plain ? title : '', code].filter(Boolean).join(' · '),
    };
  };
  return (
    <SectionPage title={t.sections.diagnoses} lead={t.leads.diagnoses} more={all}>
      {shown.length === 0 ? <Empty>{t.none.diagnoses}</Empty> : null}
      {shown.some(isCurrent) ? (
        <Section title={t.current}>
          <Facts lines={shown.filter(isCurrent).map(lineOf)} />
        </Section>
      ) : null}
      {shown.some((each) => !isCurrent(each)) ? (
        <Section title={t.past}>
          <Facts lines={shown.filter((each) => !isCurrent(each)).map(lineOf)} />
        </Section>
      ) : null}
    </SectionPage>
  );
}
