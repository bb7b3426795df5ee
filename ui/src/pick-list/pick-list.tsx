/** Names to pick one of at the left of a page, and what is picked at its right; below each other on a phone. What is picked prints alone. */
import type { ReactNode } from 'react';
import './pick-list.css';

export interface PickPageProps {
  list: ReactNode;
  /** Says what the right side is about. */
  label: string;
  children: ReactNode;
}

export function PickPage({ list, label, children }: PickPageProps) {
  return (
    <main className="pick-page">
      <div className="pick-page-list not-printed">{list}</div>
      <section className="pick-page-picked" aria-label={label}>
        {children}
      </section>
    </main>
  );
}

export function PickList({ children }: { children: ReactNode }) {
  return <ul className="pick-list">{children}</ul>;
}

export interface PickProps {
  isPicked: boolean;
  onPick: () => void;
  children: ReactNode;
}

export function Pick({ isPicked, onPick, children }: PickProps) {
  return (
    <li>
      <button type="button" className="pick-list-name" aria-current={isPicked ? 'true' : undefined} onClick={onPick}>
        {children}
      </button>
    </li>
  );
}
