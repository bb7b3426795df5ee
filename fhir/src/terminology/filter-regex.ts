/**
 * The `regex` filter (http://hl7.org/fhir/R4/valueset-filter-operator.html): the whole of the property's value matches. What may take
 * forever is refused: it comes from outside, and is tried on every concept.
 */
import { Failure } from '../outcome.ts';

const longest = 200;
/** Each open repetition is another power of the value's length. */
const mostRepetitions = 3;

export function filterRegex(source: string): RegExp {
  requirePlainRegex(source);
  try {
    return new RegExp(`^(?:${source})$`, 'u');
  } catch {
    throw new Failure('invalid', 'A filter by regex has an expression that is not one');
  }
}

function requirePlainRegex(source: string): void {
  if (source.length > longest) throw costly(`has at most ${longest} characters`);
  if (/\\[1-9k]|\(\?[^:]/.test(source))
    throw new Failure('not-supported', 'A filter by regex cannot look around or back');
  // The same is to be meant in memory and in PostgreSQL, whose other escapes differ, and which counts to 255.
  if (/\\[^dswDSW.\\^$*+?()[\]{}|/-]/.test(source) || source.startsWith('***'))
    throw new Failure('not-supported', 'A filter by regex has an escape that is not supported');
  if ([...source.matchAll(/\{(\d*),?(\d*)\}/g)].some(([, low, high]) => Number(low) > 255 || Number(high) > 255))
    throw costly('counts to 255');
  const bare = source.replaceAll(/\\.|\[(?:\\.|[^\]])*\]/gs, 'x');
  if (/\((?:[^()]*[*+{|?][^()]*|[^()]*\([^()]*\)[^()]*)\)[*+{]/.test(bare))
    throw costly('cannot repeat what repeats or chooses');
  if ((bare.match(/[*+]|\{\d+,\d*\}/g) ?? []).length > mostRepetitions)
    throw costly(`has at most ${mostRepetitions} open repetitions`);
}

function costly(why: string): Failure {
  return new Failure('too-costly', `A filter by regex ${why}`);
}
