/** The resident who is signed in, for everything inside the gate. */
import type { Session } from '@vardkedjan/ui/session.ts';
import { createContext, useContext } from 'react';

export interface Resident {
  session: Session;
  /** FHIR id of the Patient. */
  patientId: string;
  signOut: () => Promise<void>;
}

export const ResidentContext = createContext<Resident | undefined>(undefined);

export function useResident(): Resident {
  const resident = useContext(ResidentContext);
  if (!resident) throw new Error('useResident outside SessionGate');
  return resident;
}
