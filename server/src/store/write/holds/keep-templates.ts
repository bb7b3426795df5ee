/** What notes were written by stays as it was: whoever may change a unit's templates changes drafts, and publishes new versions. */
import type { Questionnaire } from '@medplum/fhirtypes';
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { isLawfulTemplate } from '@vardkedjan/care/record-keeping/unit-template.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { resourceOf } from '../body.ts';
import type { Pending } from '../pending.ts';

export function keepTemplates({ current, resource }: Pending, caller: Caller): void {
  if (caller.kind === 'system' || current?.type !== 'Questionnaire' || current.deleted) return;
  if (!isLawfulTemplate(resourceOf(current.body ?? '') as Questionnaire, resource)) {
    throw new Failure('conflict', 'The template has been published: a new version is made, this one is not changed.');
  }
}
