/** `ValueSet/$expand`: http://hl7.org/fhir/R4/valueset-operation-expand.html */
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Expanding } from '../../../store/terminology/expand.ts';
import { terminologyOf } from '../../../store/terminology/open-terminology.ts';
import type { Operation } from '../../operation.ts';
import { terms } from './terms.ts';
import { valueSetAsked } from '../value-set-asked.ts';
import type { OperationInput } from '../../input.ts';

const longestFilter = 200;

export const valueSetExpand: Operation = {
  terms,
  act: 'read',
  async handle(asked, input) {
    const { valueSet, stored } = await valueSetAsked(asked, input);
    const expansion = await terminologyOf(asked.wiring.database).expand(valueSet, expandingOf(input));
    return { status: 200, text: JSON.stringify(expansion), shown: stored === undefined ? [] : [stored] };
  },
};

function expandingOf(input: OperationInput): Expanding {
  const filter = input.text('filter');
  if (filter !== undefined && filter.length > longestFilter)
    throw new Failure('invalid', `filter must be at most ${longestFilter} characters`);
  return {
    filter,
    date: input.day('date'),
    offset: input.number('offset'),
    count: input.number('count'),
    includeDesignations: input.truth('includeDesignations'),
    designations: input.texts('designation'),
    includeDefinition: input.truth('includeDefinition'),
    activeOnly: input.truth('activeOnly'),
    excludeNested: input.truth('excludeNested'),
    excludeNotForUI: input.truth('excludeNotForUI'),
    displayLanguage: input.text('displayLanguage'),
    excludeSystems: input.texts('exclude-system'),
    versions: {
      open: input.texts('system-version'),
      check: input.texts('check-system-version'),
      force: input.texts('force-system-version'),
    },
  };
}
