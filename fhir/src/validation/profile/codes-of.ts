/** The codes of a coded element, whatever its type: http://hl7.org/fhir/R4/terminologies.html#code. */
import { isJson, type Item, type Json } from './item.ts';
import type { Code } from './knowledge.ts';

/** A Quantity's code is its unit's. */
export function codesOf({ value }: Item): Code[] {
  if (typeof value === 'string') return [{ code: value }];
  if (!isJson(value)) return [];
  const codings: unknown[] = Array.isArray(value['coding']) ? value['coding'] : [value];
  return codings.filter(isJson).flatMap(codeOf);
}

function codeOf({ system, code, version, display }: Json): Code[] {
  if (typeof code !== 'string') return [];
  return [
    {
      code,
      system: typeof system === 'string' ? system : '',
      ...(typeof version === 'string' && { version }),
      ...(typeof display === 'string' && { display }),
    },
  ];
}
