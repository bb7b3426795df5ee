/** A draft of a template that is saved as it is changed, one save at a time, each on the version before it. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Template } from '../../queries.ts';
import { saveDraft } from '../queries.ts';

export interface DraftTemplate {
  template: Template;
  change: (template: Template) => void;
  isSaved: boolean;
  /** Why the last save did not succeed; it is tried again at the next change. */
  failure: unknown;
  /** Everything is on the server; the draft as it stands there. */
  settle: () => Promise<Template>;
}

const quiet = 400;

export function useDraft(stored: Template): DraftTemplate {
  const [template, setTemplate] = useState(stored);
  const [isSaved, setSaved] = useState(true);
  const [failure, setFailure] = useState<unknown>();
  const held = useRef({ wanted: stored, stored, timer: 0, saving: Promise.resolve() });

  const settle = useCallback(async (): Promise<Template> => {
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
    (next: Template) => {
      held.current.wanted = next;
      setTemplate(next);
      setSaved(false);
      clearTimeout(held.current.timer);
      held.current.timer = window.setTimeout(() => void save(), quiet);
    },
    [save],
  );

  // Leaving it sends what is left.
  useEffect(() => {
    const draft = held.current;
    return () => {
      if (draft.wanted !== draft.stored) void settle().catch(() => {});
    };
  }, [settle]);

  return { template, change, isSaved, failure, settle };
}
