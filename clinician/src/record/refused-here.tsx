/** A refusal where something was tried, with the step that can be taken anywhere. */
import type { Refusal } from '@vardkedjan/ui/fhir-failure.ts';
import { Refused } from '@vardkedjan/ui/states/refused.tsx';
import { AnalyseNeeds } from './analyse-needs.tsx';

export function RefusedHere({ refusal }: { refusal: Refusal }) {
  return (
    <div role="alert">
      <Refused refusal={refusal} steps={refusal.steps.includes('analyse-needs') ? <AnalyseNeeds /> : undefined} />
    </div>
  );
}
