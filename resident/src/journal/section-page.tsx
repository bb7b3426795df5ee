/** A part of the record on its own page: its name, what it holds, the way back, and the rest of a long list on request. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import type { ReactNode } from 'react';
import { addressOf } from '../place.ts';
import { PageHead } from '../shell/page-head.tsx';
import { texts } from './texts.ts';

export interface SectionPageProps {
  title: string;
  lead: string;
  more?: { hasMore: boolean; isLoadingMore: boolean; more: () => void };
  children: ReactNode;
}

export function SectionPage({ title, lead, more, children }: SectionPageProps) {
  const t = useTexts(texts);
  return (
    <>
      <PageHead title={title} lead={lead} back={{ address: addressOf('journal'), text: t.back }} hasPrint />
      {children}
      {more?.hasMore ? <Button onPress={more.more}>{more.isLoadingMore ? t.loading : t.more}</Button> : null}
    </>
  );
}
