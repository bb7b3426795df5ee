/** That nothing of a kind is in the record. To those who are not told whether there is more than they may see, no more than that is said. */
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Empty } from '@vardkedjan/ui/states/states.tsx';
import { createContext, type ReactNode, useContext } from 'react';
import { texts } from './texts.ts';

/** Whether the record on the screen is shown in part, without a word of the rest. */
export const ShownInPart = createContext(false);

export function NoneInRecord({ children }: { children: ReactNode }) {
  const t = useTexts(texts);
  return <Empty>{useContext(ShownInPart) ? t.nothingForYou : children}</Empty>;
}
