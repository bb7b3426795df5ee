/** A draft that is on the server as it is written: saved a moment after the last key, one save at a time, and before it is signed. */
import { type Analysis, analysisOf } from '@vardkedjan/care/access/needs-and-risks/analysis.ts';
import { useEffect, useRef, useState } from 'react';
import { saveDraft } from './queries.ts';
import type { StoredAnalysis } from './role-rows.ts';

const pauseMs = 800;

export interface WrittenDraft {
  analysis: Analysis;
  change: (change: (before: Analysis) => Analysis) => void;
  /** Everything written is on the server when it resolves with what is stored; undefined: it could not be saved. */
  settle: () => Promise<StoredAnalysis | undefined>;
  isSaved: boolean;
  failure: unknown;
}

export function useDraft(draft: StoredAnalysis): WrittenDraft {
  const [analysis, setAnalysis] = useState(() => analysisOf(draft));
  const [isSaved, setSaved] = useState(true);
  const [failure, setFailure] = useState<unknown>();
  const stored = useRef(draft);
  const latest = useRef(analysis);
  const kept = useRef(analysis);
  const under = useRef<Promise<void>>(Promise.resolve());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const settle = async (): Promise<StoredAnalysis | undefined> => {
    clearTimeout(timer.current);
    const save = under.current.then(async () => {
      const wanted = latest.current;
      if (wanted === kept.current) return;
      stored.current = await saveDraft(stored.current, wanted);
      kept.current = wanted;
      setSaved(latest.current === wanted);
    });
    under.current = save.catch(() => undefined);
    try {
      await save;
      setFailure(undefined);
      return stored.current;
    } catch (caught) {
      setFailure(caught);
      return undefined;
    }
  };
  const settling = useRef(settle);
  settling.current = settle;
  useEffect(() => () => void settling.current(), []);

  return {
    analysis,
    change(change) {
      latest.current = change(latest.current);
      setAnalysis(latest.current);
      setSaved(false);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void settling.current(), pauseMs);
    },
    settle,
    isSaved,
    failure,
  };
}
