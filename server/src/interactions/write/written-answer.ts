/** The answer to a write: http://hl7.org/fhir/R4/http.html#ops, with the caller's preference of what comes back. */
import { type Issue, outcomeOf } from '@vardkedjan/fhir/outcome.ts';
import { type Answer, versionHeaders } from '../../http/answer.ts';
import type { Asked } from '../../http/asked.ts';
import type { Written } from '../../store/record.ts';

const said: Record<Written['result'], string> = {
  created: 'The resource was created.',
  updated: 'The resource was updated.',
  unchanged: 'The resource was like that already; no new version was made.',
  deleted: 'The resource was deleted.',
};

const statuses: Record<Written['result'], number> = { created: 201, updated: 200, unchanged: 200, deleted: 204 };

/** Told in the answer when the caller prefers an OperationOutcome, and counted for whoever runs the server. */
function isUnknownProfile({ code }: Issue): boolean {
  return code === 'not-found';
}

export function writtenAnswer(asked: Asked, written: Written | undefined): Answer {
  if (written === undefined) return { status: 204, shown: [] };
  const { stored, result, issues } = written;
  if (issues?.some(isUnknownProfile)) asked.wiring.metrics.unknownProfile(stored.type);
  const status = statuses[result];
  const headers: Record<string, string> = {
    // What was never there has no version.
    ...(stored.version > 0 && versionHeaders(stored)),
    ...(result !== 'deleted' && { Location: `${asked.base}/${stored.type}/${stored.id}/_history/${stored.version}` }),
  };
  const answer = { headers, shown: [stored], ...(stored.updated !== '' && { lastModified: stored.updated }) };
  switch (asked.parts.prefer.return) {
    case 'minimal':
      return { status, ...answer };
    case 'OperationOutcome':
      return {
        ...answer,
        isOutcome: true,
        status: status === 204 ? 200 : status,
        text: JSON.stringify(
          outcomeOf([{ severity: 'information', code: 'informational', diagnostics: said[result] }, ...(issues ?? [])]),
        ),
      };
    default:
      return result === 'deleted' ? { status, ...answer } : { status, text: stored.body, ...answer };
  }
}
