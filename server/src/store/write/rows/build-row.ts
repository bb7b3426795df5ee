/**
 * From a resource to its columns: whose it is, which unit's and care provider's, when, who may see it, which care relations
 * arise from it. What it refers to has been fetched before (targets.ts).
 */
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { isAboutBlocks } from '@vardkedjan/care/access/blocks.ts';
import { isNews2 } from '@vardkedjan/care/clinical/vitals/vital-round.ts';
import { isAnswerTask, isOrderTask } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import { isHeldStay } from '@vardkedjan/care/coordination/stays/lawful-stay.ts';
import { guardianshipsOf } from '@vardkedjan/care/access/guardianship.ts';
import { isOnlineDecision } from '@vardkedjan/care/access/online-decisions.ts';
import { isAboutSharing } from '@vardkedjan/care/access/shared-records.ts';
import { isOfProtectedPerson } from '@vardkedjan/care/access/protected-person.ts';
import { isDelegation } from '@vardkedjan/care/clinical/giving/delegation.ts';
import { type Reach, relationsOf } from '@vardkedjan/care/access/relations.ts';
import { isSocialCareProvider } from '@vardkedjan/care/access/social-care.ts';
import { isWalledEntry, isWalledUnit } from '@vardkedjan/care/access/walls.ts';
import { isShownToPatient } from '@vardkedjan/care/access/shown-to-patient.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Organization, Resource } from '@medplum/fhirtypes';
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import { bodyOf, namedCareUnit, ofCareUnit, resourceOf } from '../body.ts';
import { bedsHeld, isBedLocation } from './bed-rows.ts';
import { blockRows, openingRows } from './block-rows.ts';
import { onlineDecisionRows } from './guardian-rows.ts';
import { grantRows } from './grant-rows.ts';
import { handedRows } from './handed-rows.ts';
import { registerRows } from './register-rows.ts';
import { definitionRow } from '../../definitions/definition-row.ts';
import { patientKeyOf } from '../../ids.ts';
import { targetsToHold } from '../linking/held-targets.ts';
import type { Organisation } from './organisations.ts';
import { ownerOf } from '../linking/owner.ts';
import { roleRightRow } from './role-right-rows.ts';
import { type FoundReference, localReference, pathOf } from '../../references.ts';
import { type Made, madeBy, type OrganisationRow, type RelationRow, type Row } from './row.ts';
import { type IndexRows, indexRows } from '../../search/index/index-rows.ts';
import type { ParameterTable } from '../../reindex/parameter-table.ts';
import { timesOf } from './time-rows.ts';
import type { Target, Targets } from '../linking/targets.ts';

/** What the columns are made from, besides the resource. */
export interface RowContext {
  caller: Caller;
  targets: Targets;
  organisations: Map<number, Organisation>;
  /** ISO 8601, UTC, milliseconds. */
  now: string;
  parameters: ParameterTable;
  /** How long care relations reach, when it is not as usual. */
  reach?: Reach | undefined;
}

export interface Draft {
  resource: Resource;
  references: readonly FoundReference[];
  id: string;
  key: number;
  /** A Patient's own key. */
  ownPatientKey: number;
  /** The version that is replaced. */
  current: Target | undefined;
  made: Made;
  /** The server writes it beside what the caller writes. */
  isOwnWork?: boolean;
}

export function buildRow(draft: Draft, context: RowContext): Row {
  const { resource, current } = draft;
  const { type, patientKey } = belonging(draft, context);
  const encounter = encounterOf(resource, context.targets, patientKey);
  const unit = current ? keptUnit(current, context) : unitOf(resource, patientKey, encounter, context);
  const version = (current?.version ?? 0) + 1;
  const updated = current && current.updated >= context.now ? justAfter(current.updated) : context.now;
  const isAny = unit !== undefined;
  const scalars = {
    careProvider: isAny ? keeperOf(resource, unit) : (current?.careProvider ?? 0),
    patientVisible: isShownToPatient(resource),
    // Why somebody may no longer give drugs is between them and their unit: no resident reads it, and no register.
    protected: isOfProtectedPerson(resource) || isDelegation(resource),
  };
  const patientId = type === 'Patient' ? draft.id : context.targets.patientIdOf(patientKey);
  const owner = {
    ...scalars,
    key: draft.key,
    patientKey,
    type: typeCode(type),
    updated: Date.parse(updated),
    ...(patientId && { patientId }),
  };
  return {
    type,
    id: draft.id,
    key: draft.key,
    patientKey,
    version,
    updated,
    deleted: false,
    body: bodyOf(resource, { id: draft.id, version, updated, careUnit: unit?.id }),
    ...scalars,
    careUnit: isAny ? unit.key : (current?.careUnit ?? 0),
    encounter: encounter?.key ?? 0,
    replaces: current?.version ?? 0,
    made: draft.made,
    refersTo: targetsToHold(draft, context.targets),
    inDirectory: current === undefined && patientKeyOf(draft.id) !== patientKey,
    ...underTable(type, context.parameters, current),
    index: indexRows(ofCareUnit(resource, unit?.id), owner, context.parameters.additionsOf(type)),
    replacedIndex: current && replacedIndex(current, owner.patientId, context.parameters),
    relations: relationRows(resource, unit, context),
    blocks: blockRows(resource, context),
    openings: openingRows(resource, context),
    guardians: guardianshipsOf(resource),
    onlineDecisions: onlineDecisionRows(resource, context.targets),
    grants: grantRows(resource, context),
    handedOut: handedRows(resource, { key: draft.key, patientKey, unit }, context),
    registers: registerRows(resource, context),
    roleRight: roleRightRow(resource, patientKey, context),
    beds: bedsHeld(resource, context),
    isBed: isBedLocation(resource),
    times: timesOf(resource, context),
    shownAt: shownAt(resource, isAny ? unit.key : (current?.careUnit ?? 0), context.targets),
    organisation: resource.resourceType === 'Organization' ? organisationRow(resource, draft, context) : undefined,
    definition: definitionRow(resource, patientKey),
  };
}

export function deletedRow(current: Target, now: string, parameters: ParameterTable): Row {
  const updated = current.updated >= now ? justAfter(current.updated) : now;
  return {
    ...current,
    version: current.version + 1,
    updated,
    deleted: true,
    body: '',
    encounter: 0,
    replaces: current.version,
    made: madeBy.deletion,
    inDirectory: false,
    refersTo: [],
    ...underTable(current.type, parameters, current),
    index: undefined,
    replacedIndex: replacedIndex(current, undefined, parameters),
    relations: [],
    blocks: [],
    openings: [],
    guardians: [],
    onlineDecisions: [],
    grants: [],
    handedOut: [],
    registers: [],
    roleRight: undefined,
    beds: [],
    times: [],
    isBed: false,
    shownAt: [],
    organisation: undefined,
    definition: undefined,
  };
}

function underTable(type: string, parameters: ParameterTable, current: Target | undefined) {
  return {
    generation: parameters.generation,
    indexed: parameters.versionOf(type),
    replacesIndexed: current?.indexed ?? 0,
  };
}

/**
 * What the current version is found by, made again from its text. The patient's id only spares taking away an entry for the
 * owner that was never made.
 */
function replacedIndex(
  current: Target,
  patientId: string | undefined,
  parameters: ParameterTable,
): IndexRows | undefined {
  if (current.deleted || !current.body || current.indexed !== parameters.versionOf(current.type)) {
    return undefined;
  }
  const { key, patientKey, careProvider, patientVisible } = current;
  const owner = {
    key,
    patientKey,
    careProvider,
    patientVisible,
    protected: current.protected,
    type: typeCode(current.type),
    updated: Date.parse(current.updated),
    ...(patientId && { patientId }),
  };
  return indexRows(resourceOf(current.body), owner, parameters.additionsOf(current.type));
}

/** Instants of one resource's versions are in their order, whatever the clocks of the processes say. */
function justAfter(instant: string): string {
  return new Date(Date.parse(instant) + 1).toISOString();
}

function belonging(draft: Draft, { targets }: RowContext): { type: string; patientKey: number } {
  const type = draft.resource.resourceType;
  const patientKey = type === 'Patient' ? draft.ownPatientKey : ownerOf(draft.resource, targets);
  if (draft.current !== undefined && draft.current.patientKey !== patientKey) {
    throw refused(
      `${type}`,
      'A resource stays in the record where it was written; to move it to another patient, delete it here and create it there.',
    );
  }
  return { type, patientKey };
}

/** A ward's board shows who lies there and how ill they are; lists of units, the orders and the answers that wait on either side. */
function shownAt(resource: Resource, careUnit: number, targets: Targets): number[] {
  const isOnBoard = isHeldStay(resource) || (resource.resourceType === 'Observation' && isNews2(resource));
  if (isOnBoard) return [careUnit];
  if (!isOrderTask(resource) && !isAnswerTask(resource)) return [];
  const others = [resource.owner, resource.requester].map((each) => localReference(each?.reference ?? ''));
  return [careUnit, ...others.flatMap((each) => (each?.type === 'Organization' ? (targets.get(each)?.key ?? []) : []))];
}

function encounterOf(resource: Resource, targets: Targets, patientKey: number): Target | undefined {
  const { encounter, context } = resource as { encounter?: unknown; context?: unknown };
  for (const candidate of [encounter, context, (context as { encounter?: unknown } | undefined)?.encounter]) {
    const element: unknown = Array.isArray(candidate) ? candidate[0] : candidate;
    if (
      typeof element === 'object' &&
      element !== null &&
      'reference' in element &&
      typeof element.reference === 'string'
    ) {
      const reference = localReference(element.reference);
      const target = reference?.type === 'Encounter' ? targets.get(reference) : undefined;
      if (target !== undefined && target.patientKey !== patientKey) {
        throw refused(pathOf(resource, element), 'The encounter belongs to another patient.');
      }
      if (target !== undefined) {
        return target;
      }
    }
  }
  return undefined;
}

type Unit = Pick<Organisation, 'key' | 'id' | 'careProvider' | 'walled'>;

/** Who keeps it: the key of the care provider, or less than 0, of the unit alone, behind whose wall it is. */
function keeperOf(resource: Resource, { key, careProvider, walled }: Unit): number {
  return walled || isWalledEntry(resource) ? -key : careProvider;
}

function keptUnit(current: Target, { organisations }: RowContext): Unit | undefined {
  const unit = organisations.get(current.careUnit);
  const isBehindWall = current.careProvider < 0;
  return (
    unit && {
      key: current.careUnit,
      id: unit.id,
      careProvider: isBehindWall ? unit.careProvider : current.careProvider,
      // What has been behind a wall stays there.
      walled: unit.walled || isBehindWall,
    }
  );
}

/**
 * undefined: no unit's (what belongs to no patient, the Patient resource, what the patient has blocked or opened to others, and who reads a
 * child's record online).
 */
function unitOf(
  resource: Resource,
  patientKey: number,
  encounter: Target | undefined,
  context: RowContext,
): Unit | undefined {
  if (
    patientKey === 0 ||
    resource.resourceType === 'Patient' ||
    isAboutBlocks(resource) ||
    isAboutSharing(resource) ||
    isOnlineDecision(resource)
  ) {
    return undefined;
  }
  const { caller, targets, organisations } = context;
  if (caller.kind === 'staff') {
    const { careUnit, careProvider } = caller.assignment;
    const walled = organisations.get(careUnit.key)?.walled ?? false;
    return { key: careUnit.key, id: careUnit.id, careProvider: careProvider.key, walled };
  }
  const named = caller.kind === 'system' ? namedCareUnit(resource) : undefined;
  const provider = resource.resourceType === 'Encounter' ? resource.serviceProvider?.reference : undefined;
  for (const reference of [named, provider]) {
    const target = reference === undefined ? undefined : localReference(reference);
    const unit = target?.type === 'Organization' ? targets.get(target) : undefined;
    if (unit !== undefined) {
      const { careProvider = 0, walled = false } = organisations.get(unit.key) ?? {};
      return { key: unit.key, id: unit.id, careProvider, walled };
    }
  }
  const ofEncounter = encounter && organisations.get(encounter.careUnit);
  if (ofEncounter !== undefined) {
    return ofEncounter;
  }
  if (caller.kind !== 'system' || !caller.careUnit) return undefined;
  const { key, id } = caller.careUnit;
  return { key, id, careProvider: caller.careProvider?.key ?? 0, walled: organisations.get(key)?.walled ?? false };
}

function relationRows(
  resource: Resource,
  unit: Unit | undefined,
  { targets, organisations, now, reach }: RowContext,
): RelationRow[] {
  return relationsOf(resource, now, reach).flatMap((relation): RelationRow[] => {
    const key = relation.unit === 'care-unit-of-resource' ? unit?.key : keyOf(relation.unit, targets);
    const practitioner = relation.practitioner === undefined ? 0 : keyOf(relation.practitioner, targets);
    // One that has already ended gives nobody access.
    if (key === undefined || practitioner === undefined || (relation.until !== null && relation.until <= now)) {
      return [];
    }
    const careProvider = key === unit?.key ? unit.careProvider : (organisations.get(key)?.careProvider ?? 0);
    const { from, until, origin } = relation;
    return [{ careProvider, careUnit: key, practitioner, origin, from, until }];
  });
}

function keyOf(reference: string, targets: Targets): number | undefined {
  const local = localReference(reference);
  return local && targets.get(local)?.key;
}

const careProviderType = { system: 'http://terminology.hl7.org/CodeSystem/organization-type', code: 'prov' };
const hsaId = 'urn:oid:1.2.752.29.4.19';

function organisationRow(
  organisation: Organization,
  { key, current }: Draft,
  { targets, organisations }: RowContext,
): OrganisationRow {
  const isCareProvider = isProvider(organisation);
  const parent =
    organisation.partOf?.reference === undefined ? 0 : (keyOf(organisation.partOf.reference, targets) ?? 0);
  const before = current?.body ? (resourceOf(current.body) as Organization) : undefined;
  return {
    parent,
    isCareProvider,
    careProvider: isCareProvider ? key : (organisations.get(parent)?.careProvider ?? 0),
    hsaId: organisation.identifier?.find(({ system }) => system === hsaId)?.value ?? '',
    walled: isWalledUnit(organisation),
    socialCare: isSocialCareProvider(organisation),
    moved:
      current !== undefined &&
      (before === undefined ||
        before.partOf?.reference !== organisation.partOf?.reference ||
        isProvider(before) !== isCareProvider),
  };
}

function isProvider({ type = [] }: Organization): boolean {
  return type.some(({ coding }) =>
    coding?.some(({ system, code }) => system === careProviderType.system && code === careProviderType.code),
  );
}

function refused(path: string, diagnostics: string): Failure {
  return new Failure('invalid', diagnostics, {
    status: 422,
    issues: [{ severity: 'error', code: 'business-rule', diagnostics, expression: [path] }],
  });
}
