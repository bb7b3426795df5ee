/** What became of a step in a dialogue: refused, and by which rule, or failed. A long dialogue is rolled to it. */
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { Refused } from '@vardkedjan/ui/states/refused.tsx';
import { Failed } from '@vardkedjan/ui/states/states.tsx';

export function Answer({ failure }: { failure: unknown }) {
  if (!failure) return null;
  const refusal = failure instanceof FhirFailure ? failure.refusal : undefined;
  return (
    <div ref={(element) => element?.scrollIntoView({ block: 'nearest' })}>
      {refusal ? (
        <div role="alert">
          <Refused refusal={refusal} />
        </div>
      ) : (
        <Failed failure={failure} />
      )}
    </div>
  );
}
