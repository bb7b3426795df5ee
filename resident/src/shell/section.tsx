/** A part of a page under its heading. */
import { type ReactNode, useId } from 'react';
import './section.css';

export function Section({ title, more, children }: { title: string; more?: { address: string; text: string }; children: ReactNode }) {
  const heading = useId();
  return (
    <section className="section" aria-labelledby={heading}>
      <header className="section-head">
        <h2 id={heading}>{title}</h2>
        {more ? <a href={more.address}>{more.text}</a> : null}
      </header>
      {children}
    </section>
  );
}
