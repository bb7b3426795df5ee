/** The operations that are served. */
import type { Interaction } from '../interactions/interaction.ts';
import { interactions } from '../interactions/interactions.ts';
import { definitionId, type Operation, operationDefinition, routeOf } from './operation.ts';
import { encounterEverything } from './encounter-everything/encounter-everything.ts';
import { patientAccessLog } from './patient-access-log/patient-access-log.ts';
import { patientChart } from './patient-chart/patient-chart.ts';
import { patientEverything } from './patient-everything/patient-everything.ts';
import { patientStateRelation } from './patient-state-relation/patient-state-relation.ts';
import { patientTextSearch } from './patient-text-search/patient-text-search.ts';
import { questionnaireResponseCorrect } from './questionnaire-response-correct/questionnaire-response-correct.ts';
import { questionnaireResponseSign } from './questionnaire-response-sign/questionnaire-response-sign.ts';
import { searchParameterReindex, searchParameterReindexStatus } from './search-parameter-reindex/search-parameter-reindex.ts';
import { resourceMeta, resourceMetaAdd, resourceMetaDelete } from './resource-meta/resource-meta.ts';
import { resourceValidate } from './resource-validate/resource-validate.ts';
import { terminologyOperations } from './terminology/terminology-operations.ts';

export const operations: readonly Operation[] = [
  patientChart,
  patientEverything,
  encounterEverything,
  patientTextSearch,
  patientAccessLog,
  patientStateRelation,
  questionnaireResponseSign,
  questionnaireResponseCorrect,
  resourceValidate,
  resourceMeta,
  resourceMetaAdd,
  resourceMetaDelete,
  ...terminologyOperations,
  searchParameterReindex,
  searchParameterReindexStatus,
];

/** The same as interactions, so that they pass the same pipeline. */
export const operationInteractions: readonly Interaction[] = operations.map(({ terms, act, concerns, handle }) => ({
  code: `$${terms.code}`,
  act,
  level: terms.instance ? 'instance' : 'type',
  routes: [routeOf(terms), ...(terms.also ?? [])],
  ...(terms.type !== 'Resource' && { type: terms.type }),
  ...(concerns !== undefined && { concerns }),
  affectsState: terms.affectsState,
  handle,
}));

/** All that asks of the record. */
export const served: readonly Interaction[] = [...interactions, ...operationInteractions];

/** Their definitions, to be read by everybody. */
export const definitionReads: readonly Interaction[] = operations
  .filter(({ terms }) => terms.standard === undefined)
  .map(({ terms }) => ({
    code: 'read',
    act: 'read',
    level: 'instance',
    routes: [{ method: 'GET', path: `/OperationDefinition/${definitionId(terms)}` }],
    handle: async () => ({ status: 200, text: JSON.stringify(operationDefinition(terms)), shown: [] }),
  }));
