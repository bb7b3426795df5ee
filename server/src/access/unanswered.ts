/** Facts that do not come: what the law is asked about is not known then, and what is not known is refused and said so. */
import { Failure } from '@vardkedjan/fhir/outcome.ts';

export async function unlessUnanswered<T>(facts: Promise<T>): Promise<T> {
  try {
    return await facts;
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'too-costly') throw error;
    throw new Failure(
      'unavailable',
      'Whether this is permitted could not be established, as what tells it does not answer; nothing is shown. Try again.',
    );
  }
}
