/** A body that may be stored: valid by R4's base definitions (http://hl7.org/fhir/R4/http.html#create), or refused with every issue. */
import type { Resource } from '@medplum/fhirtypes';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { validate } from '@vardkedjan/fhir/validation/validate.ts';
import type { Asked } from '../../http/asked.ts';

/** Fails with 400 when the body is no resource, with 422 when it is one that breaks R4's rules. */
export function requireValid(asked: Asked): Resource {
  const { resource } = asked;
  requireValidResource(resource);
  return resource;
}

const checked = new WeakSet<Resource>();

export function requireValidResource(resource: Resource): void {
  if (checked.has(resource)) return;
  const issues = validate(resource);
  if (issues.some(({ severity }) => severity === 'error' || severity === 'fatal')) {
    throw new Failure('invalid', 'The resource breaks rules of FHIR R4', { issues, status: 422 });
  }
  checked.add(resource);
}
