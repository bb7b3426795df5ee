/** A part of a page under its heading; a heading is enough to find it by, and a landmark for each would be noise. */
import type { ReactNode } from 'react';
import './section.css';

export function Section({
  title,
  more,
  children,
}: {
  title: string;
  more?: { address: string; text: string };
  children: ReactNode;
}) {
  return (
    <section className="section">
      <header className="section-head">
        <h2>{title}</h2>
        {more ? <a href={more.address}>{more.text}</a> : null}
      </header>
      {children}
    </section>
  );
}
