/** A part of a page under its heading: a hairline and a title, no box. */
import { type ReactNode, useId } from 'react';
import './panel.css';

export interface PanelProps {
  title: ReactNode;
  /** How many there are, beside the title. */
  count?: number;
  /** Buttons and links at the right of the heading. */
  actions?: ReactNode;
  level?: 2 | 3;
  /** Name of the grid area it stands in. */
  area?: string;
  children: ReactNode;
}

export function Panel({ title, count, actions, level = 2, area, children }: PanelProps) {
  const heading = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className="panel" aria-labelledby={heading} data-area={area}>
      <header className="panel-head">
        <Heading id={heading} className="panel-title">
          {title}
          {count === undefined ? null : <span className="panel-count"> {count}</span>}
        </Heading>
        {actions ? <div className="panel-actions">{actions}</div> : null}
      </header>
      <div className="panel-body">{children}</div>
    </section>
  );
}
