/** Where one is in the app, as a value, and its address under /resident/. Links are ordinary links. */
import { useSyncExternalStore } from 'react';

/** `risks` is nobody’s record, and has no place among the tabs. */
export type Part = 'start' | 'journal' | 'results' | 'drugs' | 'who' | 'risks';

export interface Place {
  /** FHIR id of the child whose record it is; absent: one's own. */
  child?: string;
  part: Part;
  /** What comes after the part: `notes`, `notes/<id>`, the key of a measure. */
  rest: string[];
}

export const root = '/resident/';

const parts: readonly Part[] = ['start', 'journal', 'results', 'drugs', 'who', 'risks'];

/** undefined: no such place. */
export function placeOf(pathname: string): Place | undefined {
  if (!`${pathname}/`.startsWith(root)) return undefined;
  const words = pathname.slice(root.length).split('/').filter(Boolean);
  const [forChild, id, ...others] = words;
  const isOfChild = forChild === 'child' && id !== undefined;
  const child = isOfChild ? { child: decodeURIComponent(id) } : {};
  const [first, ...rest] = isOfChild ? others : words;
  if (first === undefined) return { ...child, part: 'start', rest: [] };
  const part = parts.find((each) => each === first);
  return part && part !== 'start' ? { ...child, part, rest: rest.map(decodeURIComponent) } : undefined;
}

/** In the record that is on the screen. */
export function addressOf(part: Part, ...rest: readonly string[]): string {
  return addressFor(globalThis.location === undefined ? undefined : placeOf(location.pathname)?.child, part, ...rest);
}

/** In a child's record, or in one's own. */
export function addressFor(child: string | undefined, part: Part, ...rest: readonly string[]): string {
  const whose = child === undefined ? [] : ['child', encodeURIComponent(child)];
  return root + [...whose, ...(part === 'start' ? [] : [part]), ...rest.map(encodeURIComponent)].join('/');
}

const listeners = new Set<() => void>();
const tell = () => {
  for (const listener of listeners) listener();
};

export function goTo(address: string): void {
  if (address !== location.pathname) history.pushState(null, '', address);
  scrollTo(0, 0);
  tell();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('popstate', listener);
  };
}

export function usePlace(): Place | undefined {
  return placeOf(useSyncExternalStore(subscribe, () => location.pathname));
}

/** Takes over plain clicks on links within the app; everything else is the browser's. */
export function followLinks(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link?.href || link.target || link.hasAttribute('download') || link.origin !== location.origin || link.hash)
    return;
  if (placeOf(link.pathname) === undefined) return;
  event.preventDefault();
  goTo(link.pathname);
}
