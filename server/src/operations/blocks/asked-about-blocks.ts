/** What the operations on blocks are asked with, and what they find. */
import type { Coding, Consent, Organization, Reference } from '@medplum/fhirtypes';
import { blockCategory, blocksOf, openingCategory, openingsOf } from '@vardkedjan/care/access/blocks.ts';
import type { StaffCaller, SystemCaller } from '@vardkedjan/care/access/caller.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import { maximumCount } from '@vardkedjan/fhir/search/query.ts';
import type { Asked } from '../../http/asked.ts';
import type { GroundToLift } from '../../http/concern.ts';
import type { Stored } from '../../store/record.ts';
import type { OperationInput } from '../input.ts';

/** Keeps the blocks: what the caller may not write, and other staff may not read. */
export const register: SystemCaller = { kind: 'system', id: 'blocks', name: 'Blocks' };

export function staffOf({ caller }: Asked): StaffCaller {
  if (caller.kind !== 'staff') throw new Failure('invalid', 'Only care staff ask this');
  return caller;
}

/** Ids of the organisations named by `of`, each once. */
export function blockedOf(input: OperationInput): string[] {
  return [...new Set(input.values<Reference>('of').map(organisationId))];
}

export function organisationId({ reference = '' }: Reference): string {
  const id = /(?:^|\/)Organization\/([A-Za-z0-9\-.]{1,64})$/.exec(reference)?.[1];
  if (id === undefined) throw new Failure('invalid', 'of must refer to an Organization here');
  return id;
}

/** What is not said stays unknown. */
export function groundOf(input: OperationInput): GroundToLift {
  const consent = input.text('consent');
  if (consent !== undefined && consent !== 'given' && consent !== 'refused' && consent !== 'cannot-be-had')
    throw new Failure('invalid', 'consent is given, refused or cannot-be-had');
  const matters = input.truth('matters');
  const reason = input.text('reason') ?? '';
  return { reason, ...(consent !== undefined && { consent }), ...(matters !== undefined && { matters }) };
}

/** As staff and residents may be told, by name. */
export async function organisationNamed(asked: Asked, id: string): Promise<Reference<Organization>> {
  const stored = await asked.record.read('Organization', id);
  if (stored === undefined || stored.deleted) throw new Failure('invalid', `There is no Organization/${id}`);
  const { name } = JSON.parse(stored.body) as Organization;
  return { reference: `Organization/${id}`, ...(name !== undefined && { display: name }) };
}

/** The patient's blocks in force of an organisation. */
export async function blocksInForce(asked: Asked, organisation: string): Promise<Stored[]> {
  const matches = await activeConsents(asked, blockCategory, `Organization/${organisation}`);
  return matches.filter(({ body }) =>
    blocksOf(JSON.parse(body) as Consent).some(({ of }) => of.endsWith(`Organization/${organisation}`)),
  );
}

/** What is open, now, to the caller on behalf of the unit. */
export async function openingsInForce(asked: Asked): Promise<Stored[]> {
  const { practitioner, assignment } = staffOf(asked);
  const now = new Date().toISOString();
  const matches = await activeConsents(asked, openingCategory, `Practitioner/${practitioner.id}`);
  return matches.filter(({ body }) =>
    openingsOf(JSON.parse(body) as Consent).some(
      ({ unit, until }) => unit.endsWith(`Organization/${assignment.careUnit.id}`) && until > now,
    ),
  );
}

/** What anybody has had opened of what the unit keeps. */
export async function openingsOfUnit(asked: Asked, unit: string): Promise<Stored[]> {
  const matches = await activeConsents(asked, openingCategory, `Organization/${unit}`);
  return matches.filter(({ body }) => openedIn(JSON.parse(body) as Consent).includes(unit));
}

/** Ids of the units that an opening opens. */
export function openedIn(opening: Consent): string[] {
  return openingsOf(opening).map(({ of }) => organisationId({ reference: of }));
}

async function activeConsents(asked: Asked, { system, code }: Coding, actor: string): Promise<Stored[]> {
  const query = parseSearch(
    'Consent',
    [
      ['patient', `Patient/${asked.id}`],
      ['category', `${system}|${code}`],
      ['status', 'active'],
      ['actor', actor],
      ['_sort', '-_lastUpdated'],
      ['_count', String(maximumCount)],
    ],
    { lenient: false },
  );
  return (await asked.wiring.openRecord(register).search(query)).matches;
}
