/** Home: the day, the unit's patients, and what waits for me. */
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Suspense } from 'react';
import { workPanels } from '../loaded.ts';
import { useSession } from '../session/session-context.ts';
import { ErrorBoundary } from '../shell/error-boundary.tsx';
import { AnswersAndOrders } from './answers-and-orders.tsx';
import { DayList } from './day-list.tsx';
import { texts } from './texts.ts';
import { UnitPatients } from './unit-patients.tsx';
import { WaitingList } from './waiting-list.tsx';
import './my-work.css';

export function MyWork() {
  const t = useTexts(texts);
  const { assignment, session } = useSession();
  const practitionerId = session.caller?.practitioner?.id ?? '';
  const who = { unitId: assignment.careUnit.id, practitionerId, roleId: assignment.id };
  return (
    <main className="work">
      <h1 className="visually-hidden">{t.title}</h1>
      <div className="work-main">
        <div className="work-day">
          <ErrorBoundary>
            <DayList who={who} />
          </ErrorBoundary>
        </div>
        <ErrorBoundary>
          <UnitPatients unitId={who.unitId} />
        </ErrorBoundary>
      </div>
      <div className="work-side">
        <ErrorBoundary>
          <AnswersAndOrders who={who} />
        </ErrorBoundary>
        <ErrorBoundary>
          <WaitingList who={who} />
        </ErrorBoundary>
        {workPanels.map(({ of, Component }) => (
          <ErrorBoundary key={of}>
            <Suspense>
              <Component />
            </Suspense>
          </ErrorBoundary>
        ))}
      </div>
    </main>
  );
}
