/** The operations of R4's terminology service (http://hl7.org/fhir/R4/terminology-service.html). `$closure` is not among them. */
import type { Operation } from '../operation.ts';
import { codeSystemLookup } from './code-system-lookup/code-system-lookup.ts';
import { codeSystemSubsumes } from './code-system-subsumes/code-system-subsumes.ts';
import { codeSystemValidateCode } from './code-system-validate-code/code-system-validate-code.ts';
import { conceptMapTranslate } from './concept-map-translate/concept-map-translate.ts';
import { valueSetExpand } from './value-set-expand/value-set-expand.ts';
import { valueSetValidateCode } from './value-set-validate-code/value-set-validate-code.ts';

export const terminologyOperations: readonly Operation[] = [
  codeSystemLookup,
  codeSystemValidateCode,
  codeSystemSubsumes,
  valueSetExpand,
  valueSetValidateCode,
  conceptMapTranslate,
];
