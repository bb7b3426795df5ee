/** What lets other care providers' entries be read (2022:913, 3 kap.), as the one whose record it is sees it: to whom, whose, since when and until. */
import type { Consent } from '@medplum/fhirtypes';
import { custodian, has, recipient } from '@vardkedjan/care/access/blocks.ts';
import { type Grant, grantOf } from '@vardkedjan/care/access/shared-records.ts';

export interface OwnConsent {
  id: string;
  ground: Grant['ground'];
  /** The unit, care provider or person that it is given to. */
  to: string;
  /** Whose entries; none: all other care providers'. */
  of: string[];
  /** ISO 8601. */
  from: string;
  until: string;
}

/** Those in force, the newest first. `now`: ISO 8601, UTC. */
export function ownConsents(consents: readonly Consent[], now: string): OwnConsent[] {
  return consents
    .flatMap((consent) => {
      const grant = grantOf(consent);
      if (grant === undefined || grant.until <= now || consent.id === undefined) return [];
      const { ground, from, until } = grant;
      return [
        {
          id: consent.id,
          ground,
          to: named(consent, recipient).join(', '),
          of: named(consent, custodian),
          from,
          until,
        },
      ];
    })
    .toSorted((a, b) => b.from.localeCompare(a.from));
}

/** What may be ended: a time-boxed opening in danger ends by itself, and is told of by itself. */
export const canBeEnded = ({ ground }: OwnConsent): boolean => ground !== 'emergency' && ground !== 'lifted';

function named({ provision }: Consent, role: typeof custodian): string[] {
  return (provision?.actor ?? []).flatMap(({ role: its, reference }) =>
    has(its, role) ? [reference.display ?? ''] : [],
  );
}
