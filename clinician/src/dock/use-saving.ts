/** Saving something about a record: one at a time, with its failure in words, and everything shown of the record fetched anew after it. */
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import { useRecordChanged } from '../chart/use-chart.ts';
import { texts } from './texts.ts';

export interface Saving {
  isSaving: boolean;
  /** In words for the screen; empty when all is well. */
  problem: string;
  setProblem: (problem: string) => void;
  /** True when it was saved. */
  save: (write: () => Promise<unknown>) => Promise<boolean>;
}

export function useSaving(patientId: string): Saving {
  const t = useTexts(texts);
  const recordChanged = useRecordChanged();
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState('');
  async function save(write: () => Promise<unknown>): Promise<boolean> {
    if (isSaving) return false;
    setSaving(true);
    setProblem('');
    try {
      await write();
      await recordChanged(patientId);
      return true;
    } catch (failure) {
      if (!(failure instanceof FhirFailure)) throw failure;
      setProblem(failure.kind === 'changed-meanwhile' ? t.changedMeanwhile : failure.message);
      return false;
    } finally {
      setSaving(false);
    }
  }
  return { isSaving, problem, setProblem, save };
}
