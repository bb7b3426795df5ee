import { comesOut, goesIn, type OperationTerms } from '../operation.ts';

const returned = comesOut(
  'Parameters',
  'For each type that is being rewritten a `type` with how many resources are done of how many; for each added search ' +
    'parameter a `parameter` with its state, `indexing` or `active`.',
);

export const reindexTerms: OperationTerms = {
  code: 'reindex',
  type: 'SearchParameter',
  levels: ['type'],
  description:
    'Writes what searches find resources by anew, in the background, while everything else goes on. Answers how far it has come.',
  affectsState: true,
  parameters: [goesIn('type', 'code', 'The resources of one type; left out: all.'), returned],
};

export const statusTerms: OperationTerms = {
  code: 'reindex-status',
  type: 'SearchParameter',
  levels: ['type'],
  description: 'How far the indexing of added search parameters, and any other rewriting of the index, has come.',
  affectsState: false,
  parameters: [returned],
};
