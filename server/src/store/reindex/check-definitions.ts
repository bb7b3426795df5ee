/**
 * SearchParameters that are about to be written, checked against those there are: one that would make no parameter, or one
 * that is there already, is refused with the element and a sentence (https://hl7.org/fhir/R4/searchparameter.html).
 */
import type { Resource, SearchParameter as Definition } from '@medplum/fhirtypes';
import { Failure, type Issue } from '@vardkedjan/fhir/outcome.ts';
import { addedParameters } from '@vardkedjan/fhir/search/added-parameters.ts';
import type { ParameterTable } from './parameter-table.ts';

interface Draft {
  resource: Resource;
  id: string;
}

/** `table`: as it is before the write. Those that are written together may be parts of each other. */
export function checkDefinitions(drafts: readonly Draft[], table: ParameterTable): void {
  const written = drafts.filter(
    (draft): draft is Draft & { resource: Definition } => draft.resource.resourceType === 'SearchParameter',
  );
  if (written.length === 0) return;
  const beside = new Map(written.map(({ resource }) => [resource.url, resource]));
  const rewritten = new Set(written.map(({ id }) => id));
  const taken = new Set<string>();
  for (const parameter of table.added())
    if (!rewritten.has(table.originOf(parameter) ?? '')) taken.add(`${parameter.owner} ${parameter.code}`);
  const issues: Issue[] = [];
  for (const { resource } of written) {
    const found = addedParameters(resource, (url) => beside.get(url) ?? table.definitions.get(url));
    issues.push(...found.issues);
    const clash = found.parameters.find(({ owner, code }) => taken.has(`${owner} ${code}`));
    if (clash !== undefined) issues.push(taking(clash.owner));
    for (const { owner, code } of found.parameters) taken.add(`${owner} ${code}`);
  }
  if (issues.length > 0) throw new Failure('invalid', 'The search parameter cannot be used.', { status: 422, issues });
}

function taking(type: string): Issue {
  return {
    severity: 'error',
    code: 'duplicate',
    diagnostics: `Another SearchParameter has made a search parameter of this name for ${type}.`,
    expression: ['SearchParameter.code'],
  };
}
