/** The answer of an operation as Parameters (http://hl7.org/fhir/R4/parameters.html). */
import type { ParametersParameter } from '@medplum/fhirtypes';
import type { Answer } from '../../http/answer.ts';
import type { Stored } from '../../store/record.ts';

export function parametersAnswer(parameter: readonly (ParametersParameter | undefined)[], stored?: Stored): Answer {
  const present = parameter.filter((one) => one !== undefined);
  return {
    status: 200,
    text: JSON.stringify({ resourceType: 'Parameters', parameter: present }),
    shown: stored === undefined ? [] : [stored],
  };
}

export function textPart(
  name: string,
  key: 'valueString' | 'valueCode' | 'valueUri',
  value: string | undefined,
): ParametersParameter | undefined {
  return value === undefined ? undefined : { name, [key]: value };
}
