/** A list of facts to read: what, more of it, and when; a whole row is the link where it leads somewhere. */
import type { ReactNode } from 'react';
import './facts.css';

export interface FactLine {
  id: string;
  what: ReactNode;
  /** A line or two under it. */
  more?: ReactNode;
  /** Shown above it, quiet: the date. */
  when?: string;
  address?: string;
  /** What one may do with it: a button, on a row that is no link. */
  act?: ReactNode;
}

export function Facts({ lines }: { lines: readonly FactLine[] }) {
  return (
    <ul className="facts">
      {lines.map((line) => (
        <li key={line.id} className="fact">
          {line.address ? (
            <a className="fact-link" href={line.address}>
              <FactBody line={line} />
              <span className="fact-onward" aria-hidden="true">
                ›
              </span>
            </a>
          ) : (
            <div className="fact-plain">
              <FactBody line={line} />
              {line.act ? <span className="fact-act">{line.act}</span> : null}
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function FactBody({ line }: { line: FactLine }) {
  return (
    <span className="fact-body">
      {line.when ? <span className="fact-when">{line.when}</span> : null}
      <span className="fact-what">{line.what}</span>
      {line.more ? <span className="fact-more">{line.more}</span> : null}
    </span>
  );
}
