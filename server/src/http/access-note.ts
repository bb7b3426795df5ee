/** What the access log is told of a request: one row for each patient whose data it opens, shows or changes. */
import type { AccessNote } from '../store/access-log/access-log.ts';
import type { Interaction } from '../interactions/interaction.ts';
import type { Answer } from './answer.ts';
import type { Asked } from './asked.ts';
import type { Refused } from './refused.ts';
import type { Decided } from './wiring.ts';

export function accessNote(
  interaction: Interaction,
  asked: Asked,
  decided: readonly Decided[],
  answer: Answer,
): AccessNote {
  const resources = new Map<number, { id: string | undefined; resources: number }>();
  for (const { patient } of decided)
    if (patient !== undefined) resources.set(patient.key, { id: patient.id, resources: 0 });
  for (const { patientKey } of answer.shown) {
    if (patientKey === 0) continue;
    const known = resources.get(patientKey);
    if (known === undefined) resources.set(patientKey, { id: undefined, resources: 1 });
    else known.resources++;
  }
  const [first] = decided;
  return {
    caller: asked.caller,
    act: first?.act ?? interaction.act,
    permitted: true,
    what: whatOf(interaction, asked),
    request: asked.requestId,
    decision: first?.decision,
    patients: [...resources].map(([key, shown]) => ({ key, ...shown })),
    ...(first?.reason !== undefined && { reason: first.reason }),
  };
}

export function refusalNote(
  interaction: Interaction,
  asked: Asked,
  { act, decision, patient, reason }: Refused,
): AccessNote {
  return {
    caller: asked.caller,
    act,
    permitted: false,
    what: whatOf(interaction, asked),
    request: asked.requestId,
    decision,
    patients: [{ key: patient?.key ?? 0, id: patient?.id, resources: 0 }],
    ...(reason !== undefined && { reason }),
  };
}

/** The request without values, ids and search terms, as in `GET Patient/$chart`. */
function whatOf(interaction: Interaction, { parts }: Asked): string {
  const operation = interaction.code.startsWith('$') ? interaction.code : undefined;
  return `${parts.method} ${[parts.type, operation ?? (isPlain(interaction.code) ? undefined : interaction.code)].filter(Boolean).join('/')}`.trim();
}

const plain = new Set(['read', 'create', 'update', 'patch', 'delete', 'search-type']);
const isPlain = (code: string): boolean => plain.has(code);
