/** A draft that is on the server as it is written: saved a moment after the last key, one save at a time, and before it is signed. */
import { type Analysis, analysisOf } from '@vardkedjan/care/access/needs-and-risks/analysis.ts';
import type { StoredAnalysis } from './role-rows.ts';

const pauseMs = 800;

export interface DraftView {
  analysis: Analysis;
  isSaved: boolean;
  failure: unknown;
}

export class DraftKeeper {
  readonly #save: (before: StoredAnalysis, analysis: Analysis) => Promise<StoredAnalysis>;
  readonly #listeners = new Set<() => void>();
  #stored: StoredAnalysis;
  #kept: Analysis;
  #view: DraftView;
  #saving: Promise<unknown> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(draft: StoredAnalysis, save: (before: StoredAnalysis, analysis: Analysis) => Promise<StoredAnalysis>) {
    this.#stored = draft;
    this.#save = save;
    this.#kept = analysisOf(draft);
    this.#view = { analysis: this.#kept, isSaved: true, failure: undefined };
  }

  readonly view = (): DraftView => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly change = (change: (before: Analysis) => Analysis): void => {
    this.#show({ analysis: change(this.#view.analysis), isSaved: false });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.settle(), pauseMs);
  };

  /** Everything written is on the server when it resolves with what is stored; undefined: it could not be saved. */
  readonly settle = async (): Promise<StoredAnalysis | undefined> => {
    clearTimeout(this.#timer);
    const saving = this.#saving.then(() => this.#saveLatest());
    this.#saving = saving.catch(() => undefined);
    try {
      await saving;
      return this.#stored;
    } catch (failure) {
      this.#show({ failure });
      return undefined;
    }
  };

  async #saveLatest(): Promise<void> {
    const { analysis } = this.#view;
    if (analysis === this.#kept) return;
    this.#stored = await this.#save(this.#stored, analysis);
    this.#kept = analysis;
    this.#show({ isSaved: this.#view.analysis === analysis, failure: undefined });
  }

  #show(more: Partial<DraftView>): void {
    this.#view = { ...this.#view, ...more };
    for (const listener of this.#listeners) listener();
  }
}
