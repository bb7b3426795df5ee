/** A line drawing for each part of the app; always beside its name, never instead of it. */
import type { Part } from '../place.ts';

export type Tab = Exclude<Part, 'risks'>;

const paths: Record<Tab, string> = {
  start: 'M4 11l8-7 8 7v9h-5v-6H9v6H4z',
  journal: 'M6 3h9l4 4v14H6zM9 10h7M9 14h7M9 18h4',
  results: 'M3 20h18M4 16l5-6 4 3 7-9',
  drugs: 'M8.5 20.5a5 5 0 0 1-7-7l6-6a5 5 0 0 1 7 7zM7.5 7.5l7 7M16 4.5h6M19 1.5v6',
  who: 'M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6z',
};

export function PartIcon({ part }: { part: Tab }) {
  return (
    <svg className="part-icon" viewBox="0 0 24 24" width={24} height={24} aria-hidden="true">
      <path d={paths[part]} />
    </svg>
  );
}
