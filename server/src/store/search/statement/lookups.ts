/**
 * Which hashes a token, reference or URI criterion looks for, when hashes can tell: in `tokens` of a resource always, by
 * postings where there are any.
 */
import type {
  Criterion,
  ReferenceCriterion,
  ReferenceIdentifierCriterion,
  TokenCriterion,
  UriCriterion,
} from '@vardkedjan/fhir/search/query.ts';
import { impliedSystems, isInAnyCase } from '@vardkedjan/fhir/search/code-systems.ts';
import { uriPrefixes } from '@vardkedjan/fhir/search/values.ts';
import { bigintOf, halves, hashText, type Seed } from '../index/hash.ts';
import { postingSeed, systemHash, withSystem } from '../index/index-names.ts';
import { isTokenPosted, isUriPosted, recordOf } from '../index/posted.ts';

export interface Lookup {
  /** As `tokens` holds it. */
  token: Buffer;
  /** As postings hold it, a bigint in decimal. */
  hash: string;
  /** In a posting, 31 bits of the system's hash, 0 for none; undefined: any. */
  system?: number;
  posted: boolean;
  /** Postings are only those outside the record with this patient key; 0: wherever. */
  record: number;
}

/** A value that has one hash in both. */
export function lookup(text: string, seed: Seed, posted = true, record = 0): Lookup {
  hashText(text, seed);
  return { token: packed(), hash: bigintOf(halves), posted, record };
}

function packed(): Buffer {
  const token = Buffer.allocUnsafe(8);
  token.writeInt32BE(halves.high, 0);
  token.writeInt32BE(halves.low, 4);
  return token;
}

/** A code within a system has a hash of its own in `tokens`; postings have the code's, and the system beside it. */
function codeLookup(system: string | undefined, code: string, seed: Seed, posted: boolean): Lookup {
  if (system === undefined) return lookup(code, seed, posted);
  hashText(code, seed);
  const hash = bigintOf(halves);
  hashText(withSystem(system, code), seed);
  return { token: packed(), hash, posted, record: 0, system: systemHash(system) };
}

/** undefined: hashes cannot tell (`:text`, `system|` of codings). An empty list: nothing can match. */
export function lookupsOf(criterion: Criterion): Lookup[] | undefined {
  switch (criterion.kind) {
    case 'token':
      return tokenLookups(criterion);
    case 'reference':
      return referenceLookups(criterion);
    case 'identifier':
      return identifierLookups(criterion);
    case 'uri':
      return isInBody(criterion) ? undefined : uriLookups(criterion);
    default:
      return undefined;
  }
}

function tokenLookups({ parameter, modifier, values }: TokenCriterion): Lookup[] | undefined {
  if (modifier === 'text' || modifier === 'unequal' || modifier === 'media-type') return undefined;
  const found: Lookup[] = [];
  for (const path of parameter.sources) {
    const implied = impliedSystems(path);
    const seed = postingSeed.value('token', path);
    for (const { system, code: written, value } of values) {
      const code = isInAnyCase(path) ? written?.toLowerCase() : written;
      if (modifier === 'of-type') {
        found.push(lookup(`${system ?? ''}|${code ?? ''}|${value ?? ''}`, postingSeed.ofType(path)));
      } else if (code === undefined) {
        if (parameter.code !== 'identifier') return undefined;
        found.push(lookup(system ?? '', postingSeed.system(path)));
      } else if (implied === undefined) {
        found.push(codeLookup(system, code, seed, isTokenPosted(path, code)));
      } else if (!system || implied.has(system)) {
        // A `code` element has no system written in it: the one its binding implies is as good as none, another matches nothing.
        found.push(codeLookup(undefined, code, seed, isTokenPosted(path, code)));
      }
    }
  }
  return found;
}

function identifierLookups({ parameter, values }: ReferenceIdentifierCriterion): Lookup[] | undefined {
  const found: Lookup[] = [];
  for (const path of parameter.sources) {
    for (const { system, code } of values) {
      if (code === undefined) return undefined;
      found.push(codeLookup(system, code, postingSeed.identifier(path), true));
    }
  }
  return found;
}

/** What the row's patient key says (the subject) is not among them. */
export function referenceLookups({ parameter, values }: Pick<ReferenceCriterion, 'parameter' | 'values'>): Lookup[] {
  const texts = values.flatMap(({ type, id, url }) => {
    if (url !== undefined) return [url];
    if (id === undefined) return [];
    return (type === undefined ? parameter.targets : [type]).map((target) => `${target}/${id}`);
  });
  return parameter.sources.flatMap((path) =>
    texts.map((text) => lookup(text, postingSeed.value('reference', path), true, recordOf(text))),
  );
}

/** What lies below a URI is not indexed of meta, which stands on everything. */
function isInBody({ parameter, modifier }: UriCriterion): boolean {
  return modifier === 'unequal' || (modifier === 'below' && parameter.sources.some((path) => path.includes('.meta.')));
}

function uriLookups({ parameter, modifier, values }: UriCriterion): Lookup[] {
  return parameter.sources.flatMap((path) => {
    if (modifier === 'below') return values.map((uri) => lookup(uri.replace(/\/$/, ''), postingSeed.below(path)));
    const asked = modifier === 'above' ? values.flatMap(uriPrefixes) : values;
    return asked.map((uri) => lookup(uri, postingSeed.value('uri', path), isUriPosted(path)));
  });
}

/** Whether postings alone give every match. */
export function allPosted(lookups: readonly Lookup[]): boolean {
  return lookups.every(({ posted, record }) => posted && record === 0);
}
