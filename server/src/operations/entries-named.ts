/** The entries of a patient's record that an operation is told of by reference, in `entry`. */
import type { Reference } from '@medplum/fhirtypes';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Asked } from '../http/asked.ts';
import type { Stored } from '../store/record.ts';
import { localReference } from '../store/references.ts';
import type { OperationInput } from './input.ts';

/** Fails where one is not of the patient, or not for the caller to see. */
export function entriesNamed(asked: Asked, input: OperationInput, patientKey: number): Promise<Stored[]> {
  return Promise.all(
    input.values<Reference>('entry').map(async ({ reference = '' }) => {
      const named = localReference(reference);
      if (named === undefined) throw new Failure('invalid', 'entry must refer to a resource here');
      const stored = await asked.record.read(named.type, named.id);
      if (stored === undefined) throw await asked.whyAbsent(named.type, named.id);
      if (stored.deleted || stored.patientKey !== patientKey)
        throw new Failure('invalid', 'entry must be part of the patient’s record');
      return stored;
    }),
  );
}
