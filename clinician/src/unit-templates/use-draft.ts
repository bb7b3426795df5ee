/** A draft that is saved as it is changed, one save at a time, each on the version before it. */
import type { UnitTemplateResource } from '@vardkedjan/care/record-keeping/unit-template.ts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { readDraft, saveDraft } from './queries.ts';
import type { Stored } from './template-versions.ts';

export interface DraftTemplate<T extends UnitTemplateResource> {
  template: Stored<T>;
  change: (template: Stored<T>) => void;
  isSaved: boolean;
  /** Why the last save did not succeed; it is tried again at the next change. */
  failure: unknown;
  /** Takes in what somebody else has made of the draft meanwhile; what is written here stands in it. */
  takeInOthers: (merge: Merge<T>) => Promise<void>;
  /** Everything is on the server; the draft as it stands there. */
  settle: () => Promise<Stored<T>>;
}

/** From what both had, what stands here, and what the other has made of it. */
export type Merge<T extends UnitTemplateResource> = (base: Stored<T>, mine: Stored<T>, theirs: Stored<T>) => Stored<T>;

const quiet = 400;

export function useDraft<T extends UnitTemplateResource>(stored: Stored<T>): DraftTemplate<T> {
  const [template, setTemplate] = useState(stored);
  const [isSaved, setSaved] = useState(true);
  const [failure, setFailure] = useState<unknown>();
  const held = useRef<Held<T>>({ wanted: stored, stored, timer: 0, saving: Promise.resolve() });

  const settle = useCallback(async (): Promise<Stored<T>> => {
    const draft = held.current;
    clearTimeout(draft.timer);
    draft.saving = draft.saving
      .catch(() => {})
      .then(async () => {
        while (draft.wanted !== draft.stored) {
          const sent = draft.wanted;
          const saved = await saveDraft({ ...sent, ...(draft.stored.meta ? { meta: draft.stored.meta } : {}) });
          draft.stored = saved;
          if (draft.wanted === sent) draft.wanted = saved;
        }
      });
    await draft.saving;
    return draft.stored;
  }, []);

  const save = useCallback(
    () =>
      settle().then(
        () => {
          setFailure(undefined);
          setSaved(held.current.wanted === held.current.stored);
        },
        (caught: unknown) => setFailure(caught),
      ),
    [settle],
  );

  const change = useCallback(
    (next: Stored<T>) => {
      held.current.wanted = next;
      setTemplate(next);
      setSaved(false);
      clearTimeout(held.current.timer);
      held.current.timer = window.setTimeout(() => void save(), quiet);
    },
    [save],
  );

  const takeInOthers = useCallback(
    async (merge: Merge<T>) => {
      change(await takenIn(held.current, merge));
      await save();
    },
    [change, save],
  );

  // Leaving it sends what is left.
  useEffect(() => {
    const draft = held.current;
    return () => {
      if (draft.wanted !== draft.stored) void settle().catch(() => {});
    };
  }, [settle]);

  return { template, change, isSaved, failure, takeInOthers, settle };
}

interface Held<T extends UnitTemplateResource> {
  wanted: Stored<T>;
  stored: Stored<T>;
  timer: number;
  saving: Promise<void>;
}

/** What stands here and what the other has made of it, on top of the other's version. */
async function takenIn<T extends UnitTemplateResource>(draft: Held<T>, merge: Merge<T>): Promise<Stored<T>> {
  clearTimeout(draft.timer);
  await draft.saving.catch(() => {});
  const theirs = await readDraft(draft.stored);
  const merged = merge(draft.stored, draft.wanted, theirs);
  draft.stored = theirs;
  return merged;
}
