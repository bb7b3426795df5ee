/** What was written each time a plan was evaluated. */
import type { NursingPlan } from '@vardkedjan/care/clinical/nursing/nursing-plan.ts';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';

export function Evaluations({ plan }: { plan: NursingPlan }) {
  if (plan.evaluations.length === 0) return null;
  return (
    <ul className="plan-evaluations">
      {plan.evaluations.map(({ text, at, by }) => (
        <li key={`${at} ${text}`}>
          {text}{' '}
          <span className="quiet">
            {formatDateTime(at)} {by}
          </span>
        </li>
      ))}
    </ul>
  );
}
