/**
 * `POST Patient/$state-relation`: an active choice to open a record without a relation that has arisen by itself (PDL 2008:355,
 * 4 kap. 1 §; HSLF-FS 2016:40, 4 kap. 4 §). The relation is a CareTeam with the asker as its only member.
 */
import type { CareTeam, Identifier, Reference } from '@medplum/fhirtypes';
import type { StaffCaller, SystemCaller } from '@vardkedjan/care/access/caller.ts';
import { statedRelation } from '@vardkedjan/care/access/relations.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import { answerWith } from '../../http/answer.ts';
import type { Asked } from '../../http/asked.ts';
import { requireValidResource } from '../../interactions/write/require-valid.ts';
import type { OperationInput } from '../input.ts';
import type { Operation } from '../operation.ts';
import { terms } from './terms.ts';

const hours = 24;
/** Finds the patient and notes the relation: the asker can do neither before the relation is there. */
const register: SystemCaller = { kind: 'system', id: 'state-relation', name: 'Stated relations' };

export const patientStateRelation: Operation = {
  terms,
  act: 'state-relation',
  async concerns(asked, input) {
    const reason = input.text('reason') ?? '';
    return [{ act: 'state-relation', patient: await patientMeant(asked, input), reason }];
  },
  async handle(asked, input) {
    const { caller } = asked;
    if (caller.kind !== 'staff') throw new Failure('invalid', 'Only care staff state relations');
    const { careUnit, careProvider } = caller.assignment;
    const reason = input.text('reason') ?? '';
    const team = statedTeam(caller, await patientMeant(asked, input), reason, new Date());
    requireValidResource(team);
    const [written] = await asked.wiring
      .openRecord({ ...register, careUnit, careProvider })
      .write([{ action: 'create', resource: team }]);
    if (written === undefined) throw new Error('the relation was not written');
    return answerWith(written.stored, 201, { Location: `${asked.base}/CareTeam/${written.stored.id}` });
  },
};

const found = new WeakMap<Asked, Promise<string>>();

/** The patient's FHIR id. */
function patientMeant(asked: Asked, input: OperationInput): Promise<string> {
  const known = found.get(asked) ?? findPatient(asked, input);
  found.set(asked, known);
  return known;
}

async function findPatient(asked: Asked, input: OperationInput): Promise<string> {
  const reference = input.value<Reference>('patient')?.reference;
  const identifier = input.value<Identifier>('identifier');
  if ((reference === undefined) === (identifier === undefined)) {
    throw new Failure('invalid', '$state-relation takes either patient or identifier');
  }
  if (reference !== undefined) {
    const id = /(?:^|\/)Patient\/([A-Za-z0-9\-.]{1,64})$/.exec(reference)?.[1];
    if (id === undefined) throw new Failure('invalid', 'patient must refer to a Patient here');
    return id;
  }
  const value = identifier?.value?.replace(/[\\,$|]/g, '\\$&') ?? '';
  if (value === '' || identifier?.system === undefined)
    throw new Failure('invalid', 'identifier needs system and value');
  const query = parseSearch(
    'Patient',
    [
      ['identifier', `${identifier.system}|${value}`],
      ['_count', '2'],
    ],
    { lenient: false },
  );
  const { matches } = await asked.wiring.openRecord(register).search(query);
  if (matches.length > 1) throw new Failure('multiple-matches', 'Several patients have that identifier');
  if (matches[0] === undefined) throw new Failure('not-found', 'There is no patient with that identifier');
  return matches[0].id;
}

function statedTeam(
  { practitioner, name, assignment }: StaffCaller,
  patient: string,
  reason: string,
  now: Date,
): CareTeam {
  const period = { start: now.toISOString(), end: new Date(now.getTime() + hours * 3_600_000).toISOString() };
  return {
    resourceType: 'CareTeam',
    status: 'active',
    category: [{ coding: [statedRelation] }],
    subject: { reference: `Patient/${patient}` },
    period,
    participant: [
      {
        member: { reference: `Practitioner/${practitioner.id}`, display: name },
        onBehalfOf: { reference: `Organization/${assignment.careUnit.id}`, display: assignment.careUnit.name },
        period,
      },
    ],
    reasonCode: [{ text: reason }],
    managingOrganization: [{ reference: `Organization/${assignment.careUnit.id}`, display: assignment.careUnit.name }],
  };
}
