/** Who is signed in, for everything inside the gate; there it is always somebody with an assignment. */
import type { Session, SessionAssignment } from '@vardkedjan/ui/session.ts';
import { createContext, useContext } from 'react';

export interface SignedIn {
  session: Session;
  assignment: SessionAssignment;
  changeAssignment: (id: string) => Promise<void>;
  signOut: () => Promise<void>;
}

export const SessionContext = createContext<SignedIn | undefined>(undefined);

export function useSession(): SignedIn {
  const signedIn = useContext(SessionContext);
  if (!signedIn) throw new Error('useSession outside SessionGate');
  return signedIn;
}
