/**
 * Where one is in the app, as a value, and its address. Few kinds of place are all there is, so this stands in for a router: the address is
 * read once here, and links are ordinary links.
 */
import { useSyncExternalStore } from 'react';

export type Params = Readonly<Record<string, string>>;

export type Place =
  | { at: 'work' }
  | { at: 'answers' }
  | { at: 'orders' }
  | { at: 'record'; patientId: string; path: string; params: Params }
  /** A page of the unit that one works for: /unit/<path>. */
  | { at: 'unit'; path: string; params: Params }
  | { at: 'nowhere' };

/** The record page that is meant when the address names none. */
export const firstPage = 'summary';

export function placeOf(pathname: string, search: string): Place {
  const params = Object.fromEntries(new URLSearchParams(search));
  const [kind, id, path = firstPage, ...rest] = pathname.split('/').filter(Boolean);
  if (kind === undefined) return { at: 'work' };
  if (kind === 'unit' && id && path === firstPage) return { at: 'unit', path: id, params };
  if ((kind === 'answers' || kind === 'orders') && id === undefined) return { at: kind };
  if (kind !== 'patient' || !id || rest.length > 0) return { at: 'nowhere' };
  return { at: 'record', patientId: decodeURIComponent(id), path, params };
}

export function recordAddress(patientId: string, path: string = firstPage, params: Params = {}): string {
  return `/patient/${encodeURIComponent(patientId)}${path === firstPage ? '' : `/${path}`}${queryOf(params)}`;
}

export const unitAddress = (path: string, params: Params = {}): string => `/unit/${path}${queryOf(params)}`;

function queryOf(params: Params): string {
  const query = new URLSearchParams(params).toString();
  return query && `?${query}`;
}

const listeners = new Set<() => void>();
const tell = () => {
  for (const listener of listeners) listener();
};

export function goTo(address: string, how: 'push' | 'replace' = 'push'): void {
  if (address !== location.pathname + location.search)
    history[how === 'push' ? 'pushState' : 'replaceState'](null, '', address);
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

export function usePlace(): Place {
  const address = useSyncExternalStore(subscribe, () => location.pathname + location.search);
  const [pathname = '/', search = ''] = address.split(/(?=\?)/);
  return placeOf(pathname, search);
}

/** Takes over plain clicks on links within the app; everything else (new tab, other parts of the server) is the browser's. */
export function followLinks(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link?.href || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
  if (placeOf(link.pathname, link.search).at === 'nowhere' || link.hash) return;
  event.preventDefault();
  goTo(link.pathname + link.search);
}
