/** What the operations on shared records are asked with, and what they find. */
import type { Consent, Organization, Practitioner, Reference } from '@medplum/fhirtypes';
import type { StaffCaller } from '@vardkedjan/care/access/caller.ts';
import { type Grant, grantOf, sharingCategory } from '@vardkedjan/care/access/shared-records.ts';
import type { SharedBy } from '@vardkedjan/care/access/situation.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import type { Asked } from '../../http/asked.ts';
import type { SaidOfSharing } from '../../http/concern.ts';
import type { Stored } from '../../store/record.ts';
import { register } from '../blocks/asked-about-blocks.ts';
import { ended } from '../blocks/block-consent.ts';
import type { OperationInput } from '../input.ts';

const codes = {
  consent: ['given', 'refused', 'cannot-be-had'],
  capacity: ['has', 'lacks-for-now', 'lacks'],
  attitude: ['nothing-against', 'would-object', 'not-clarified'],
} as const;

const said = new WeakMap<OperationInput, SaidOfSharing>();

/** What is not said stays unknown. `names`: what the operation asks. */
export function saidIn(input: OperationInput, names: readonly (keyof SaidOfSharing)[]): SaidOfSharing {
  const known = said.get(input);
  if (known !== undefined) return known;
  const found = Object.fromEntries(
    names.flatMap((name) => {
      const value = isCoded(name) ? codeIn(input, name) : input.truth(name);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
  said.set(input, found);
  return found;
}

const isCoded = (name: keyof SaidOfSharing): name is keyof typeof codes => name in codes;

function codeIn(input: OperationInput, name: keyof typeof codes): string | undefined {
  const code = input.text(name);
  const known: readonly string[] = codes[name];
  if (code !== undefined && !known.includes(code))
    throw new Failure('invalid', `${name} is one of ${known.join(', ')}`);
  return code;
}

export interface InForce {
  stored: Stored;
  consent: Consent;
  grant: Grant;
}

/** What is in force of the patient's, on any of these grounds. */
export async function inForce(asked: Asked, grounds: readonly SharedBy[]): Promise<InForce[]> {
  const now = new Date().toISOString();
  const query = parseSearch(
    'Consent',
    [
      ['patient', `Patient/${asked.id}`],
      [
        'category',
        grounds.map((ground) => [sharingCategory(ground).system, sharingCategory(ground).code].join('|')).join(','),
      ],
      ['status', 'active'],
      ['_sort', '-_lastUpdated'],
      ['_count', '100'],
    ],
    { lenient: false },
  );
  const { matches } = await asked.wiring.openRecord(register).search(query);
  return matches.flatMap((stored) => {
    const consent = JSON.parse(stored.body) as Consent;
    const grant = grantOf(consent);
    return grant !== undefined && grant.from <= now && grant.until > now ? [{ stored, consent, grant }] : [];
  });
}

/** Given to the caller's unit or care provider, and to nobody else there. */
export function isGivenTo({ practitioner, assignment }: StaffCaller, { grant }: InForce): boolean {
  const isOrganisation = ({ id }: { id: string }): boolean => refersTo(grant.receiver, `Organization/${id}`);
  return (
    (isOrganisation(assignment.careUnit) || isOrganisation(assignment.careProvider)) &&
    (grant.practitioner === undefined || refersTo(grant.practitioner, `Practitioner/${practitioner.id}`))
  );
}

function refersTo(reference: string, place: string): boolean {
  return reference === place || reference.endsWith(`/${place}`);
}

export async function end(asked: Asked, those: readonly InForce[]): Promise<void> {
  const now = new Date();
  await asked.wiring.openRecord(register).write(
    those.map(({ stored: { id, version }, consent }) => ({
      action: 'update',
      id,
      ifMatch: version,
      resource: ended(consent, now),
    })),
  );
}

export function personOf({ practitioner, name }: StaffCaller): Reference<Practitioner> {
  return { reference: `Practitioner/${practitioner.id}`, display: name };
}

export function unitOf({ assignment: { careUnit } }: StaffCaller): Reference<Organization> {
  return { reference: `Organization/${careUnit.id}`, display: careUnit.name };
}
