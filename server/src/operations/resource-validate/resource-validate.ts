/** `POST [type]/$validate`: http://hl7.org/fhir/R4/resource-operation-validate.html */
import { outcomeOf } from '@vardkedjan/fhir/outcome.ts';
import { validate } from '@vardkedjan/fhir/validation/validate.ts';
import type { Asked } from '../../http/asked.ts';
import type { Operation } from '../operation.ts';
import { bodyParameters, queryParameters } from '../parameters.ts';
import { terms } from './terms.ts';

export const resourceValidate: Operation = {
  terms,
  act: 'read',
  async handle(asked) {
    queryParameters(asked, terms);
    const issues = validate(resourceOf(asked));
    const fine = {
      severity: 'information' as const,
      code: 'informational' as const,
      diagnostics: 'The resource is valid',
    };
    return { status: 200, text: JSON.stringify(outcomeOf(issues.length > 0 ? issues : [fine])), shown: [] };
  },
};

function resourceOf(asked: Asked): unknown {
  const body = asked.body as { resourceType?: unknown } | null;
  const wrapped = body?.resourceType === 'Parameters' && asked.type !== 'Parameters';
  return wrapped ? bodyParameters(asked, terms).get('resource')?.resource : asked.resource;
}
