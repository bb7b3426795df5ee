/** `POST Patient/[id]/$link` and `$unlink`: the rules are care/src/people/linked-persons.ts. Each is a write in both records, or in none. */
import type { Patient, Reference } from '@medplum/fhirtypes';
import {
  type LinkFault,
  linkPersons,
  type LinkedPersons,
  unlinkPersons,
} from '@vardkedjan/care/people/linked-persons.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { answerWith } from '../../http/answer.ts';
import type { Asked } from '../../http/asked.ts';
import { requireValidResource } from '../../interactions/write/require-valid.ts';
import type { OperationInput } from '../input.ts';
import type { Operation, OperationTerms } from '../operation.ts';
import { linkTerms, unlinkTerms } from './terms.ts';

export const patientLink = changing(linkTerms, linkPersons);
export const patientUnlink = changing(unlinkTerms, unlinkPersons);

interface Seen {
  patient: Patient & { id: string };
  version: number;
}

function changing(terms: OperationTerms, change: (pair: LinkedPersons) => LinkedPersons | LinkFault): Operation {
  return {
    terms,
    act: 'write',
    concerns: (asked, input) =>
      [asked.id, knownId(input)].map((id) => ({
        act: 'write',
        change: 'update',
        resource: { resourceType: 'Patient', id },
        id,
      })),
    async handle(asked, input) {
      const [unknown, known] = await Promise.all([seen(asked, asked.id), seen(asked, knownId(input))]);
      const changed = change({ unknown: unknown.patient, known: known.patient });
      if (typeof changed === 'string') throw new Failure('conflict', faults[changed]);
      for (const resource of [changed.unknown, changed.known]) requireValidResource(resource);
      const [written] = await asked.record.write([
        { action: 'update', resource: changed.unknown, id: changed.unknown.id, ifMatch: unknown.version },
        { action: 'update', resource: changed.known, id: changed.known.id, ifMatch: known.version },
      ]);
      if (written === undefined) throw new Error('the link was not written');
      return answerWith(written.stored, 200);
    },
  };
}

const faults: Readonly<Record<LinkFault, string>> = {
  same: 'Nobody is linked to themselves',
  'no-reserve-number': 'Only somebody with a reserve number is linked to somebody who is known',
  'linked-already': 'It is already said who this is: take that back first',
  'other-is-linked': 'One of the two is linked to a third: link that one',
  'not-linked': 'The two are not linked',
};

function knownId(input: OperationInput): string {
  const id = /(?:^|\/)Patient\/([A-Za-z0-9\-.]{1,64})$/.exec(input.value<Reference>('known')?.reference ?? '')?.[1];
  if (id === undefined) throw new Failure('invalid', 'known must refer to a Patient here');
  return id;
}

async function seen(asked: Asked, id: string): Promise<Seen> {
  const stored = await asked.record.read('Patient', id);
  if (stored === undefined || stored.deleted) throw new Failure('not-found', `There is no Patient/${id}`);
  return { patient: JSON.parse(stored.body) as Patient & { id: string }, version: stored.version };
}
