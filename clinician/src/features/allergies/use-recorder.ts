/** Who records, about whom, and when. */
import { useSession } from '../../session/session-context.ts';
import type { Recorder } from './warning-resources.ts';

export function useRecorder(patientId: string): () => Recorder {
  const { session } = useSession();
  return () => ({
    practitioner: { reference: `Practitioner/${session.caller?.practitioner?.id ?? ''}`, display: session.name },
    patientId,
    now: new Date().toISOString(),
  });
}
