/** `CodeSystem/$lookup`: http://hl7.org/fhir/R4/codesystem-operation-lookup.html */
import type { ParametersParameter } from '@medplum/fhirtypes';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Concept, ConceptProperty } from '@vardkedjan/fhir/terminology/concept.ts';
import { displayIn } from '../../../store/terminology/display-in.ts';
import { terminologyOf } from '../../../store/terminology/open-terminology.ts';
import type { Operation } from '../../operation.ts';
import { parametersAnswer, textPart } from '../parameters-answer.ts';
import { terms } from './terms.ts';

export const codeSystemLookup: Operation = {
  terms,
  act: 'read',
  async handle(asked, input) {
    const coding = input.coding('coding');
    const [system, code] = [coding?.system ?? input.text('system'), coding?.code ?? input.text('code')];
    if (system === undefined || code === undefined)
      throw new Failure('invalid', '$lookup needs a code and its system, or a coding with both');
    const { about, concept } = await terminologyOf(asked.wiring.database).lookup(system, code, {
      version: coding?.version ?? input.text('version'),
      date: input.day('date'),
    });
    const wanted = input.texts('property');
    const wants = (name: string): boolean => wanted.length === 0 || wanted.includes(name);
    const language = input.text('displayLanguage');
    return parametersAnswer([
      { name: 'name', valueString: about.name },
      textPart('version', 'valueString', about.version),
      { name: 'display', valueString: displayIn(concept, language, about.language) ?? concept.code },
      ...(wants('designation') ? designationsOf(concept) : []),
      ...propertiesOf(concept)
        .filter(({ code: name }) => wants(name))
        .map(propertyPart),
    ]);
  },
};

function designationsOf({ designations }: Concept): ParametersParameter[] {
  return designations.map(({ language, use, value }) => ({
    name: 'designation',
    part: [
      ...(language === undefined ? [] : [{ name: 'language', valueCode: language }]),
      ...(use === undefined ? [] : [{ name: 'use', valueCoding: use }]),
      { name: 'value', valueString: value },
    ],
  }));
}

/** Those of the code system itself, and those that every one has (http://hl7.org/fhir/R4/codesystem.html#defined-props). */
function propertiesOf({ definition, active, abstract, parents, children, properties }: Concept): ConceptProperty[] {
  const hierarchy = new Set(['parent', 'child', 'inactive', 'notSelectable']);
  return [
    { code: 'inactive', type: 'boolean', value: !active },
    ...(abstract ? [{ code: 'notSelectable', type: 'boolean', value: true }] : []),
    ...(definition === undefined ? [] : [{ code: 'definition', type: 'string', value: definition }]),
    ...parents.map((value) => ({ code: 'parent', type: 'code', value })),
    ...children.map((value) => ({ code: 'child', type: 'code', value })),
    ...properties.filter(({ code }) => !hierarchy.has(code)),
  ];
}

function propertyPart({ code, type, value }: ConceptProperty): ParametersParameter {
  const key = `value${type.charAt(0).toUpperCase()}${type.slice(1)}`;
  return {
    name: 'property',
    part: [
      { name: 'code', valueCode: code },
      { name: 'value', [key]: value },
    ],
  };
}
