/** Signing at the tubes: one at a time, what was done or stood in the way in words, and the lists fetched anew after it. */
import { useQueryClient } from '@tanstack/react-query';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import { texts } from './texts.ts';

export interface Signing {
  isSigning: boolean;
  problem: string;
  said: string;
  tell: (problem: string) => void;
  /** `done`: what to say of it. True when it was written. */
  attempt: (patientId: string, write: () => Promise<void>, done: string) => Promise<boolean>;
}

export function useSigning(): Signing {
  const t = useTexts(texts);
  const queries = useQueryClient();
  const [isSigning, setSigning] = useState(false);
  const [told, setTold] = useState({ problem: '', said: '' });
  const tell = (problem: string, said = '') => setTold({ problem, said });
  return {
    isSigning,
    ...told,
    tell,
    async attempt(patientId, write, done) {
      if (isSigning) return false;
      setSigning(true);
      try {
        await write();
        tell('', done);
        return true;
      } catch (failure) {
        if (!(failure instanceof FhirFailure)) throw failure;
        const isChanged = failure.kind === 'changed-meanwhile' || failure.status === 409;
        tell(isChanged ? t.changedMeanwhile : failure.message);
        return false;
      } finally {
        await Promise.all([
          queries.invalidateQueries({ queryKey: ['work', 'orders'] }),
          queries.invalidateQueries({ queryKey: ['record', patientId] }),
        ]);
        setSigning(false);
      }
    },
  };
}
