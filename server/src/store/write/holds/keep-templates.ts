/** What notes were written and orders were made by stays as it was: whoever may change a unit's templates changes drafts, and publishes new versions. */
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import {
  isLawfulTemplate,
  isUnitTemplateType,
  type UnitTemplateResource,
} from '@vardkedjan/care/record-keeping/unit-template.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { resourceOf } from '../body.ts';
import type { Pending } from '../pending.ts';

export function keepTemplates({ current, resource }: Pending, caller: Caller): void {
  if (caller.kind === 'system' || current === undefined || !isUnitTemplateType(current.type) || current.deleted) return;
  if (!isLawfulTemplate(resourceOf(current.body ?? '') as UnitTemplateResource, resource)) {
    throw new Failure('conflict', 'The template has been published: a new version is made, this one is not changed.');
  }
}
