/** The draft that is written in, as the editor sees it; what is left unsaved is saved as the editor goes. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import { DraftKeeper, type DraftView } from './draft-keeper.ts';
import { saveDraft } from './queries.ts';
import type { StoredAnalysis } from './role-rows.ts';

export type WrittenDraft = DraftView & Pick<DraftKeeper, 'change' | 'settle'>;

export function useDraft(draft: StoredAnalysis): WrittenDraft {
  const [keeper] = useState(() => new DraftKeeper(draft, saveDraft));
  const view = useSyncExternalStore(keeper.subscribe, keeper.view);
  useEffect(() => () => void keeper.settle(), [keeper]);
  const { change, settle } = keeper;
  return { ...view, change, settle };
}
