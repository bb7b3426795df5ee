/** How long a statement of each class may take here. */
import type { Config } from '../config.ts';
import type { Timeouts } from '../store/database.ts';

type Limits = Pick<Config, 'byKeySeconds' | 'searchSeconds' | 'writeSeconds'>;

export function timeoutsOf({ byKeySeconds, searchSeconds, writeSeconds }: Limits): Partial<Timeouts> {
  return { byKey: byKeySeconds * 1000, search: searchSeconds * 1000, write: writeSeconds * 1000 };
}
