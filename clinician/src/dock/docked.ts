/** What a form in the dock is told of where it stands: which workspace it is, opened for what and about whom, and how it is closed. */
import { createContext, useContext } from 'react';
import type { WorkspaceArguments } from '../feature.ts';

export interface DockedForm {
  name: string;
  patientId: string;
  args: WorkspaceArguments;
  close: () => void;
}

export const DockedContext = createContext<DockedForm | undefined>(undefined);

export function useDocked(): DockedForm {
  const docked = useContext(DockedContext);
  if (!docked) throw new Error('useDocked outside the dock');
  return docked;
}
