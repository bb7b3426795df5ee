/** A change against what is stored now: its preconditions hold, and what it makes of the resource is known. */
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Resource } from '@medplum/fhirtypes';
import { resourceOf } from './body.ts';
import type { PlainChange } from './plan-write.ts';
import type { Target, Targets } from './linking/targets.ts';

export interface Pending {
  change: PlainChange;
  index: number;
  /** undefined: deleted. */
  resource: Resource | undefined;
  current: Target | undefined;
  /** Whose the change is, where it is not the one's who writes the rest. */
  by?: Caller;
}

export function asWritten({ change, index, resource, current }: Pending) {
  const type = change.action === 'create' || change.action === 'update' ? change.resource.resourceType : change.type;
  const before = current === undefined || current.deleted ? undefined : (current.body ?? undefined);
  return {
    type,
    id: change.id,
    index,
    resource,
    before,
    ifMatch: change.action === 'create' ? undefined : change.ifMatch,
    isCreate: change.action === 'create',
  };
}

/** The change against what is stored now. */
export function pendingOf(change: PlainChange, index: number, targets: Targets, by?: Caller): Pending {
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
