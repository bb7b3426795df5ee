/**
 * `POST Patient/[id]/$print`: HSLF-FS 2016:40, 4 kap. 9 § p. 1, by which the log says what was done. What is printed has been read before;
 * this says that it left the screen.
 */
import { entriesNamed } from '../entries-named.ts';
import type { Operation } from '../operation.ts';
import { patientConcerned } from '../patient-concerned.ts';
import { terms } from './terms.ts';

export const patientPrint: Operation = {
  terms,
  act: 'print',
  concerns: ({ id }) => [{ act: 'print', patient: id }],
  async handle(asked, input) {
    const { key } = await patientConcerned(asked, asked.id);
    const shown = await entriesNamed(asked, input, key);
    return { status: 200, text: '{"resourceType":"Parameters"}', shown };
  },
};
