/** `ConceptMap/$translate`: http://hl7.org/fhir/R4/conceptmap-operation-translate.html */
import type { Coding, ConceptMap, ParametersParameter } from '@medplum/fhirtypes';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Match } from '@vardkedjan/fhir/terminology/translate.ts';
import { terminologyOf } from '../../../store/terminology/open-terminology.ts';
import type { Operation } from '../../operation.ts';
import { parametersAnswer, textPart } from '../parameters-answer.ts';
import { terms } from './terms.ts';
import type { OperationInput } from '../../input.ts';
import { instanceOf } from '../instance.ts';

export const conceptMapTranslate: Operation = {
  terms,
  act: 'read',
  async handle(asked, input) {
    const instance = await instanceOf<ConceptMap>(asked);
    const map = instance?.resource ?? input.resource<ConceptMap>('conceptMap') ?? canonicalOf(input);
    const [source, target, targetSystem] = [input.text('source'), input.text('target'), input.text('targetsystem')];
    if (map === undefined && (target ?? targetSystem) === undefined)
      throw new Failure('invalid', '$translate needs the concept map by url, or the target to translate into');
    const { result, message, matches } = await terminologyOf(asked.wiring.database).translate(map, codingsOf(input), {
      source,
      target,
      targetSystem,
      reverse: input.truth('reverse'),
      dependencies: input.parts('dependency').flatMap(dependencyOf),
    });
    return parametersAnswer(
      [
        { name: 'result', valueBoolean: result },
        textPart('message', 'valueString', message),
        ...matches.map(matchPart),
      ],
      instance?.stored,
    );
  },
};

function canonicalOf(input: OperationInput): string | undefined {
  const [url, version] = [input.text('url'), input.text('conceptMapVersion')];
  return url === undefined || version === undefined ? url : `${url}|${version}`;
}

function codingsOf(input: OperationInput): Coding[] {
  const [coding, concept, code, system] = [
    input.coding('coding'),
    input.concept('codeableConcept'),
    input.text('code'),
    input.text('system'),
  ];
  if ([coding, concept, code].filter((one) => one !== undefined).length !== 1)
    throw new Failure('invalid', '$translate needs one of code, coding and codeableConcept');
  if (code !== undefined && system === undefined)
    throw new Failure('invalid', '$translate needs the system of the code');
  const codings =
    coding !== undefined ? [coding] : (concept?.coding ?? [{ ...(system && { system }), ...(code && { code }) }]);
  return codings.filter((one) => one.code !== undefined);
}

function dependencyOf(parts: ParametersParameter[]): { element: string; code: string; system?: string | undefined }[] {
  const element = parts.find(({ name }) => name === 'element');
  const concept = parts.find(({ name }) => name === 'concept')?.valueCodeableConcept;
  const named = element?.valueUri ?? element?.valueString;
  if (named === undefined || concept === undefined)
    throw new Failure('invalid', 'A dependency needs its element and its concept');
  return (concept.coding ?? []).flatMap(({ code, system }) =>
    code === undefined ? [] : [{ element: named, code, system }],
  );
}

function matchPart({ equivalence, concept, product, source }: Match): ParametersParameter {
  return {
    name: 'match',
    part: [
      { name: 'equivalence', valueCode: equivalence },
      ...(concept === undefined ? [] : [{ name: 'concept', valueCoding: concept }]),
      ...product.map(({ element, concept: its }) => ({
        name: 'product',
        part: [
          { name: 'element', valueUri: element },
          { name: 'concept', valueCoding: its },
        ],
      })),
      ...(source === undefined ? [] : [{ name: 'source', valueUri: source }]),
    ],
  };
}
