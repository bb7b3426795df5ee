/** `ValueSet/$validate-code`: http://hl7.org/fhir/R4/valueset-operation-validate-code.html */
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { terminologyOf } from '../../../store/terminology/open-terminology.ts';
import type { Operation } from '../../operation.ts';
import { codingsAsked, validatedAnswer, validateOneOf } from '../validated-answer.ts';
import { valueSetAsked } from '../value-set-asked.ts';
import { terms } from './terms.ts';

export const valueSetValidateCode: Operation = {
  terms,
  act: 'read',
  async handle(asked, input) {
    const terminology = terminologyOf(asked.wiring.database);
    const { valueSet, stored } = await valueSetAsked(asked, input);
    const how = {
      date: input.day('date'),
      abstract: input.truth('abstract'),
      displayLanguage: input.text('displayLanguage'),
    };
    const infer = input.truth('inferSystem') === true;
    const validated = await validateOneOf(codingsAsked(input, 'system', 'systemVersion'), async (coding) => {
      if (coding.system === undefined && !infer) {
        if (input.text('code') !== undefined)
          throw new Failure('invalid', '$validate-code needs the system of the code, or inferSystem');
        return { result: false, message: 'A coding without its code system is in no value set' };
      }
      const answer = await terminology.validateCode(valueSet, coding, how);
      if (answer.unknown === 'value-set') throw new Failure('not-found', answer.message ?? '');
      return answer;
    });
    return validatedAnswer(validated, stored);
  },
};
