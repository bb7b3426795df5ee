/** Rules that R4 states in words only, by type. They are looked at when the structure is sound. */
import { checkBundle } from './bundle-check.ts';
import { checkConditions, checkSearchParameter, checkSlicing, checkStatedParameter } from './definition-rules.ts';
import type { Rule } from './rules.ts';

type Json = Record<string, unknown>;

const byType: Record<string, Rule> = {
  Bundle: (bundle, run) => checkBundle(bundle as Json, run),
  SearchParameter: (parameter, run) => checkSearchParameter(parameter as Json, run),
  'CapabilityStatement.rest.resource.searchParam': (stated, run) => checkStatedParameter(stated as Json, run),
  Questionnaire: (form, run) => checkConditions(form as Json, run),
  StructureDefinition: (definition, run) => checkSlicing(definition as Json, run),
  Attachment: (attachment, run) => {
    const fault = sizeFault(attachment as Json);
    if (fault !== undefined) run.reportAt('size', 'value', fault);
  },
};

export function ownRules(type: string): Rule[] {
  const rule = byType[type];
  return rule === undefined ? [] : [rule];
}

/** http://hl7.org/fhir/R4/datatypes-definitions.html#Attachment.size: the number of bytes of the data, before they are base64. */
function sizeFault({ data, size }: Json): string | undefined {
  if (typeof data !== 'string' || typeof size !== 'number') return undefined;
  const letters = data.replace(/[\s=]+/g, '').length;
  return Math.floor((letters * 3) / 4) === size ? undefined : 'must be the number of bytes in the data';
}
