/**
 * Location's `near` (https://hl7.org/fhir/R4/location.html#search): the great circle's distance on a sphere, which differs from that on
 * the ellipsoid of WGS84 by at most half a per cent. Latitude is found by index, so no other box is needed, and nothing is special
 * at the poles or where longitudes meet.
 */
import type { Place } from '@vardkedjan/fhir/search/query.ts';
import { hash32 } from '../index/hash.ts';
import type { RowSource } from '../statement/row-source.ts';
import { either, type StatementText } from '../statement/statement-text.ts';

/** The earth's mean radius, metres (IUGG). */
const radius = 6_371_008.8;
const metresOfDegree = (Math.PI / 180) * radius;

/** Names the rows of quantity_value whose low is a latitude and whose high a longitude, in degrees. */
export const positionParam = hash32('position Location.position');

export function nearSql(places: readonly Place[], row: RowSource, text: StatementText): string {
  const alias = text.alias('q');
  const conditions = places.map((place) => withinSql(place, alias, text));
  return positionSql(alias, [either(conditions)], row, text);
}

export function placedSql(placed: boolean, row: RowSource, text: StatementText): string {
  return `${placed ? '' : 'not '}${positionSql(text.alias('q'), [], row, text)}`;
}

function positionSql(alias: string, conditions: string[], row: RowSource, text: StatementText): string {
  const all = [`${alias}.param = ${text.bind(positionParam, 'integer')}`, `${alias}.unit = 0`, ...conditions];
  return `exists (select 1 from quantity_value ${alias} where ${all.join(' and ')} and ${alias}.patient_key = ${row.patient} and ${alias}.key = ${row.key})`;
}

function withinSql({ latitude, longitude, metres }: Place, alias: string, text: StatementText): string {
  // A little more than the distance, so that rounding leaves nothing out.
  const margin = (metres / metresOfDegree) * 1.000_001 + 1e-9;
  const [north, east] = [text.float(latitude), text.float(longitude)];
  const across = `sin(radians(${alias}.low - ${north}) / 2)`;
  const along = `sin(radians(${alias}.high - ${east}) / 2)`;
  const half = `${across} * ${across} + cos(radians(${north})) * cos(radians(${alias}.low)) * ${along} * ${along}`;
  return (
    `(${alias}.low between ${text.float(latitude - margin)} and ${text.float(latitude + margin)} ` +
    `and ${2 * radius} * asin(least(1, sqrt(${half}))) <= ${text.float(metres)})`
  );
}
