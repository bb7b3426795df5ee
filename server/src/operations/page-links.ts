/** The links of a page that an operation or a history answers with. */
import type { Asked } from '../http/asked.ts';
import type { BundleLink } from '../http/form/bundle.ts';

/** @param isUsed leaves out parameters that were passed over */
export function pageLinks(
  asked: Asked,
  path: string,
  next: string | undefined,
  isUsed: (name: string) => boolean = () => true,
): BundleLink[] {
  const own = asked.parts.parameters
    .filter(([name]) => name !== '_cursor' && isUsed(name))
    .map(([name, value]): [string, string] => [name, value]);
  const address = (more: [string, string][]): string => {
    const query = new URLSearchParams([...own, ...more]).toString();
    return `${asked.base}/${path}${query === '' ? '' : `?${query}`}`;
  };
  const self: BundleLink = { relation: 'self', url: address([]) };
  return next === undefined ? [self] : [self, { relation: 'next', url: address([['_cursor', next]]) }];
}
