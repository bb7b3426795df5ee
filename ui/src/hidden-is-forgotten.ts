/** What was shown and may be so no longer is not kept on screen as if it were only out of date: when it is refused anew, it is forgotten. */
import type { Query } from '@tanstack/react-query';
import { FhirFailure, type FailureKind } from './fhir-failure.ts';

const hides: ReadonlySet<FailureKind> = new Set(['refused', 'not-found', 'gone']);

/** For a QueryCache's `onError`. */
export function forgetHidden(failure: unknown, query: Query<unknown, unknown, unknown>): void {
  if (query.state.data !== undefined && failure instanceof FhirFailure && hides.has(failure.kind))
    query.setState({ data: undefined });
}
