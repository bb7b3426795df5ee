/** `GET Patient/[id]/$online-decisions`: what the asker's own unit has decided about a child's record online, to be told and withdrawn by its head. */
import type { Consent, ParametersParameter } from '@medplum/fhirtypes';
import { has, recipient } from '@vardkedjan/care/access/blocks.ts';
import type { SystemCaller } from '@vardkedjan/care/access/caller.ts';
import { onlineCategory } from '@vardkedjan/care/access/online-decisions.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import { maximumCount } from '@vardkedjan/fhir/search/query.ts';
import type { Asked } from '../../http/asked.ts';
import type { Operation } from '../operation.ts';
import { patientConcerned } from '../patient-concerned.ts';
import { showTerms } from './terms.ts';

const register: SystemCaller = { kind: 'system', id: 'online-access', name: 'Decisions on records online' };

export const patientOnlineDecisions: Operation = {
  terms: showTerms,
  act: 'open',
  concerns: ({ id }) => [{ act: 'open', patient: id }],
  async handle(asked) {
    const { key } = await patientConcerned(asked);
    const parameter = (await decisionsOfUnit(asked)).map(parameterOf);
    const text = JSON.stringify({ resourceType: 'Parameters', ...(parameter.length > 0 && { parameter }) });
    return { status: 200, text, shown: [{ patientKey: key }] };
  },
};

/** Nothing but staff of the unit's own head is told: what has been decided about somebody is for the clinic to say. */
async function decisionsOfUnit({ caller, id, wiring }: Asked): Promise<Consent[]> {
  if (caller.kind !== 'staff' || caller.assignment.headOfUnit !== true) return [];
  const criteria: [string, string][] = [
    ['patient', `Patient/${id}`],
    ['category', `${onlineCategory.system}|${onlineCategory.code}`],
    ['status', 'active'],
    ['organization', `Organization/${caller.assignment.careUnit.id}`],
    ['_count', String(maximumCount)],
  ];
  const { matches } = await wiring.openRecord(register).search(parseSearch('Consent', criteria, { lenient: false }));
  const now = new Date().toISOString();
  return matches
    .map(({ body }) => JSON.parse(body) as Consent)
    .filter(({ provision }) => (provision?.period?.end ?? '9999') >= now.slice(0, provision?.period?.end?.length));
}

function parameterOf({ id, dateTime, provision }: Consent): ParametersParameter {
  const guardian = provision?.actor?.find(({ role }) => has(role, recipient))?.reference.identifier;
  const until = provision?.period?.end;
  const decision = provision?.type === 'deny' ? 'guardian-shut-out' : guardian ? 'guardian-reads' : 'child-reads';
  return {
    name: 'decision',
    part: [
      { name: 'consent', valueReference: { reference: `Consent/${id}` } },
      { name: 'decision', valueCode: decision },
      ...(guardian === undefined ? [] : [{ name: 'guardian', valueIdentifier: guardian }]),
      ...(dateTime === undefined ? [] : [{ name: 'since', valueDateTime: dateTime }]),
      ...(until === undefined ? [] : [{ name: 'until', valueDate: until }]),
    ],
  };
}
