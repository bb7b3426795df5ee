/**
 * Required bindings: http://hl7.org/fhir/R4/terminologies.html#required. The codes come with R4's own definitions. Value sets over
 * systems that R4 does not list (UCUM, a LOINC answer list) are not checked here; currencies and media types by their form.
 */
import { isPrimitiveType } from '../r4/element-table.ts';
import lists from '../r4/generated/code-lists.json' with { type: 'json' };

/** What is wrong with a coded value, as the end of a sentence, or undefined. */
export type CodeCheck = (value: unknown) => string | undefined;

const table = lists as Record<string, Record<string, string[]>>;
/** By value set: the form of its codes, and what they are. */
const forms: Record<string, [form: RegExp, what: string]> = {
  'http://hl7.org/fhir/ValueSet/currencies': [/^[A-Z]{3}$/, 'must be a currency of ISO 4217'],
  // RFC 6838, with parameters; a CapabilityStatement also says xml, json and ttl (http://hl7.org/fhir/R4/capabilitystatement.html).
  'http://hl7.org/fhir/ValueSet/mimetypes': [
    /^(?:xml|json|ttl|[A-Za-z0-9][\w!#$&^.+-]{0,126}\/[A-Za-z0-9*][\w!#$&^.+-]{0,126}(?:\s*;.+)?)$/,
    'must be a media type',
  ],
};

/** undefined when the value set cannot be checked, or the type is not coded. */
export function codeCheck(valueSet: string, type: string): CodeCheck | undefined {
  const byForm = forms[valueSet];
  if (byForm !== undefined && isPrimitiveType(type)) {
    const [form, what] = byForm;
    return (value) => (form.test(String(value)) ? undefined : what);
  }
  const systems = table[valueSet];
  if (systems === undefined) return undefined;
  const name = valueSet.slice(valueSet.lastIndexOf('/') + 1);
  const wrong = `must have a code of the value set ${name}`;
  const codes = new Set(Object.values(systems).flat());
  const codings = new Set(Object.entries(systems).flatMap(([system, list]) => list.map((code) => `${system}|${code}`)));
  const fits = (coding: unknown): boolean =>
    isObject(coding) && codings.has(`${String(coding['system'])}|${String(coding['code'])}`);
  if (type === 'CodeableConcept') return (value) => conceptFault(value, fits, wrong);
  if (type === 'Coding') return (value) => (fits(value) || onlyExtended(value, 'code') ? undefined : wrong);
  if (!isPrimitiveType(type)) return undefined;
  return (value) => (typeof value === 'string' && codes.has(value) ? undefined : wrong);
}

function conceptFault(value: unknown, fits: (coding: unknown) => boolean, wrong: string): string | undefined {
  if (!isObject(value) || onlyExtended(value, 'coding')) return undefined;
  const codings = value['coding'];
  return Array.isArray(codings) && codings.some(fits) ? undefined : wrong;
}

/** No code at all but an extension that says why: as FHIR allows it. */
function onlyExtended(value: unknown, name: string): boolean {
  return (
    isObject(value) &&
    value[name] === undefined &&
    (value['extension'] !== undefined || value[`_${name}`] !== undefined)
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
