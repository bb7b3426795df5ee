/** The answer of both `$validate-code`: http://hl7.org/fhir/R4/valueset-operation-validate-code.html */
import type { Coding } from '@medplum/fhirtypes';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Answer } from '../../http/answer.ts';
import type { Stored } from '../../store/record.ts';
import type { Validated } from '../../store/terminology/terminology.ts';
import { parametersAnswer, textPart } from './parameters-answer.ts';
import type { OperationInput } from '../input.ts';

/** What is not known is no yes: the message says that it could not be known. */
export function validatedAnswer({ result, message, display }: Validated, stored?: Stored): Answer {
  return parametersAnswer(
    [
      { name: 'result', valueBoolean: result === true },
      textPart('message', 'valueString', message),
      textPart('display', 'valueString', display),
    ],
    stored,
  );
}

/** The codings that are asked about. Fails with `invalid` unless they are given in one way. */
export function codingsAsked(input: OperationInput, systemName: string, versionName: string): Coding[] {
  const [coding, concept, code] = [input.coding('coding'), input.concept('codeableConcept'), input.text('code')];
  if ([coding, concept, code].filter((one) => one !== undefined).length !== 1)
    throw new Failure('invalid', '$validate-code needs one of code, coding and codeableConcept');
  if (coding !== undefined) return [coding];
  if (concept !== undefined) return concept.coding ?? [];
  const [system, version, display] = [input.text(systemName), input.text(versionName), input.text('display')];
  return [
    {
      ...(system !== undefined && { system }),
      ...(version !== undefined && { version }),
      ...(code !== undefined && { code }),
      ...(display !== undefined && { display }),
    },
  ];
}

/** One that is valid is enough; else the first answer says why not. */
export async function validateOneOf(
  codings: readonly Coding[],
  validate: (coding: Coding & { code: string }) => Promise<Validated>,
): Promise<Validated> {
  const answers: Validated[] = [];
  for (const coding of codings) {
    if (coding.code === undefined) continue;
    const answer = await validate({ ...coding, code: coding.code });
    if (answer.result === true) return answer;
    answers.push(answer);
  }
  return answers[0] ?? { result: false, message: 'There is no code' };
}
