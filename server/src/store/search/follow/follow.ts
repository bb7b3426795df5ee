/**
 * Chaining and reverse chaining (https://hl7.org/fhir/R4/search.html#chaining, #has): references followed in SQL by hashing
 * what they must say. Each resource on the way is one that the caller may see. The owner is followed by patient key, what
 * lies in the same record by the record's own resources, everything else by postings; canonicals by URL and version.
 *
 * Deviation: in a search of one patient's record a chain goes on within that record and to what is nobody's (staff, units),
 * not into another patient's record; only so it costs what one record costs.
 */
import { owningParameter, subjectIsOwner } from '@vardkedjan/fhir/search/owning-parameter.ts';
import type { SearchParameter } from '@vardkedjan/fhir/search/parameters.ts';
import type { Criterion } from '@vardkedjan/fhir/search/query.ts';
import { typesAt } from '@vardkedjan/fhir/search/walk.ts';
import { canonicalChainSql, canonicalHasSql, canonicalSources } from './follow-canonical.ts';
import { bigintOf } from '../index/hash.ts';
import { postingSeed } from '../index/index-names.ts';
import { notOwnedOtherwise } from './patient-key.ts';
import { mayBelongToPatient } from '../index/posted.ts';
import type { RowSource, RowsOf } from '../statement/row-source.ts';
import { either, type StatementText } from '../statement/statement-text.ts';

type Chain = Extract<Criterion, { kind: 'chain' }>;
type Has = Extract<Criterion, { kind: 'has' }>;

export function chainSql(chain: Chain, row: RowSource, text: StatementText, rowsOf: RowsOf): string {
  const conditions: string[] = [];
  if (literalSources(chain.parameter).length > 0) conditions.push(literalChainSql(chain, row, text, rowsOf));
  if (canonicalSources(chain.parameter).length > 0) conditions.push(canonicalChainSql(chain, row, text, rowsOf));
  return either(conditions);
}

function literalChainSql({ parameter, targets }: Chain, row: RowSource, text: StatementText, rowsOf: RowsOf): string {
  const owns = isByOwner(parameter);
  const [only] = targets;
  if (owns && only?.type === 'Patient' && targets.length === 1 && subjectIsOwner(row.type)) {
    const patient = rowsOf('Patient', [only.criterion], text);
    patient.require(`${patient.patient} = ${row.patient}`);
    return `exists (select 1 ${patient.body}) and ${notOwnedOtherwise(row, text)}`;
  }
  const sources = literalSources(parameter);
  if (only !== undefined && targets.length === 1 && !mayBelongToPatient(only.type)) {
    const target = rowsOf(only.type, [only.criterion], text);
    const edge = edgeTo(target, sources, text);
    target.require(`${edge}.date = ${row.date} and ${edge}.key = ${row.key} and ${edge}.patient_key = ${row.patient}`);
    return `exists (select 1 ${withEdge(target, edge)})`;
  }
  const sets: string[] = [];
  for (const { type, criterion } of targets) {
    if (owns && type === 'Patient') sets.push(ownedSet(row, criterion, text, rowsOf));
    if (owns && type === 'Patient' && subjectIsOwner(row.type)) continue;
    if (mayBelongToPatient(type)) sets.push(inRecordSet(row, sources, type, criterion, text, rowsOf));
    sets.push(postedSet(sources, type, criterion, text, rowsOf));
  }
  return `(${row.patient}, ${row.key}) in (${sets.join(' union all ')})`;
}

/** What the patients own by being its subject. */
function ownedSet(row: RowSource, criterion: Criterion, text: StatementText, rowsOf: RowsOf): string {
  const patient = rowsOf('Patient', [criterion], text);
  const owned = rowsOf(row.type, [], text);
  owned.require(`${owned.patient} in (select ${patient.patient} ${patient.body})`);
  owned.require(notOwnedOtherwise(owned, text));
  return `select ${owned.patient}, ${owned.key} ${owned.body}`;
}

/** What refers to a target in the same record. */
function inRecordSet(
  row: RowSource,
  sources: string[],
  type: string,
  criterion: Criterion,
  text: StatementText,
  rowsOf: RowsOf,
): string {
  const target = rowsOf(type, [criterion], text);
  target.require(`${target.patient} <> 0`);
  if (text.patientKey !== undefined) target.require(`${target.patient} ${text.patientKey}`);
  const from = rowsOf(row.type, [], text);
  from.require(`${from.patient} = ${target.patient}`);
  // An encounter of the same patient, which the row itself names.
  const [source, ...more] = sources;
  if (type === 'Encounter' && source === `${row.type}.encounter` && more.length === 0)
    from.require(`${from.resource}.encounter = ${target.key}`);
  from.require(holdsSql(from, hashesOf(sources, target, text)));
  return `select ${from.patient}, ${from.key} from ${target.rows} cross join ${from.rows} where ${target.where} and ${from.where}`;
}

/** What refers to a target anywhere, by posting. */
function postedSet(sources: string[], type: string, criterion: Criterion, text: StatementText, rowsOf: RowsOf): string {
  const target = rowsOf(type, [criterion], text);
  if (text.patientBound) target.require(`${target.patient} = 0`);
  const edge = edgeTo(target, sources, text);
  return `select ${edge}.patient_key, ${edge}.key ${withEdge(target, edge)}`;
}

export function hasSql(has: Has, row: RowSource, text: StatementText, rowsOf: RowsOf): string {
  if (!has.parameter.targets.includes(row.type)) return 'false';
  const conditions: string[] = [];
  if (literalSources(has.parameter).length > 0) conditions.push(literalHasSql(has, row, text, rowsOf));
  if (canonicalSources(has.parameter).length > 0) conditions.push(canonicalHasSql(has, row, text, rowsOf));
  return either(conditions);
}

function literalHasSql(
  { type, parameter, criterion }: Has,
  row: RowSource,
  text: StatementText,
  rowsOf: RowsOf,
): string {
  const byOwner = row.type === 'Patient' && isByOwner(parameter);
  const conditions: string[] = [];
  if (byOwner) {
    const owned = rowsOf(type, [criterion], text);
    owned.require(`${owned.patient} = ${row.patient}`);
    owned.require(notOwnedOtherwise(owned, text));
    conditions.push(`exists (select 1 ${owned.body})`);
  }
  if (!(byOwner && subjectIsOwner(type))) {
    const hashes = hashesOf(literalSources(parameter), row, text);
    if (mayBelongToPatient(row.type)) {
      const source = rowsOf(type, [criterion], text);
      source.require(`${source.patient} = ${row.patient} and ${source.patient} <> 0`);
      source.require(holdsSql(source, hashes));
      conditions.push(`exists (select 1 ${source.body})`);
    }
    const source = rowsOf(type, [criterion], text);
    const edge = text.alias('e');
    source.require(`${edge}.hash = any(array[${hashes.join(', ')}])`);
    source.require(
      `${edge}.date = ${source.date} and ${edge}.key = ${source.key} and ${edge}.patient_key = ${source.patient}`,
    );
    conditions.push(`exists (select 1 ${withEdge(source, edge)})`);
  }
  return either(conditions);
}

function isByOwner(parameter: SearchParameter): boolean {
  return owningParameter(parameter.owner)?.sources.some((path) => parameter.sources.includes(path)) === true;
}

function literalSources(parameter: SearchParameter): string[] {
  return parameter.sources.filter((path) =>
    typesAt(path).some(({ type }) => type === 'Reference' || type === 'Resource'),
  );
}

/** The hashes of what says `Type/id` of the row, one for each element that may say it. */
function hashesOf(sources: string[], row: RowSource, text: StatementText): string[] {
  const reference = `'${row.type}/' || ${row.resource}.id`;
  return sources.map(
    (path) => `hashtextextended(${reference}, ${text.bind(bigintOf(postingSeed.value('reference', path)), 'bigint')})`,
  );
}

function holdsSql(row: RowSource, hashes: string[]): string {
  const conditions = hashes.map((hash) => `position(int8send(${hash}) in ${row.resource}.tokens) % 8 = 1`);
  return `(${conditions.join(' or ')})`;
}

/** Alias of the posting that refers to the target. */
function edgeTo(target: RowSource, sources: string[], text: StatementText): string {
  const edge = text.alias('e');
  const hashes = hashesOf(sources, target, text);
  target.require(`${edge}.hash = ${hashes.length === 1 ? hashes[0] : `any(array[${hashes.join(', ')}])`}`);
  return edge;
}

function withEdge(source: RowSource, edge: string): string {
  return `from posting ${edge} cross join ${source.rows} where ${source.where}`;
}
