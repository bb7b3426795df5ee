/**
 * What staff write is held, whichever way they write it, to what care/ says of it, where that asks for no more than what was there, what comes and who
 * writes: letters and files, drafts of forms, in whose name an entry is made, what patients ask to have renewed, reconciliations, risks.
 */
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { riskScoreFault } from '@vardkedjan/care/clinical/nursing/lawful-risk.ts';
import { verbalOrderFault } from '@vardkedjan/care/clinical/prescriptions/verbal-order.ts';
import { renewalFault } from '@vardkedjan/care/clinical/prescriptions/lawful-renewal.ts';
import { confirmedFault, reconciliationFault } from '@vardkedjan/care/clinical/reconciliation/lawful-reconciliation.ts';
import { documentFault } from '@vardkedjan/care/coordination/letters/lawful-document.ts';
import { formDraftFault } from '@vardkedjan/care/record-keeping/form-draft.ts';
import { ownNameFault } from '@vardkedjan/care/record-keeping/in-own-name.ts';
import { provenanceFault } from '@vardkedjan/care/record-keeping/lawful-provenance.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Resource } from '@medplum/fhirtypes';
import { resourceOf } from '../body.ts';
import type { Pending } from '../pending.ts';

/** `before` undefined: new; `after`: deleted; `practitioner`: `Practitioner/x`; `together`: what the unit of work writes; `name`: `Type/id`, where it has one. */
type Fault = (
  before: Resource | undefined,
  after: Resource | undefined,
  practitioner: string,
  together: readonly (Resource | undefined)[],
  name: string | undefined,
) => string | undefined;

const faults: Readonly<Partial<Record<Resource['resourceType'], readonly Fault[]>>> = {
  Binary: [documentFault],
  DocumentReference: [documentFault, formDraftFault],
  List: [reconciliationFault],
  MedicationStatement: [confirmedFault],
  Observation: [riskScoreFault],
  Provenance: [provenanceFault],
  Task: [renewalFault, verbalOrderFault],
};

export function keepByStaff({ change, resource, current }: Pending, all: readonly Pending[], caller: Caller): void {
  if (caller.kind !== 'staff') return;
  const type = resource?.resourceType ?? (current?.type as Resource['resourceType'] | undefined);
  const held = [...((type && faults[type]) ?? []), ownNameFault];
  const before = current === undefined || current.deleted ? undefined : resourceOf(current.body ?? '{}');
  const together = all.map((each) => each.resource);
  const name = change.id === undefined ? undefined : `${type}/${change.id}`;
  for (const faultOf of held) {
    const fault = faultOf(before, resource, `Practitioner/${caller.practitioner.id}`, together, name);
    if (fault !== undefined) throw new Failure('conflict', fault);
  }
}
