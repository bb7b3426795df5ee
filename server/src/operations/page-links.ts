/** The links of a page that an operation or a history answers with. */
import type { Asked } from '../http/asked.ts';
import type { BundleLink } from '../http/form/bundle.ts';

export function pageLinks(
  { base }: Asked,
  path: string,
  parameters: readonly (readonly [name: string, value: string])[],
  next: string | undefined,
): BundleLink[] {
  const own = parameters.filter(([name]) => name !== '_cursor').map(([name, value]): [string, string] => [name, value]);
  const address = (more: [string, string][]): string => {
    const query = new URLSearchParams([...own, ...more]).toString();
    return `${base}/${path}${query === '' ? '' : `?${query}`}`;
  };
  const self: BundleLink = { relation: 'self', url: address([]) };
  return next === undefined ? [self] : [self, { relation: 'next', url: address([['_cursor', next]]) }];
}
