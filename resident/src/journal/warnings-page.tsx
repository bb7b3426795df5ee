/** Allergies and warnings. That nobody has asked is said as such: unknown is not none. */
import type { AllergyIntolerance, Flag } from '@medplum/fhirtypes';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { SeverityMark } from '@vardkedjan/ui/severity/severity.tsx';
import { Empty } from '@vardkedjan/ui/states/states.tsx';
import { firstCode, textOfConcept } from '../record/concept.ts';
import { useAllOf } from '../record/use-own-record.ts';
import { type FactLine, Facts } from '../shell/facts.tsx';
import { Section } from '../shell/section.tsx';
import { currentAllergies } from './current-allergies.ts';
import { SectionPage } from './section-page.tsx';
import { texts } from './texts.ts';

export function WarningsPage() {
  const t = useTexts(texts);
  const allergies = currentAllergies(useAllOf<AllergyIntolerance>('AllergyIntolerance', {}).found);
  const flags = useAllOf<Flag>('Flag', {}).found.filter((flag) => flag.status === 'active');
  const lineOf = (allergy: AllergyIntolerance): FactLine => {
    const severe = allergy.criticality === 'high';
    const grade = t.criticality[allergy.criticality ?? ''] ?? '';
    const reactions = (allergy.reaction ?? []).flatMap((each) => each.manifestation.map(textOfConcept)).filter(Boolean);
    return {
      id: allergy.id ?? '',
      what: (
        <>
          {severe ? <SeverityMark severity="critical" label={grade} /> : null} {textOfConcept(allergy.code)}
        </>
      ),
      when: t.since(formatDate(allergy.onsetDateTime ?? allergy.recordedDate)),
      more: [
        grade,
        firstCode(allergy.verificationStatus) === 'unconfirmed' ? t.unconfirmed : '',
        reactions.length > 0 ? t.reaction(reactions.join(', ')) : '',
      ]
        .filter(Boolean)
        .join(' · '),
    };
  };
  return (
    <SectionPage title={t.sections.warnings} lead={t.leads.warnings}>
      <Section title={t.allergies}>
        {allergies.known.length > 0 ? (
          <Facts lines={allergies.known.map(lineOf)} />
        ) : (
          <Empty>{allergies.isAsked ? t.allergyNone : t.allergyUnknown}</Empty>
        )}
      </Section>
      <Section title={t.otherWarnings}>
        {flags.length > 0 ? (
          <Facts
            lines={flags.map((flag) => ({
              id: flag.id ?? '',
              what: textOfConcept(flag.code),
              more: textOfConcept(flag.category?.[0]),
              when: t.since(formatDate(flag.period?.start)),
            }))}
          />
        ) : (
          <Empty>{t.noOtherWarnings}</Empty>
        )}
      </Section>
    </SectionPage>
  );
}
