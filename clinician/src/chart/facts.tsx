/** A short list of facts in a summary panel: what, more of it, and when; the rest of a long list is one step away on its own page. */
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Panel } from '@vardkedjan/ui/panel/panel.tsx';
import type { ReactNode } from 'react';
import { WrittenUnder } from '../identity/written-under.tsx';
import { NoneInRecord } from './none-in-record.tsx';
import { recordAddress } from '../navigation.ts';
import { texts } from './texts.ts';
import './facts.css';

export interface Fact {
  id: string;
  what: ReactNode;
  /** On the same line if it fits, else under it. */
  more?: ReactNode;
  when?: ReactNode;
  /** Over and done with. */
  isQuiet?: boolean;
  /** Where the whole of it is shown. */
  address?: string;
}

export interface FactsProps {
  title: string;
  patientId: string;
  /** The page with all of it. */
  path: string;
  facts: readonly Fact[];
  empty: string;
  most: number;
  /** The chart holds no more of this kind than so many: then there may be more than are counted. */
  heldAtMost?: number;
  children?: ReactNode;
}

export function Facts({ title, patientId, path, facts, empty, most, heldAtMost, children }: FactsProps) {
  const t = useTexts(texts);
  const address = recordAddress(patientId, path);
  const isWhole = heldAtMost === undefined || facts.length < heldAtMost;
  return (
    <Panel
      title={<a href={address}>{title}</a>}
      {...(facts.length > 0 && isWhole ? { count: facts.length } : {})}
      actions={
        facts.length > most ? (
          <a className="facts-all" href={address}>
            {isWhole ? t.all(facts.length) : t.allOfThem}
          </a>
        ) : undefined
      }
    >
      {facts.length === 0 ? (
        <NoneInRecord>{empty}</NoneInRecord>
      ) : (
        <ul className="facts">
          {facts.slice(0, most).map((fact) => (
            <li key={fact.id} className={fact.isQuiet ? 'fact quiet' : 'fact'}>
              <span className="fact-what">
                {fact.address ? <a href={fact.address}>{fact.what}</a> : fact.what}
                <WrittenUnder id={fact.id} />
                {fact.more ? <span className="fact-more"> {fact.more}</span> : null}
              </span>
              {fact.when ? <span className="fact-when">{fact.when}</span> : null}
            </li>
          ))}
        </ul>
      )}
      {children}
    </Panel>
  );
}
