/** What I have blocked, what has been opened of it, and what can be blocked: from my Consents and `$care-units`, as values. */
import type { Consent, Parameters, Reference } from '@medplum/fhirtypes';
import {
  blockCategory,
  blocksOf,
  custodian,
  openingCategory,
  openingsOf,
  recipient,
} from '@vardkedjan/care/access/blocks.ts';

export interface Keeper {
  /** FHIR id of the Organization. */
  id: string;
  name: string;
}

export interface OwnBlock extends Keeper {
  since: string;
}

export interface OwnOpening {
  id: string;
  /** Who opened, and on behalf of which unit. */
  who: string;
  where: string;
  /** What was opened. */
  of: string[];
  from: string;
  until: string;
  reason: string;
  /** I consented; else I could not. */
  isConsented: boolean;
  isOpen: boolean;
}

export function ownBlocks(consents: readonly Consent[], now: string): { blocks: OwnBlock[]; openings: OwnOpening[] } {
  return {
    blocks: consents
      .filter((consent) => isOf(consent, blockCategory.code))
      .flatMap((consent) =>
        blocksOf(consent)
          .filter(({ until }) => until === null || until > now)
          .map(({ of }) => ({ ...keeperOf(actor(consent, of)), since: consent.dateTime ?? '' })),
      ),
    openings: consents.filter((consent) => isOf(consent, openingCategory.code)).map((consent) => opening(consent, now)),
  };
}

function opening(consent: Consent, now: string): OwnOpening {
  const { start = '', end = '' } = consent.provision?.period ?? {};
  const [who, where] = named(consent, recipient.code);
  return {
    id: consent.id ?? '',
    who: who?.display ?? '',
    where: where?.display ?? '',
    of: named(consent, custodian.code).map((each) => keeperOf(each).name),
    from: start,
    until: end,
    reason: consent.extension?.find(({ url }) => url.endsWith('/reason'))?.valueString ?? '',
    isConsented: (consent.verification ?? []).length > 0,
    isOpen: openingsOf(consent).some(({ until }) => until > now),
  };
}

const isOf = ({ category }: Consent, wanted: string): boolean =>
  category.some(({ coding = [] }) => coding.some(({ code }) => code === wanted));

function named({ provision }: Consent, role: string): Reference[] {
  return (provision?.actor ?? []).flatMap((each) =>
    each.role.coding?.some(({ code }) => code === role) ? [each.reference] : [],
  );
}

const actor = (consent: Consent, reference: string): Reference =>
  named(consent, custodian.code).find((each) => each.reference === reference) ?? { reference };

function keeperOf({ reference = '', display }: Reference): Keeper {
  const id = reference.split('/').at(-1) ?? '';
  return { id, name: display ?? id };
}

export interface CareProvider extends Partial<Keeper> {
  units: (Keeper & { latest: string })[];
}

/** Those that have written in the record, by care provider; the newest first. */
export function whoHasWritten({ parameter = [] }: Parameters): CareProvider[] {
  const providers = new Map<string, CareProvider>();
  for (const { part = [] } of parameter) {
    const of = (wanted: string) => part.find(({ name }) => name === wanted);
    const unit = of('unit')?.valueReference;
    const provider = of('careProvider')?.valueReference;
    if (!unit) continue;
    const key = provider?.reference ?? '';
    const known = providers.get(key) ?? { ...(provider && keeperOf(provider)), units: [] };
    known.units.push({ ...keeperOf(unit), latest: of('latest')?.valueInstant ?? '' });
    providers.set(key, known);
  }
  return [...providers.values()];
}
