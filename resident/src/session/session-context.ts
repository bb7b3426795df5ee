/** The resident who is signed in, for everything inside the gate. */
import type { Session } from '@vardkedjan/ui/session.ts';
import type { Child } from './children.ts';
import { createContext, useContext } from 'react';

export interface Resident {
  session: Session;
  /** FHIR id of the Patient who is signed in. */
  ownId: string;
  /** Of the Patient whose record is on the screen. */
  patientId: string;
  /** The child whose it is, when it is not one's own. */
  child?: Child | undefined;
  signOut: () => Promise<void>;
}

export const ResidentContext = createContext<Resident | undefined>(undefined);

export function useResident(): Resident {
  const resident = useContext(ResidentContext);
  if (!resident) throw new Error('useResident outside SessionGate');
  return resident;
}
