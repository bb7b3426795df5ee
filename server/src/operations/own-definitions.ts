/**
 * What this server says of itself in resources: an OperationDefinition of each operation, the compartments it searches
 * (http://hl7.org/fhir/R4/compartmentdefinition.html), the search parameters that it has beside R4's, and the form of a needs-and-risk analysis. They stand in the store like any others, so that they are searched and paged
 * with them; each start writes what differs and retires what is no longer
 * served, and nobody else changes them. They are read without signing in.
 */
import type { CompartmentDefinition, OperationDefinition, Questionnaire, SearchParameter } from '@medplum/fhirtypes';
import { analysisQuestionnaire } from '@vardkedjan/care/access/needs-and-risks/form.ts';
import { keptByParameter } from '@vardkedjan/care/coordination/orders/kept-by.ts';
import type { SystemCaller } from '@vardkedjan/care/access/caller.ts';
import compartments from '@vardkedjan/fhir/r4/generated/compartment-definitions.json' with { type: 'json' };
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import type { Interaction } from '../interactions/interaction.ts';
import { read } from '../interactions/read.ts';
import type { Database } from '../store/database.ts';
import { openRecord } from '../store/open-record.ts';
import { operationDefinition, ownOperations } from './operation.ts';
import { operations } from './operations.ts';

const keeper: SystemCaller = { kind: 'system', id: 'definitions', name: 'What the server says of itself' };

type Own = (CompartmentDefinition | OperationDefinition | Questionnaire | SearchParameter) & { id: string };

const ownDefinitions: readonly Own[] = [
  ...operations.map(({ terms }) => operationDefinition(terms)),
  ...(Object.values(compartments) as Own[]),
  analysisQuestionnaire,
  keptByParameter,
];

/** Their names, as in `OperationDefinition/Patient-chart`. */
export const kept: ReadonlySet<string> = new Set(ownDefinitions.map(({ resourceType, id }) => `${resourceType}/${id}`));

export async function keepDefinitions(database: Database): Promise<void> {
  const record = openRecord(database, keeper);
  const before = parseSearch(
    'OperationDefinition',
    [
      ['url:below', ownOperations],
      ['_count', '1000'],
    ],
    { lenient: false },
  );
  const retired = (await record.search(before)).matches
    .filter(({ id }) => !kept.has(`OperationDefinition/${id}`))
    .map(({ body }): Own => ({ ...(JSON.parse(body) as Own), status: 'retired' }));
  await record.write(
    [...ownDefinitions, ...retired].map((resource) => ({ action: 'update' as const, resource, id: resource.id })),
  );
}

export const definitionReads: readonly Interaction[] = ownDefinitions.map(({ resourceType, id }) => ({
  ...read,
  type: resourceType,
  routes: [{ method: 'GET', path: `/${resourceType}/${id}` }],
  handle: (asked) => read.handle(asked.of(id, asked.wiring.openRecord(keeper))),
}));
