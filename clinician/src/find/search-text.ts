/** What somebody who looks for a patient has typed: a personal number in any of its written forms, or words of a name. */
import { type PersonId, parsePersonId } from '@vardkedjan/care/people/person-id.ts';

export type SearchText =
  | { kind: 'nothing' }
  | { kind: 'too-short' }
  | { kind: 'number'; id: PersonId }
  /** Long enough to be a number, and not one: a check digit or a date is wrong. */
  | { kind: 'bad-number' }
  | { kind: 'unfinished-number' }
  | { kind: 'name'; words: string[] };

const shortestName = 2;

export function readSearchText(text: string, today: string): SearchText {
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'nothing' };
  const id = parsePersonId(trimmed, today);
  if (id) return { kind: 'number', id };
  if (/^[\d\s+-]+$/.test(trimmed))
    return trimmed.replaceAll(/\D/g, '').length < 10 ? { kind: 'unfinished-number' } : { kind: 'bad-number' };
  const words = trimmed.split(/[\s,]+/).filter(Boolean);
  return words.every((word) => word.length < shortestName) ? { kind: 'too-short' } : { kind: 'name', words };
}
