/**
 * Filters that mean something of their own in one code system: SNOMED CT's `constraint` (ECL) and reference sets
 * (http://hl7.org/fhir/R4/snomedct.html#4.3.1.0.5), LOINC's `ancestor` (http://hl7.org/fhir/R4/loinc.html#4.3.1.0.4).
 */
import { parseEcl } from './ecl.ts';
import { loincSystem, snomedSystem } from './implicit-value-set.ts';
import { type FilterOperator, memberOf, type Members } from './members.ts';

/** undefined: an ordinary filter. */
export function systemFilter(
  system: string,
  { property, op, value }: { property: string; op: FilterOperator; value: string },
): Members | undefined {
  if (system === snomedSystem) {
    if (property === 'constraint' && op === '=') return parseEcl(value);
    if (property === 'concept' && op === 'in') return { is: 'filter', property: memberOf, op: 'in', value };
  }
  if (system === loincSystem && property === 'ancestor' && op === '=')
    return { is: 'reach', direction: 'down', self: false, of: { is: 'codes', codes: [value] } };
  return undefined;
}
