/** Who is signed in, as what they write names them. */
import type { Practitioner, Reference } from '@medplum/fhirtypes';
import { nameWithTitle } from '@vardkedjan/care/people/name-with-title.ts';
import { useSession } from '../../../session/session-context.ts';

export function useMyself(): Reference<Practitioner> & { display: string } {
  const { session, assignment } = useSession();
  return {
    reference: `Practitioner/${session.caller?.practitioner?.id ?? ''}`,
    display: nameWithTitle(session.name, assignment.title),
  };
}
