/** An answer that staff sign goes with its signer and its hash, and is corrected, not written over, whichever way it is written. */
import { createHash } from 'node:crypto';
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { reportFault } from '@vardkedjan/care/coordination/orders/answering/lawful-report.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { DiagnosticReport, Resource } from '@medplum/fhirtypes';
import { resourceOf } from '../body.ts';
import type { Pending } from '../pending.ts';

const hashOf = (text: string): string => createHash('sha1').update(text, 'utf8').digest('base64');

export function keepReports({ resource, current }: Pending, caller: Caller): void {
  if (caller.kind !== 'staff') return;
  const before = current === undefined || current.deleted ? undefined : resourceOf(current.body ?? '{}');
  const fault = reportFault({
    before: reportIn(before),
    after: reportIn(resource),
    practitioner: `Practitioner/${caller.practitioner.id}`,
    hashOf,
  });
  if (fault !== undefined) throw new Failure('conflict', fault);
}

const reportIn = (resource: Resource | undefined): DiagnosticReport | undefined =>
  resource?.resourceType === 'DiagnosticReport' ? resource : undefined;
