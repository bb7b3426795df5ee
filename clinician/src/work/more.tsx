/** A list that ends before what it is of: that it does, and the way on. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import type { ReactNode } from 'react';
import { texts } from './texts.ts';

export function More({ isPending, onMore, children }: { isPending: boolean; onMore: () => void; children: ReactNode }) {
  const t = useTexts(texts);
  return (
    <div className="work-more">
      <p role="status">{children}</p>
      <Button isPending={isPending} onPress={onMore}>
        {t.showMore}
      </Button>
    </div>
  );
}
