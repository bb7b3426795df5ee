/**
 * How this version of the server makes index rows. Whatever gives other rows of the same resource raises `indexFormat`
 * (index-format.test.ts notices); then the next start writes the rows of everything stored anew.
 */
import { createHash } from 'node:crypto';
import { searchParameters } from '@vardkedjan/fhir/r4/generated/search-parameters.ts';

const indexFormat = 4;

let text: string | undefined;

/** The format and R4's tables, as index_state holds them. */
export function howIndexed(): string {
  text ??= `${indexFormat} ${createHash('sha256').update(JSON.stringify(searchParameters)).digest('base64url').slice(0, 20)}`;
  return text;
}
