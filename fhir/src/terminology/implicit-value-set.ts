/**
 * Value sets that need not be stored, because their URL says what is in them: all of a code system (its `valueSet`), SNOMED CT's
 * (http://hl7.org/fhir/R4/snomedct.html#implicit) and LOINC's (http://hl7.org/fhir/R4/loinc.html#4.3.1.0.3).
 */
import type { ValueSet, ValueSetComposeInclude } from '@medplum/fhirtypes';

export const snomedSystem = 'http://snomed.info/sct';
export const loincSystem = 'http://loinc.org';

/** undefined: the URL is no implicit value set. */
export function implicitValueSet(url: string): ValueSet | undefined {
  const include = snomed(url) ?? loinc(url) ?? wholeSystem(url);
  return include && { resourceType: 'ValueSet', url, status: 'active', compose: { include: [include] } };
}

/** `[system or edition]?fhir_vs`, `=isa/[id]`, `=refset`, `=refset/[id]`, `=ecl/[expression]`. */
function snomed(url: string): ValueSetComposeInclude | undefined {
  const [, edition = '', what = ''] =
    /^(http:\/\/snomed\.info\/sct(?:\/\d+(?:\/version\/\d+)?)?)\?fhir_vs(?:=(.*))?$/s.exec(url) ?? [];
  if (edition === '') return undefined;
  const include = { system: snomedSystem, ...(edition !== snomedSystem && { version: edition }) };
  const [kind, argument] = splitOnce(what, '/');
  if (what === '') return include;
  if (kind === 'isa' && /^\d+$/.test(argument))
    return { ...include, filter: [{ property: 'concept', op: 'is-a', value: argument }] };
  if (kind === 'refset' && /^\d+$/.test(argument))
    return { ...include, filter: [{ property: 'concept', op: 'in', value: argument }] };
  if (what === 'refset')
    return { ...include, filter: [{ property: 'constraint', op: '=', value: '< 900000000000455006' }] };
  if (kind === 'ecl') return { ...include, filter: [{ property: 'constraint', op: '=', value: decoded(argument) }] };
  return undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `http://loinc.org/vs` is all of it, `/vs/LP…` a part's hierarchy, `/vs/LL…` an answer list. */
function loinc(url: string): ValueSetComposeInclude | undefined {
  const [, code] = /^http:\/\/loinc\.org\/vs(?:\/(L[LP]\d+-\d))?$/.exec(url) ?? [];
  if (!url.startsWith('http://loinc.org/vs') || (code === undefined && url !== 'http://loinc.org/vs')) return undefined;
  if (code === undefined) return { system: loincSystem };
  const property = code.startsWith('LP') ? 'ancestor' : 'LIST';
  return { system: loincSystem, filter: [{ property, op: '=', value: code }] };
}

function wholeSystem(url: string): ValueSetComposeInclude | undefined {
  return url.endsWith('?fhir_vs') ? { system: url.slice(0, -'?fhir_vs'.length) } : undefined;
}

function splitOnce(text: string, at: string): [string, string] {
  const index = text.indexOf(at);
  return index === -1 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)];
}
