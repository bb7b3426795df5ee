/**
 * Which postings a token, reference or URI criterion looks for, when postings can tell: hash and, for tokens, system.
 */
import type { ReferenceIdentifierCriterion, TokenValue, Criterion, ReferenceCriterion, TokenCriterion, UriCriterion } from '@vardkedjan/fhir/search/query.ts';
import { impliedSystems } from '@vardkedjan/fhir/search/code-systems.ts';
import { uriPrefixes } from '@vardkedjan/fhir/search/values.ts';
import { bigintOf, halves, hashText, type Seed } from './hash.ts';
import { postingSeed, systemHash } from './index-names.ts';

export interface Lookup {
  /** bigint, in decimal. */
  hash: string;
  /** 31 bits of the system's hash, 0 for none; undefined: any. */
  system?: number;
}

export function lookup(text: string, seed: Seed, system?: number): Lookup {
  hashText(text, seed);
  return system === undefined ? { hash: bigintOf(halves) } : { hash: bigintOf(halves), system };
}

/** undefined: postings cannot tell (`:text`, `system|` of codings). An empty list: nothing can match. */
export function lookupsOf(criterion: Criterion): Lookup[] | undefined {
  switch (criterion.kind) {
    case 'token':
      return tokenLookups(criterion);
    case 'reference':
      return referenceLookups(criterion);
    case 'identifier':
      return identifierLookups(criterion);
    case 'uri':
      return uriLookups(criterion);
    default:
      return undefined;
  }
}

function tokenLookups({ parameter, modifier, values }: TokenCriterion): Lookup[] | undefined {
  if (modifier === 'text') return undefined;
  const found: Lookup[] = [];
  for (const path of parameter.sources) {
    const implied = impliedSystems(path);
    for (const value of values) {
      if (modifier === 'of-type') {
        found.push(lookup(`${value.system ?? ''}|${value.code ?? ''}|${value.value ?? ''}`, postingSeed.ofType(path)));
      } else if (value.code === undefined) {
        if (parameter.code !== 'identifier') return undefined;
        found.push(lookup(value.system ?? '', postingSeed.system(path)));
      } else {
        found.push(...codeLookup(value, value.code, postingSeed.value('token', path), implied));
      }
    }
  }
  return found;
}

/** A `code` element has no system written in it: the one its binding implies is as good as none, another matches nothing. */
function codeLookup({ system }: TokenValue, code: string, seed: Seed, implied: ReadonlySet<string> | undefined): Lookup[] {
  if (system === undefined) return [lookup(code, seed)];
  if (implied === undefined) return [lookup(code, seed, systemHash(system))];
  return system === '' || implied.has(system) ? [lookup(code, seed)] : [];
}

function identifierLookups({ parameter, values }: ReferenceIdentifierCriterion): Lookup[] | undefined {
  const found: Lookup[] = [];
  for (const path of parameter.sources) {
    for (const { system, code } of values) {
      if (code === undefined) return undefined;
      const seed = postingSeed.identifier(path);
      found.push(system === undefined ? lookup(code, seed) : lookup(code, seed, systemHash(system)));
    }
  }
  return found;
}

/** Those by posting; what the row's patient key says is not among them. */
export function referenceLookups({ parameter, values }: Pick<ReferenceCriterion, 'parameter' | 'values'>): Lookup[] {
  const texts = values.flatMap(({ type, id, url }) => {
    if (url !== undefined) return [url];
    if (id === undefined) return [];
    return (type === undefined ? parameter.targets : [type]).map((target) => `${target}/${id}`);
  });
  return parameter.sources.flatMap((path) => texts.map((text) => lookup(text, postingSeed.value('reference', path))));
}

function uriLookups({ parameter, modifier, values }: UriCriterion): Lookup[] {
  return parameter.sources.flatMap((path) => {
    if (modifier === 'below') return values.map((uri) => lookup(uri.replace(/\/$/, ''), postingSeed.below(path)));
    const asked = modifier === 'above' ? values.flatMap(uriPrefixes) : values;
    return asked.map((uri) => lookup(uri, postingSeed.value('uri', path)));
  });
}
