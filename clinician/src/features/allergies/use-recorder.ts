/** Who records, about whom, and when. */
import { nameWithTitle } from '@vardkedjan/care/people/name-with-title.ts';
import { useSession } from '../../session/session-context.ts';
import type { Recorder } from './warning-resources.ts';

export function useRecorder(patientId: string): () => Recorder {
  const { session, assignment } = useSession();
  return () => ({
    practitioner: {
      reference: `Practitioner/${session.caller?.practitioner?.id ?? ''}`,
      display: nameWithTitle(session.name, assignment.title),
    },
    patientId,
    now: new Date().toISOString(),
  });
}
