/**
 * State that lives beside the components and survives a reload of the tab: which records and workspaces are open. It holds ids only, never
 * clinical content, in the tab's own storage, and is forgotten at sign-out.
 */
import { useSyncExternalStore } from 'react';

export interface KeptState<T> {
  get: () => T;
  set: (change: (now: T) => T) => void;
  use: () => T;
}

const prefix = 'vardkedjan.kept.';

/** `read` makes the state from what was kept, which anybody may have changed: it answers with the initial state for anything odd. */
export function keptState<T>(name: string, read: (kept: unknown) => T): KeptState<T> {
  const key = prefix + name;
  let now = read(parse(sessionStorage.getItem(key)));
  const listeners = new Set<() => void>();
  const get = () => now;
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    get,
    set: (change) => {
      now = change(now);
      sessionStorage.setItem(key, JSON.stringify(now));
      for (const listener of listeners) listener();
    },
    use: () => useSyncExternalStore(subscribe, get),
  };
}

function parse(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What one person had open is no business of the next. */
export function forgetKeptState(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith('vardkedjan.')) sessionStorage.removeItem(key);
}
