/** Care plans: what is to be done, by whom, and how far it has come. */
import type { CarePlan, CarePlanActivity, CarePlanActivityDetail } from '@medplum/fhirtypes';
import { formatDate, formatPeriod } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Empty } from '@vardkedjan/ui/states/states.tsx';
import { textOfConcept } from '../record/concept.ts';
import { useAllOf } from '../record/use-own-record.ts';
import { Section } from '../shell/section.tsx';
import { SectionPage } from './section-page.tsx';
import { texts } from './texts.ts';
import './plans.css';

export function PlansPage() {
  const t = useTexts(texts);
  const all = useAllOf<CarePlan>('CarePlan', { _sort: '-date' });
  const shown = all.found
    .filter((plan) => plan.status !== 'entered-in-error' && plan.status !== 'draft')
    .toSorted((a, b) => Number(b.status === 'active') - Number(a.status === 'active'));
  return (
    <SectionPage title={t.sections.plans} lead={t.leads.plans} more={all}>
      {shown.length === 0 ? <Empty>{t.none.plans}</Empty> : null}
      {shown.map((plan) => (
        <Section key={plan.id} title={plan.title ?? textOfConcept(plan.category?.[0])}>
          <p className="quiet plan-facts">
            {[
              plan.status === 'active' ? t.planActive : t.planOver,
              plan.period?.end
                ? formatPeriod(plan.period)
                : plan.period?.start
                  ? t.since(formatDate(plan.period.start))
                  : '',
              plan.author?.display,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          {plan.description ? <p className="plan-text">{plan.description}</p> : null}
          {(plan.goal ?? []).map(({ reference, display }) =>
            display ? (
              <p key={reference} className="plan-text">
                {t.planGoal(display)}
              </p>
            ) : null,
          )}
          <ul className="plan-activities">
            {(plan.activity ?? []).filter(goesOn).map(({ detail }, index) => {
              const status = t.activityStatus[detail?.status ?? ''];
              return (
                // activities have no identity of their own
                <li key={index}>
                  {detail?.description ?? textOfConcept(detail?.code)}
                  {howOften(detail) ? <span className="quiet"> · {howOften(detail)}</span> : null}
                  {status ? <span className="quiet"> · {status}</span> : null}
                </li>
              );
            })}
          </ul>
        </Section>
      ))}
    </SectionPage>
  );
}

/** What was taken out of the plan again is not shown. */
const goesOn = ({ detail }: CarePlanActivity): boolean =>
  detail?.status !== 'stopped' && detail?.status !== 'cancelled' && detail?.status !== 'entered-in-error';

/** In the words of the record. */
const howOften = (detail: CarePlanActivityDetail | undefined): string =>
  detail?.scheduledTiming?.code?.text ?? detail?.scheduledString ?? '';
