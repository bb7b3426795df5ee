/**
 * What staff may write of a resident's request that a prescription be renewed: that it is renewed, or declined with a reason. That it was asked for
 * is the resident's own to say ($ask-renewal).
 */
import type { Resource, Task } from '@medplum/fhirtypes';
import { canonicalJson } from '../../record-keeping/note-items.ts';
import { renewalStateOf, renewalTask } from './renewal-request.ts';

const isRenewal = (resource: Resource | undefined): resource is Task =>
  resource?.resourceType === 'Task' &&
  (resource.code?.coding?.some(({ system, code }) => system === renewalTask.system && code === renewalTask.code) ??
    false);

/** Why it may not be written so, as a sentence; undefined: it may. */
export function renewalFault(before: Resource | undefined, after: Resource | undefined): string | undefined {
  if (!isRenewal(before)) return isRenewal(after) ? 'It is the patient who asks for a renewal.' : undefined;
  if (!isRenewal(after) || asked(before) !== asked(after)) return 'What the patient has asked for is not changed.';
  const state = renewalStateOf(after);
  if (state === undefined) return 'What is asked for waits, is renewed or is declined.';
  return state === 'declined' && !after.statusReason?.text?.trim()
    ? 'What is asked for is declined with a reason, which the patient reads.'
    : undefined;
}

/** All but how it is answered, and who answers. */
function asked({
  meta: _m,
  id: _i,
  status: _s,
  statusReason: _r,
  lastModified: _l,
  owner: _o,
  ...request
}: Task): string {
  return canonicalJson(request);
}
