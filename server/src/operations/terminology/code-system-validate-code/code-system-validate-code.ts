/** `CodeSystem/$validate-code`: http://hl7.org/fhir/R4/codesystem-operation-validate-code.html */
import type { CodeSystem } from '@medplum/fhirtypes';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { terminologyOf } from '../../../store/terminology/open-terminology.ts';
import type { Operation } from '../../operation.ts';
import { codingsAsked, validatedAnswer, validateOneOf } from '../validated-answer.ts';
import { terms } from './terms.ts';
import { instanceOf } from '../instance.ts';

export const codeSystemValidateCode: Operation = {
  terms,
  act: 'read',
  async handle(asked, input) {
    const terminology = terminologyOf(asked.wiring.database);
    const instance = await instanceOf<CodeSystem>(asked);
    const codings = codingsAsked(input, 'url', 'version');
    const system =
      instance?.resource ?? input.resource<CodeSystem>('codeSystem') ?? input.text('url') ?? codings[0]?.system;
    if (system === undefined)
      throw new Failure('invalid', '$validate-code needs the code system: url, codeSystem, or a coding with one');
    const url = typeof system === 'string' ? system : system.url;
    const how = {
      date: input.day('date'),
      abstract: input.truth('abstract'),
      displayLanguage: input.text('displayLanguage'),
    };
    const validated = await validateOneOf(codings, async (coding) => {
      if (coding.system !== undefined && coding.system !== url)
        return { result: false, message: 'The code is of another code system' };
      const version = coding.version ?? input.text('version');
      const answer = await terminology.validateInSystem(system, { ...coding, version }, how);
      if (answer.unknown === 'code-system')
        throw new Failure('not-found', 'The code system is not known here, or its codes are not');
      return answer;
    });
    return validatedAnswer(validated, instance?.stored);
  },
};
