/**
 * Social care providers (omsorgsgivare; 2022:913, 1 kap. 3 §): an Organization says by its type that it is one. The code is ours (docs/open-questions.md).
 */
import type { Organization } from '@medplum/fhirtypes';

const unitKind = 'https://vardkedjan.se/fhir/CodeSystem/unit-kind';

export function isSocialCareProvider({ type = [] }: Organization): boolean {
  return type.some(({ coding }) =>
    coding?.some(({ system, code }) => system === unitKind && code === 'social-care-provider'),
  );
}
