/**
 * Whether the beds that stays are to hold are free, asked before they are written: so a load refuses that one stay, with the reason. Of those who come at the
 * same moment the table's constraints tell one (bed-rows.ts).
 */
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { numbers } from '../../array-literal.ts';
import type { Queryable, Statement } from '../../queryable.ts';
import { bedTaken, liesElsewhere } from '../rows/taken.ts';
import type { Row } from '../rows/row.ts';

const holders: Statement = {
  name: 'bed-holders',
  text: `select s.bed, s.patient_key as "patientKey", s.source from bed_stay s
    where s.bed = any($1::bigint[]) or s.patient_key = any($2::bigint[]) and exists (select 1 from bed b where b.key = any($1::bigint[]))`,
};

interface Holder {
  bed: number;
  patientKey: number;
  source: number;
}

export async function checkBeds(rows: readonly Row[], { database }: { database: Queryable }): Promise<void> {
  const stays = rows.filter(({ beds }) => beds.length > 0);
  if (stays.length === 0) return;
  const written = new Set(rows.map(({ key }) => key));
  const asked = [numbers(stays.flatMap(({ beds }) => beds)), numbers(stays.map(({ patientKey }) => patientKey))];
  const others = (await database.rows<Holder>(holders, asked)).filter(({ source }) => !written.has(source));
  for (const { beds, patientKey } of stays) {
    if (others.some(({ bed }) => beds.includes(bed))) throw new Failure('conflict', bedTaken);
    if (others.some((other) => other.patientKey === patientKey)) throw new Failure('conflict', liesElsewhere);
  }
}
