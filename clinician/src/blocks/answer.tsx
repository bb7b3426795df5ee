/** What became of a step in a dialogue: refused, and by which rule, or failed. A long dialogue is rolled to it. */
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { Failed } from '@vardkedjan/ui/states/states.tsx';
import { RefusedHere } from '../record/refused-here.tsx';

export function Answer({ failure }: { failure: unknown }) {
  if (!failure) return null;
  const refusal = failure instanceof FhirFailure ? failure.refusal : undefined;
  return (
    <div ref={(element) => element?.scrollIntoView({ block: 'nearest' })}>
      {refusal ? <RefusedHere refusal={refusal} /> : <Failed failure={failure} />}
    </div>
  );
}
