/**
 * From changes to rows: fetches what they change and refer to, sets each against what is stored (pending.ts), holds it to what the record
 * lets nobody break (keep-*.ts), and refuses what would leave a reference to nothing. Nothing is written here; the rows carry the versions they replace, and the writing fails if those
 * have moved in between.
 */
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import type { Resource } from '@medplum/fhirtypes';
import { isSameContent } from './body.ts';
import { checkBeds } from './holds/check-beds.ts';
import { checkMeasures } from './holds/check-measures.ts';
import { checkTimes } from './holds/check-times.ts';
import { checkReferences } from './linking/check-references.ts';
import { conformance, type ConformanceContext } from './holds/conformance.ts';
import { buildRow, deletedRow, type Draft, type RowContext } from './rows/build-row.ts';
import { newId } from '../ids.ts';
import { withGivingIds } from './holds/givings/giving-slots.ts';
import { keepDrugKnowledge } from './holds/keep-drug-knowledge.ts';
import { keepGivings } from './holds/givings/keep-givings.ts';
import { keepAppointments } from './holds/keep-appointments.ts';
import { keepByStaff } from './holds/keep-by-staff.ts';
import { keepCounterSigning } from './holds/keep-counter-signing.ts';
import { keepLetters } from './holds/keep-letters.ts';
import { keepOpenings } from './holds/keep-openings.ts';
import { keepMeasures } from './holds/keep-measures.ts';
import { withMeasureIds } from './holds/measure-ids.ts';
import { keepOrders } from './holds/keep-orders.ts';
import { keepReports } from './holds/keep-reports.ts';
import { keepSigned } from './holds/keep-signed.ts';
import { keepSpecimens } from './holds/keep-specimens.ts';
import { keepStays } from './holds/keep-stays.ts';
import { keepTemplates } from './holds/keep-templates.ts';
import type { Keys } from './keys.ts';
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { keepDrugOrders } from './holds/drug-orders/keep-drug-orders.ts';
import type { Organisations } from './rows/organisations.ts';
import { ownerOf } from './linking/owner.ts';
import type { Queryable } from '../queryable.ts';
import type { KnownDrugs } from '../definitions/drug-knowledge.ts';
import type { Change, Written } from '../record.ts';
import { checkDefinitions } from '../reindex/check-definitions.ts';
import { answersCaller, withAnswers } from './holds/answers-to-see.ts';
import { namesIn, referencesOf } from '../references.ts';
import { asWritten, type Pending, pendingOf } from './pending.ts';
import { requireVersions } from './linking/require-versions.ts';
import { madeBy, type Row, storedOf } from './rows/row.ts';
import { type Target, Targets } from './linking/targets.ts';
import type { WhoSees } from './holds/who-sees.ts';

export interface WriteContext extends Omit<RowContext, 'targets' | 'organisations'>, ConformanceContext {
  visibility: Visibility;
  knownDrugs: KnownDrugs;
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
  const withIds = await withMeasureIds(await withGivingIds(changes, targets, context), targets, context);
  const { given, toSee } = await answersOf(withIds, targets, context);
  const pending = given.map((change, index) => pendingOf(change, index, targets));
  pending.forEach((each) => {
    keepSigned(each, context.caller);
    keepCounterSigning(each, pending, context.caller);
    keepOrders(each, context.caller);
    keepMeasures(each, pending, context.caller, targets);
    keepLetters(each, context.caller);
    keepOpenings(each, context.caller);
    keepReports(each, context.caller);
    keepTemplates(each, context.caller);
    keepDrugKnowledge(each, context.caller);
    keepByStaff(each, pending, context.caller);
    keepStays(each, context.caller);
    keepSpecimens(each, pending, targets, context.caller);
    keepAppointments(each, pending, targets, context.caller);
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
    await checkTimes(pending, { ...context, targets });
    await checkMeasures(pending, { ...context, targets });
    const written = pending.map(asWritten);
    await keepDrugOrders(written, { ...context, targets });
    await keepGivings(written, { ...context, targets });
  }
  const told = await conformance(pending, context);
  const plan = await rowsOf(pending, targets, context);
  if (context.isFirstFill !== true) await checkBeds(plan.rows, context);
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
  for (const name of namesToRead(changes)) {
    names.set(name, true);
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

/** What a resource is held to by what it names: a sample by its order, an appointment by its time, a measure by its plan. */
const heldTo: Readonly<Partial<Record<Resource['resourceType'], string>>> = {
  Specimen: 'ServiceRequest/',
  Appointment: 'Slot/',
  Task: 'CarePlan/',
};

function namesToRead(changes: readonly PlainChange[]): string[] {
  return changes.flatMap((change) => {
    const type = 'resource' in change ? heldTo[change.resource.resourceType] : undefined;
    return type !== undefined && 'resource' in change
      ? [...namesIn(change.resource)].filter((name) => name.startsWith(type))
      : [];
  });
}

function collectReferences(resource: Resource, names: Map<string, boolean>): void {
  for (const name of namesIn(resource)) {
    names.set(name, false);
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
      const draft = await draftOf(each, each.resource, targets, context);
      drafts.set(each, { ...draft, isOwnWork: each.by !== undefined });
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

/** Deleting what is not there, or no more, is done already (https://hl7.org/fhir/R4/http.html#delete). */
function neverThere({ change, current }: Pending): Written['stored'] {
  if (current !== undefined) {
    return storedOf({ ...current, body: '' });
  }
  const { type, id } = change as Extract<PlainChange, { action: 'delete' }>;
  return { type, id, key: 0, patientKey: 0, version: 0, updated: '', deleted: true, body: '' };
}
