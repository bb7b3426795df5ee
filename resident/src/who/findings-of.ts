/** Findings as the log keeps them, JSON; what cannot be read, or names a provision that is no longer known, is left out. */
import type { Finding } from '@vardkedjan/care/access/finding.ts';
import { law } from '@vardkedjan/care/access/law.ts';

export function findingsOf(json: string): Finding[] {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return [];
  }
  return Array.isArray(value) ? value.filter(isFinding) : [];
}

const outcomes = new Set(['met', 'not-met', 'unknown']);

function isFinding(value: unknown): value is Finding {
  if (typeof value !== 'object' || value === null) return false;
  const { rule, law: provision, outcome, facts } = value as Record<string, unknown>;
  return (
    typeof rule === 'string' &&
    typeof provision === 'string' &&
    Object.hasOwn(law, provision) &&
    typeof outcome === 'string' &&
    outcomes.has(outcome) &&
    typeof facts === 'object' &&
    facts !== null
  );
}
