/** The operations that are served. */
import type { Interaction } from '../interactions/interaction.ts';
import { interactions } from '../interactions/interactions.ts';
import { inputOf } from './input.ts';
import { type Operation, routesOf } from './operation.ts';
import { auditEventAccessLog } from './audit-event-access-log/audit-event-access-log.ts';
import { sharingOperations } from './shared-records/shared-records.ts';
import { bookingOperations } from './bookings/bookings.ts';
import { blockOperations } from './blocks/blocks.ts';
import { encounterEverything } from './encounter-everything/encounter-everything.ts';
import { logReviewOperations } from './log-review/log-review.ts';
import { patientAccessLog } from './patient-access-log/patient-access-log.ts';
import { patientCareUnits } from './patient-care-units/patient-care-units.ts';
import { patientChart } from './patient-chart/patient-chart.ts';
import { patientChildren } from './patient-children/patient-children.ts';
import { patientEverything } from './patient-everything/patient-everything.ts';
import { patientHandOut } from './patient-hand-out/patient-hand-out.ts';
import { patientLink, patientUnlink } from './patient-link/patient-link.ts';
import { patientOnlineAccess } from './patient-online-access/patient-online-access.ts';
import { patientOnlineDecisions } from './patient-online-access/patient-online-decisions.ts';
import { patientPrint } from './patient-print/patient-print.ts';
import { patientRegisterUnknown } from './patient-register-unknown/patient-register-unknown.ts';
import { patientStateRelation } from './patient-state-relation/patient-state-relation.ts';
import { patientTextSearch } from './patient-text-search/patient-text-search.ts';
import { favouriteOperations } from './favourites/favourites.ts';
import { quickTextOperations } from './quick-texts/quick-texts.ts';
import { qualityRegisterOperations } from './quality-registers/quality-registers.ts';
import { questionnaireResponseCorrect } from './questionnaire-response-correct/questionnaire-response-correct.ts';
import { counterSigningOperations } from './questionnaire-response-countersign/questionnaire-response-countersign.ts';
import { questionnaireResponseNoteDissent } from './questionnaire-response-note-dissent/questionnaire-response-note-dissent.ts';
import { questionnaireResponseSign } from './questionnaire-response-sign/questionnaire-response-sign.ts';
import {
  searchParameterReindex,
  searchParameterReindexStatus,
} from './search-parameter-reindex/search-parameter-reindex.ts';
import { resourceErase } from './resource-erase/resource-erase.ts';
import { resourceMeta, resourceMetaAdd, resourceMetaDelete } from './resource-meta/resource-meta.ts';
import { resourceValidate } from './resource-validate/resource-validate.ts';
import { renewalOperations } from './renewal-requests/renewal-requests.ts';
import { riskReportOperations } from './risk-reports/risk-reports.ts';
import { delegationOperations } from './delegations/delegations.ts';
import { communicationNoticeRead } from './notices/notice-read.ts';
import { letterOperations } from './letters/letters.ts';
import { liftRequestOperations } from './lift-requests/lift-requests.ts';
import { terminologyOperations } from './terminology/terminology-operations.ts';

export const operations: readonly Operation[] = [
  patientChart,
  patientCareUnits,
  patientEverything,
  encounterEverything,
  patientTextSearch,
  patientAccessLog,
  auditEventAccessLog,
  ...logReviewOperations,
  patientStateRelation,
  patientRegisterUnknown,
  patientLink,
  patientUnlink,
  patientChildren,
  patientOnlineAccess,
  patientOnlineDecisions,
  ...blockOperations,
  ...sharingOperations,
  ...liftRequestOperations,
  ...qualityRegisterOperations,
  ...renewalOperations,
  ...riskReportOperations,
  ...bookingOperations,
  ...letterOperations,
  communicationNoticeRead,
  ...quickTextOperations,
  ...delegationOperations,
  ...favouriteOperations,
  patientPrint,
  patientHandOut,
  resourceErase,
  questionnaireResponseSign,
  questionnaireResponseCorrect,
  questionnaireResponseNoteDissent,
  ...counterSigningOperations,
  resourceValidate,
  resourceMeta,
  resourceMetaAdd,
  resourceMetaDelete,
  ...terminologyOperations,
  searchParameterReindex,
  searchParameterReindexStatus,
];

/** The same as interactions, so that they pass the same pipeline: what they are called with is checked before all else. */
export const operationInteractions: readonly Interaction[] = operations.map((operation) => {
  const { terms, act } = operation;
  return {
    code: `$${terms.code}`,
    act,
    level: terms.levels[0] ?? 'system',
    routes: routesOf(terms),
    ...(terms.type !== 'Resource' && { type: terms.type }),
    affectsState: terms.affectsState,
    concerns: (asked) => operation.concerns?.(asked, inputOf(asked, terms)) ?? [],
    handle: (asked) => operation.handle(asked, inputOf(asked, terms)),
  };
});

/** All that asks of the record. */
export const served: readonly Interaction[] = [...interactions, ...operationInteractions];
