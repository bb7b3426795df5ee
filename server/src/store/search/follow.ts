/**
 * Chaining and reverse chaining (https://hl7.org/fhir/R4/search.html#chaining, #has): references followed in SQL by hashing
 * what they must say. Each resource on the way is one that the caller may see. Where the reference is the owner's, the
 * patient key is followed.
 */
import { owningParameter, subjectIsOwner } from '@vardkedjan/fhir/search/owning-parameter.ts';
import type { SearchParameter } from '@vardkedjan/fhir/search/parameters.ts';
import type { Criterion } from '@vardkedjan/fhir/search/query.ts';
import { typesAt } from '@vardkedjan/fhir/search/walk.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { bigintOf } from './hash.ts';
import { postingSeed } from './index-names.ts';
import { notOwnedOtherwise } from './patient-key.ts';
import { rowsOf } from './rows-of.ts';
import type { RowSource } from './row-source.ts';
import type { StatementText } from './statement-text.ts';

export function chainSql({ parameter, targets }: Extract<Criterion, { kind: 'chain' }>, row: RowSource, text: StatementText): string {
  const sources = literalSources(parameter);
  const owns = isByOwner(parameter);
  const [only] = targets;
  if (only !== undefined && targets.length === 1) {
    if (owns && only.type === 'Patient' && subjectIsOwner(row.type)) {
      const patient = rowsOf('Patient', [only.criterion], text);
      patient.require(`${patient.patient} = ${row.patient}`);
      return `exists (select 1 ${patient.body}) and ${notOwnedOtherwise(row, text)}`;
    }
    if (!(owns && only.type === 'Patient')) {
      const target = rowsOf(only.type, [only.criterion], text);
      const edge = text.alias('e');
      target.require(`${edge}.hash = ${hashOf(sources, target, text)}`);
      target.require(`${edge}.patient_key = ${row.patient} and ${edge}.date = ${row.date} and ${edge}.key = ${row.key}`);
      return `exists (select 1 ${withEdge(target, edge)})`;
    }
  }
  const sets: string[] = [];
  for (const { type, criterion } of targets) {
    if (owns && type === 'Patient') sets.push(ownedSet(row, criterion, text));
    if (!(owns && type === 'Patient' && subjectIsOwner(row.type))) {
      const target = rowsOf(type, [criterion], text);
      const edge = text.alias('e');
      target.require(`${edge}.hash = ${hashOf(sources, target, text)}`);
      sets.push(`select ${edge}.patient_key, ${edge}.key ${withEdge(target, edge)}`);
    }
  }
  return `(${row.patient}, ${row.key}) in (${sets.join(' union all ')})`;
}

/** What the patients own by being its subject. */
function ownedSet(row: RowSource, criterion: Criterion, text: StatementText): string {
  const patient = rowsOf('Patient', [criterion], text);
  const owned = rowsOf(row.type, [], text);
  owned.require(`${owned.patient} in (select ${patient.patient} ${patient.body})`);
  owned.require(notOwnedOtherwise(owned, text));
  return `select ${owned.patient}, ${owned.key} ${owned.body}`;
}

export function hasSql({ type, parameter, criterion }: Extract<Criterion, { kind: 'has' }>, row: RowSource, text: StatementText): string {
  if (!parameter.targets.includes(row.type)) return 'false';
  const byOwner = row.type === 'Patient' && isByOwner(parameter);
  const conditions: string[] = [];
  if (byOwner) {
    const owned = rowsOf(type, [criterion], text);
    owned.require(`${owned.patient} = ${row.patient}`);
    owned.require(notOwnedOtherwise(owned, text));
    conditions.push(`exists (select 1 ${owned.body})`);
  }
  if (!(byOwner && subjectIsOwner(type))) {
    const source = rowsOf(type, [criterion], text);
    const edge = text.alias('e');
    source.require(`${edge}.hash = ${hashOf(literalSources(parameter), row, text)}`);
    source.require(`${edge}.patient_key = ${source.patient} and ${edge}.date = ${source.date} and ${edge}.key = ${source.key}`);
    conditions.push(`exists (select 1 ${withEdge(source, edge)})`);
  }
  return conditions.length === 1 ? (conditions[0] as string) : `(${conditions.join(' or ')})`;
}

function isByOwner(parameter: SearchParameter): boolean {
  return owningParameter(parameter.owner)?.sources.some((path) => parameter.sources.includes(path)) === true;
}

/** Canonicals lead by URL and version, which is another matter than a literal reference. */
function literalSources(parameter: SearchParameter): string[] {
  const literal = parameter.sources.filter((path) => typesAt(path).some(({ type }) => type === 'Reference' || type === 'Resource'));
  if (literal.length === 0) throw new Failure('not-supported', `Search parameter ${parameter.code}: chaining by canonical URL is not supported`);
  return literal;
}

/** The hash that a posting has which says `Type/id` of the row. */
function hashOf(sources: string[], row: RowSource, text: StatementText): string {
  const reference = `'${row.type}/' || ${row.resource}.id`;
  const hashes = sources.map((path) => `hashtextextended(${reference}, ${text.bind(bigintOf(postingSeed.value('reference', path)), 'bigint')})`);
  return hashes.length === 1 ? (hashes[0] as string) : `any(array[${hashes.join(', ')}])`;
}

function withEdge(source: RowSource, edge: string): string {
  return source.body.replace(/^from /, `from posting ${edge} cross join `);
}

