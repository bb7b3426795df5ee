/** `POST Patient/[id]/$hand-out`: PDL (2008:355) 3 kap. 11 §. A Communication in the record, of the unit that handed out. */
import type { Communication } from '@medplum/fhirtypes';
import type { StaffCaller } from '@vardkedjan/care/access/caller.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { answerWith } from '../../http/answer.ts';
import { requireValidResource } from '../../interactions/write/require-valid.ts';
import type { Stored } from '../../store/record.ts';
import { entriesNamed } from '../entries-named.ts';
import type { OperationInput } from '../input.ts';
import type { Operation } from '../operation.ts';
import { patientConcerned } from '../patient-concerned.ts';
import { terms } from './terms.ts';

export const patientHandOut: Operation = {
  terms,
  act: 'hand-out',
  concerns(asked, input) {
    const secrecyAssessed = input.truth('assessed');
    return [
      {
        act: 'hand-out',
        patient: asked.id,
        ...(secrecyAssessed !== undefined && { secrecyAssessed }),
        reason: input.text('reason') ?? '',
      },
    ];
  },
  async handle(asked, input) {
    const { caller } = asked;
    if (caller.kind !== 'staff') throw new Failure('invalid', 'Only care staff hand out');
    const { key } = await patientConcerned(asked, asked.id);
    const entries = await entriesNamed(asked, input, key);
    const noted = handedOut(asked.id, caller, { input, entries, now: new Date() });
    requireValidResource(noted);
    const [written] = await asked.record.write([{ action: 'create', resource: noted }]);
    if (written === undefined) throw new Error('what was handed out was not noted');
    const { stored } = written;
    return answerWith(stored, 201, { Location: `${asked.base}/Communication/${stored.id}` });
  },
};

function handedOut(
  patient: string,
  { practitioner, name }: StaffCaller,
  { input, entries, now }: { input: OperationInput; entries: readonly Stored[]; now: Date },
): Communication {
  return {
    resourceType: 'Communication',
    status: 'completed',
    category: [{ text: 'Utlämnande av journalhandling' }],
    subject: { reference: `Patient/${patient}` },
    sent: now.toISOString(),
    sender: { reference: `Practitioner/${practitioner.id}`, display: name },
    recipient: [{ display: input.text('recipient') ?? '' }],
    reasonCode: [{ text: input.text('reason') ?? '' }],
    payload: entries.map(({ type, id, version }) => ({
      contentReference: { reference: `${type}/${id}/_history/${version}` },
    })),
  };
}
