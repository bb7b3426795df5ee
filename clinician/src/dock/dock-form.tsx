/** The frame of what is filled in and sent from the dock: Ctrl+Enter sends from any field of it, and what stopped it is said above the buttons. */
import type { ReactNode } from 'react';
import { Problems } from './problems.tsx';
import './dock-form.css';

export interface DockFormProps {
  label: string;
  onSend: () => void;
  /** What stopped it, in words; none when all is well. */
  problems: readonly string[];
  actions: ReactNode;
  children: ReactNode;
}

export function DockForm({ label, onSend, problems, actions, children }: DockFormProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Ctrl+Enter from any field in it
    <form
      className="dock-form"
      aria-label={label}
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => (event.key === 'Enter' && (event.ctrlKey || event.metaKey) ? onSend() : undefined)}
    >
      {children}
      <Problems problems={problems} />
      <div className="dock-form-actions">{actions}</div>
    </form>
  );
}

export interface DockDoneProps {
  problems?: readonly string[];
  actions: ReactNode;
  children: ReactNode;
}

/** What came of it, in the form's place. */
export function DockDone({ problems = [], actions, children }: DockDoneProps) {
  return (
    <div className="dock-form">
      {children}
      <Problems problems={problems} />
      <div className="dock-form-actions">{actions}</div>
    </div>
  );
}
