import { comesOut, type OperationTerms } from '../operation.ts';

export const terms: OperationTerms = {
  code: 'care-units',
  type: 'Patient',
  levels: ['instance'],
  description: 'Which care units keep entries in the record, of those entries that the asker may see.',
  affectsState: false,
  parameters: [
    comesOut(
      'Parameters',
      'For each a `kept` with `unit`, `careProvider`, how many `entries` and when the `latest` came or changed; the newest first.',
    ),
  ],
};
