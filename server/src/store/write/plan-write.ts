/**
 * From changes to rows: fetches what they change and refer to, checks their preconditions, and refuses what would leave a
 * reference to nothing. Nothing is written here; the rows carry the versions they replace, and the writing fails if those
 * have moved in between.
 */
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import { isLawfulSuccessor } from '@vardkedjan/care/record-keeping/lawful-successor.ts';
import { Failure, type Issue } from '@vardkedjan/fhir/outcome.ts';
import type { Resource } from '@medplum/fhirtypes';
import { isSameContent, resourceOf } from './body.ts';
import { conformance, type ConformanceContext } from './conformance.ts';
import { buildRow, deletedRow, type Draft, type RowContext } from './build-row.ts';
import { newId } from '../ids.ts';
import { keepOrders } from './keep-orders.ts';
import { keepTemplates } from './keep-templates.ts';
import type { Keys } from './keys.ts';
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { keepDrugOrders } from './drug-orders/keep-drug-orders.ts';
import type { Organisations } from './organisations.ts';
import { ownerOf } from './owner.ts';
import type { Queryable } from '../queryable.ts';
import type { Change, Written } from '../record.ts';
import { checkDefinitions } from '../reindex/check-definitions.ts';
import { answersCaller, withAnswers } from './answers-to-see.ts';
import { isMalformed, type LocalReference, namesIn, pathOf, referencesOf } from '../references.ts';
import { requireVersions } from './require-versions.ts';
import { madeBy, type Row, storedOf } from './row.ts';
import { type Target, Targets } from './targets.ts';
import type { WhoSees } from './who-sees.ts';

export interface WriteContext extends Omit<RowContext, 'targets' | 'organisations'>, ConformanceContext {
  visibility: Visibility;
  keys: Keys;
  organisations: Organisations;
  /** Where targets are looked up: the lane, or the transaction of a conditional write. */
  database: Queryable;
  /** Targets that have been fetched already (loads); what is made is added. */
  known?: Targets;
  /** An empty store is filled with what was lawful where it was made. */
  isFirstFill?: boolean;
  /** What comes with it, though it is planned for itself (loads). */
  alongside?: readonly Resource[];
  /** Who is there to see answers; absent where what is written has been seen (loads). */
  sees?: WhoSees;
  /** Whether a reference to something that is not there yet is in order, because it is coming (loads). */
  isComing?: (name: string) => boolean;
}

/** A change whose conditions have been resolved: it names its resource. */
export type PlainChange = PlainCreate | PlainUpdate | PlainPatch | PlainDelete;
/** `id`: drawn before, for what others in the same unit of work refer to; of a Patient with its `patientKey`. `isLoaded`: it brings its id. */
type PlainCreate = { action: 'create'; resource: Resource; id?: string; patientKey?: number; isLoaded?: boolean };
/** `anew`: a version is made even when nothing changes; `onlyNew`: the id must be free. */
type PlainUpdate = Omit<Extract<Change, { action: 'update' }>, 'match' | 'id' | 'fullUrl' | 'linked'> & {
  id: string;
  anew?: true;
  onlyNew?: true;
} & Seen;
type PlainPatch = Omit<Extract<Change, { action: 'patch' }>, 'match'> & Seen;
/** `idle`: there is nothing to delete any more. */
type PlainDelete = Omit<Extract<Change, { action: 'delete' }>, 'match'> & { idle?: true } & Seen;
/** The version in which a condition found it. */
interface Seen {
  seen?: number;
}

export interface WritePlan {
  rows: Row[];
  /** In the order of the changes. */
  written: Written[];
}

export async function planWrite(changes: readonly PlainChange[], context: WriteContext): Promise<WritePlan> {
  const targets = context.known ?? new Targets();
  if (context.known === undefined) {
    await fetchTargets(changes, targets, context);
  }
  const { given, toSee } = await answersOf(changes, targets, context);
  const pending = given.map((change, index) => pendingOf(change, index, targets));
  pending.forEach((each) => {
    keepSigned(each, context);
    keepOrders(each, context.caller);
    keepTemplates(each, context.caller);
  });
  toSee.forEach((change, index) => pending.push(pendingOf(change, given.length + index, targets, answersCaller)));
  const patched = pending
    .filter(({ change }) => change.action === 'patch')
    .flatMap(({ resource }) => (resource ? [resource] : []));
  if (patched.length > 0) {
    const names = new Map<string, boolean>();
    for (const resource of patched) {
      collectReferences(resource, names);
    }
    await targets.fetch(
      context.database,
      [...names].filter(([name]) => targets.getByName(name) === undefined),
      context.visibility,
    );
  }
  if (context.isFirstFill !== true) {
    await keepDrugOrders(pending.map(asWritten), { ...context, targets });
  }
  const told = await conformance(pending, context);
  const plan = await rowsOf(pending, targets, context);
  for (const [index, issues] of told) {
    Object.assign(plan.written[index] ?? {}, { issues });
  }
  return { rows: plan.rows, written: plan.written.slice(0, given.length) };
}

async function answersOf(
  changes: readonly PlainChange[],
  targets: Targets,
  { sees, ...context }: WriteContext,
): Promise<{ given: readonly PlainChange[]; toSee: readonly PlainChange[] }> {
  return sees === undefined ? { given: changes, toSee: [] } : withAnswers(changes, targets, { ...context, sees });
}

async function fetchTargets(changes: readonly PlainChange[], targets: Targets, context: WriteContext): Promise<void> {
  const names = new Map<string, boolean>();
  for (const change of changes) {
    if (change.action === 'create' || change.action === 'update') {
      collectReferences(change.resource, names);
    }
  }
  for (const change of changes) {
    if (change.action === 'update') {
      names.set(`${change.resource.resourceType}/${change.id}`, true);
    } else if (change.action !== 'create') {
      names.set(`${change.type}/${change.id}`, true);
    }
  }
  await targets.fetch(context.database, names, context.visibility);
}

function collectReferences(resource: Resource, names: Map<string, boolean>): void {
  for (const name of namesIn(resource)) {
    names.set(name, false);
  }
}

interface Pending {
  change: PlainChange;
  index: number;
  /** undefined: deleted. */
  resource: Resource | undefined;
  current: Target | undefined;
  /** Whose the change is, where it is not the one's who writes the rest. */
  by?: Caller;
}

function asWritten({ change, index, resource, current }: Pending) {
  const type = change.action === 'create' || change.action === 'update' ? change.resource.resourceType : change.type;
  const before = current === undefined || current.deleted ? undefined : (current.body ?? undefined);
  return {
    type,
    id: change.id,
    index,
    resource,
    before,
    ifMatch: change.action === 'create' ? undefined : change.ifMatch,
  };
}

/** The change against what is stored now. */
function pendingOf(change: PlainChange, index: number, targets: Targets, by?: Caller): Pending {
  return { ...againstStored(change, index, targets), ...(by && { by }) };
}

function againstStored(change: PlainChange, index: number, targets: Targets): Pending {
  if (change.action === 'create') {
    return { change, index, resource: change.resource, current: undefined };
  }
  const type = change.action === 'update' ? change.resource.resourceType : change.type;
  const current = targets.get({ type, id: change.id });
  const seen = current?.visible === false ? undefined : current;
  if (current !== undefined && seen === undefined && change.action === 'update') {
    throw new Failure('conflict', `${type}/${change.id} cannot be used for a new resource.`);
  }
  checkVersion(change, seen);
  if (change.action === 'delete' && change.idle) {
    return { change, index, resource: undefined, current: undefined };
  }
  if (change.action === 'update') {
    return { change, index, resource: change.resource, current: seen };
  }
  if (change.action === 'patch') {
    if (seen === undefined) {
      throw new Failure('not-found', `${type}/${change.id} is not known.`);
    }
    if (seen.deleted) {
      throw new Failure('gone', `${type}/${change.id} was deleted.`);
    }
    const resource = change.apply(resourceOf(seen.body ?? ''));
    if (resource.resourceType !== type || resource.id !== change.id) {
      throw new Failure('invalid', 'A patch may change neither the type nor the id of a resource.', { status: 422 });
    }
    return { change, index, resource, current: seen };
  }
  return { change, index, resource: undefined, current: seen };
}

/** Whatever was decided before: somebody may have signed since. System clients carry notes over as they were. */
function keepSigned({ current, resource }: Pending, { caller }: WriteContext): void {
  if (caller.kind === 'system' || current?.type !== 'QuestionnaireResponse' || current.deleted) {
    return;
  }
  if (!isLawfulSuccessor(resourceOf(current.body ?? ''), resource)) {
    throw new Failure('conflict', 'The note has been signed: it is corrected, not changed.');
  }
}

function checkVersion(change: Exclude<PlainChange, { action: 'create' }>, current: Target | undefined): void {
  if (change.seen !== undefined && current?.version !== change.seen) {
    // Asked again, the condition may find something else.
    const cause = Object.assign(new Error('changed meanwhile'), { code: '40001' });
    throw new Failure('conflict', 'The resource has just changed; try again.', { cause });
  }
  if (change.action === 'update' && change.onlyNew && current !== undefined && !current.deleted) {
    throw new Failure('conflict', 'The condition finds nothing, and the id of the resource is that of another.');
  }
  if (change.ifMatch !== undefined && current?.version !== change.ifMatch) {
    const found = current === undefined ? 'not there' : `at version ${current.version}`;
    throw new Failure(
      'precondition-failed',
      `The resource is ${found}, not at version ${change.ifMatch} as If-Match says.`,
    );
  }
  if (change.action === 'update' && change.ifNoneMatch !== undefined && current !== undefined && !current.deleted) {
    if (change.ifNoneMatch === '*' || change.ifNoneMatch === current.version) {
      throw new Failure('precondition-failed', 'The resource is already there, which If-None-Match excludes.');
    }
  }
}

/** Who is needed by others comes first: patients, organisations, encounters; what belongs by what it points at comes last. */
function rank({ resource }: Pending): number {
  switch (resource?.resourceType) {
    case 'Patient':
      return 0;
    case 'Organization':
      return 1;
    case 'Encounter':
      return 2;
    case 'Provenance':
    case 'AuditEvent':
    case 'Group':
    case 'List':
    case 'Linkage':
    case 'Bundle':
      return 4;
    default:
      return 3;
  }
}

async function rowsOf(pending: Pending[], targets: Targets, context: WriteContext): Promise<WritePlan> {
  const inOrder = pending.length === 1 ? pending : pending.toSorted((a, b) => rank(a) - rank(b));
  const drafts = new Map<Pending, Draft>();
  for (const each of inOrder) {
    if (each.resource !== undefined) {
      drafts.set(each, await draftOf(each, each.resource, targets, context));
    } else if (each.current !== undefined) {
      targets.set({ ...each.current, deleted: true });
    }
  }
  checkReferences(drafts.values(), targets, context);
  await requireVersions([...drafts.values()], targets, context);
  checkDefinitions([...drafts.values()], context.parameters);
  const organisations = await context.organisations.find([...targets.organisationKeys(), ...unitOf(context.caller)]);
  const { caller, now, reach, parameters } = context;
  const rows: Row[] = [];
  const written: Written[] = Array.from({ length: pending.length });
  for (const each of inOrder) {
    const draft = drafts.get(each);
    if (draft === undefined) {
      const row = each.current && !each.current.deleted ? deletedRow(each.current, now, parameters) : undefined;
      if (row !== undefined) {
        rows.push(row);
      }
      written[each.index] = { result: 'deleted', stored: row ? storedOf(row) : neverThere(each) };
      continue;
    }
    const row = buildRow(draft, { caller: each.by ?? caller, now, targets, organisations, reach, parameters });
    const { current } = each;
    const anew = each.change.action === 'update' && each.change.anew === true;
    if (current !== undefined && !current.deleted && !anew && isUnchanged(row, current)) {
      written[each.index] = { result: 'unchanged', stored: storedOf({ ...current, body: current.body ?? '' }) };
      continue;
    }
    rows.push(row);
    targets.set(targetOf(row));
    if (row.organisation !== undefined) {
      const organisation = {
        key: row.key,
        id: row.id,
        careProvider: row.organisation.careProvider,
        walled: row.organisation.walled,
      };
      organisations.set(row.key, organisation);
      if (context.known !== undefined) {
        context.organisations.remember(organisation);
      }
    }
    written[each.index] = {
      result: current === undefined || current.deleted ? 'created' : 'updated',
      stored: storedOf(row),
    };
  }
  return { rows, written };
}

/** Key of the unit that a caller writes for. */
function unitOf(caller: Caller): number[] {
  const unit =
    caller.kind === 'staff' ? caller.assignment.careUnit : caller.kind === 'system' ? caller.careUnit : undefined;
  return unit === undefined ? [] : [unit.key];
}

/** As others in the same unit of work see it. */
function targetOf(row: Row): Target {
  const { type, id, key, patientKey, careUnit, careProvider, version, updated, patientVisible } = row;
  const deleted = false;
  return {
    type,
    id,
    key,
    patientKey,
    careUnit,
    careProvider,
    version,
    updated,
    deleted,
    patientVisible,
    protected: row.protected,
    indexed: row.indexed,
    body: null,
    visible: true,
  };
}

function isUnchanged(row: Row, current: Target): boolean {
  if (current.body === null) {
    return false;
  }
  // The new text, as if it were the current version.
  const asCurrent = row.body
    .replace(`"versionId":"${row.version}"`, `"versionId":"${current.version}"`)
    .replace(`"lastUpdated":"${row.updated}"`, `"lastUpdated":"${current.updated}"`);
  return isSameContent(asCurrent, current.body);
}

/** Gives a new resource its key and id, and makes it known to those that refer to it. */
async function draftOf(pending: Pending, resource: Resource, targets: Targets, context: WriteContext): Promise<Draft> {
  const { change, current } = pending;
  const type = resource.resourceType;
  const references = referencesOf(resource);
  if (current !== undefined) {
    targets.set({ ...current, deleted: false });
    const made = current.deleted ? madeBy.putNew : madeBy.put;
    return { resource, references, id: current.id, key: current.key, ownPatientKey: current.patientKey, current, made };
  }
  const given = change.action === 'create' ? change.id : change.action === 'update' ? change.id : undefined;
  let ownPatientKey = 0;
  if (type === 'Patient') {
    ownPatientKey = (change.action === 'create' ? change.patientKey : undefined) ?? (await context.keys.patient());
  }
  const patientKey = type === 'Patient' ? ownPatientKey : ownerOf(resource, targets);
  const id = given ?? newId(patientKey);
  const key = await context.keys.resource();
  targets.set({
    type,
    id,
    key,
    patientKey,
    careUnit: 0,
    careProvider: 0,
    version: 0,
    updated: context.now,
    deleted: false,
    patientVisible: true,
    protected: false,
    indexed: 0,
    body: null,
    visible: true,
  }); // prettier-ignore
  const made = change.action === 'create' && change.isLoaded !== true ? madeBy.post : madeBy.putNew;
  return { resource, references, id, key, ownPatientKey, current: undefined, made };
}

function checkReferences(drafts: Iterable<Draft>, targets: Targets, context: WriteContext): void {
  const issues: Issue[] = [];
  for (const { resource, references, current } of drafts) {
    // A kept Bundle is a document of its own: its entries refer to each other (https://hl7.org/fhir/R4/bundle.html#references).
    if (resource.resourceType === 'Bundle') continue;
    for (const { element, local } of references) {
      const isKept = (): boolean => current?.body?.includes(`"reference":"${element.reference}"`) === true;
      const problem = local
        ? leadsNowhere(local, { targets, isKept }, context)
        : isMalformed(element.reference)
          ? 'is no literal reference'
          : undefined;
      if (problem !== undefined && issues.length < 20) {
        const path = pathOf(resource, element);
        issues.push({
          severity: 'error',
          code: 'not-found',
          diagnostics: `${path}.reference ${problem}.`,
          expression: [path],
        });
      }
    }
  }
  if (issues.length > 0) {
    throw new Failure('invalid', 'The resource refers to something that does not exist.', { status: 422, issues });
  }
}

/** What the caller may not see is as if it did not exist, unless the resource referred to it before (`isKept`). */
function leadsNowhere(
  reference: LocalReference,
  { targets, isKept }: { targets: Targets; isKept: () => boolean },
  { isComing }: WriteContext,
): string | undefined {
  const target = targets.get(reference);
  if (target === undefined || (target.visible === false && !isKept())) {
    return isComing?.(`${reference.type}/${reference.id}`)
      ? undefined
      : `leads to ${reference.type}/${reference.id}, which does not exist`;
  }
  return target.deleted ? `leads to ${reference.type}/${reference.id}, which was deleted` : undefined;
}

/** Deleting what is not there, or no more, is done already (https://hl7.org/fhir/R4/http.html#delete). */
function neverThere({ change, current }: Pending): Written['stored'] {
  if (current !== undefined) {
    return storedOf({ ...current, body: '' });
  }
  const { type, id } = change as Extract<PlainChange, { action: 'delete' }>;
  return { type, id, key: 0, patientKey: 0, version: 0, updated: '', deleted: true, body: '' };
}
