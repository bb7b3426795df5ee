/**
 * `POST [type]/[id]/$erase`: PDL (2008:355) 8 kap. 4 §. The log keeps who carried out which decision. Copies of the database are not reached
 * (docs/how-to/use-your-own-postgresql.md).
 */
import type { SystemCaller } from '@vardkedjan/care/access/caller.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Operation } from '../operation.ts';
import { terms } from './terms.ts';

/** Carries it out: the head of the unit need not take part in the care, and staff delete nothing that is part of the record. */
const register: SystemCaller = { kind: 'system', id: 'erase', name: 'Destruction of entries' };

export const resourceErase: Operation = {
  terms,
  act: 'erase',
  concerns(asked, input) {
    const ordered = input.day('decided') ?? '';
    const decision = input.text('decision') ?? '';
    const why = (input.text('reason') ?? '').trim();
    const reason = why === '' ? '' : `${decision}, ${ordered}: ${why}`;
    return [{ act: 'erase', type: asked.type, id: asked.id, ordered, reason }];
  },
  async handle(asked) {
    const { type, id } = asked;
    const erased = await asked.wiring.openRecord(register).erase(type, id);
    if (erased === undefined) throw new Failure('not-found', 'There is no such resource');
    const { patientKey, versions } = erased;
    const parameter = [{ name: 'versions', valueInteger: versions }];
    return { status: 200, text: JSON.stringify({ resourceType: 'Parameters', parameter }), shown: [{ patientKey }] };
  },
};
