/** A page's name, the way back where there is one, and printing. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import type { ReactNode } from 'react';
import { nowLocal } from '../record/now.ts';
import { useResident } from '../session/session-context.ts';
import { texts } from './texts.ts';
import './page-head.css';

export interface PageHeadProps {
  title: string;
  /** What the page holds, in a sentence. */
  lead?: ReactNode;
  back?: { address: string; text: string };
  hasPrint?: boolean;
  /** A button in place of the one that prints. */
  action?: ReactNode;
}

export function PageHead({ title, lead, back, hasPrint = false, action }: PageHeadProps) {
  const t = useTexts(texts);
  const { session, child } = useResident();
  const { date, time } = nowLocal();
  return (
    <header className="page-head">
      {back ? (
        <a className="page-back" href={back.address}>
          <span aria-hidden="true">←</span> {back.text}
        </a>
      ) : null}
      <div className="page-title">
        <h1>{title}</h1>
        {action}
        {hasPrint ? (
          <Button tone="quiet" onPress={() => print()}>
            {t.print}
          </Button>
        ) : null}
      </div>
      {lead ? <p className="quiet">{lead}</p> : null}
      <p className="page-printed">{t.printed(child?.name ?? session.name, `${date} ${time}`)}</p>
    </header>
  );
}
