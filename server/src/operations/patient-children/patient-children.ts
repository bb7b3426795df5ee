/**
 * `GET Patient/{id}/$children`: whom a resident may act for. Children with whom there is no link (protected personal data, a guardian who is
 * shut out, the dead, those who read alone) are not there at all; those whose age has closed the record are, so that it can be said.
 */
import { type OnlineRecord, howOpen, openingOf } from '@vardkedjan/care/access/online-record.ts';
import type { ParametersParameter } from '@medplum/fhirtypes';
import { patientConcerned } from '../patient-concerned.ts';
import type { Operation } from '../operation.ts';
import { terms } from './terms.ts';

export const patientChildren: Operation = {
  terms,
  act: 'open',
  concerns: ({ id }) => [{ act: 'open', patient: id }],
  async handle(asked) {
    const { caller } = asked;
    const { key } = await patientConcerned(asked);
    const children = caller.kind === 'resident' && caller.patientKey === key ? caller.online.filter(isListed) : [];
    return {
      status: 200,
      text: JSON.stringify({
        resourceType: 'Parameters',
        ...(children.length > 0 && { parameter: children.map(childOf) }),
      }),
      shown: [key, ...children.map(({ patientKey }) => patientKey)].map((patientKey) => ({ patientKey })),
    };
  },
};

function isListed(record: OnlineRecord): boolean {
  const { record: whose, age, aloneFrom } = record.facts;
  if (whose !== 'childs') return false;
  const hindering = openingOf(record, false).findings.filter(({ outcome }) => outcome !== 'met');
  const byAge = hindering.every(({ rule }) => rule === 'young-enough-for-guardian');
  return byAge && age !== undefined && aloneFrom !== undefined && age < aloneFrom;
}

function childOf(record: OnlineRecord): ParametersParameter {
  const { age, guardianUntil, aloneFrom } = record.facts;
  const years = (name: string, value: number | undefined) =>
    value === undefined ? [] : [{ name, valueInteger: value }];
  return {
    name: 'child',
    part: [
      { name: 'patient', valueReference: { reference: `Patient/${record.id}`, display: record.name } },
      { name: 'open', valueCode: howOpen(record) },
      ...years('age', age),
      ...years('guardianUntil', guardianUntil),
      ...years('aloneFrom', aloneFrom),
    ],
  };
}
