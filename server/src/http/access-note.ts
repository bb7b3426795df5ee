/** What the access log is told of a request: one row for each patient whose data it opens, shows or changes. */
import type { Act } from '@vardkedjan/care/access/finding.ts';
import type { ShownByFilter } from '@vardkedjan/care/access/held-by-filter.ts';
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
  const seen = new Map<number, Seen>();
  for (const { patient } of decided) if (patient !== undefined) seen.set(patient.key, { ...nothing(), id: patient.id });
  const assignment = asked.caller.kind === 'staff' ? asked.caller.assignment : undefined;
  for (const { patientKey, careProvider = 0, type, unblocked } of answer.shown) {
    if (patientKey === 0) continue;
    const known = seen.get(patientKey) ?? nothing();
    if (known.resources++ === 0) seen.set(patientKey, known);
    if (type !== 'Patient') known.entries = true;
    if (unblocked === true) known.unblocked = true;
    const isOwn = careProvider === -(assignment?.careUnit.key ?? 0);
    const keeper = isOwn ? (assignment?.careProvider.key ?? 0) : Math.abs(careProvider);
    if (keeper !== 0 && !known.keepers.includes(keeper)) known.keepers.push(keeper);
  }
  const [first] = decided;
  return {
    caller: asked.caller,
    act: first?.act ?? interaction.act,
    permitted: true,
    what: whatOf(interaction, asked),
    request: asked.requestId,
    decision: first?.decision,
    ...(first === undefined &&
      answeredByFilter.has(interaction.act) && { throughFilter: asked.throughFilter(whatShown(seen)) }),
    patients: [...seen].map(([key, { id, resources, keepers, unblocked }]) => ({
      key,
      id,
      resources,
      ...(assignment !== undefined && keepers.some((keeper) => keeper !== assignment.careProvider.key) && { keepers }),
      ...(unblocked && { grounds: ['unblocked'] as const }),
    })),
    ...(first?.reason !== undefined && { reason: first.reason }),
    ...(first?.about !== undefined && { about: first.about }),
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

/** Acts that nothing is decided of before: what the record's filter does not show is not there. */
const answeredByFilter: ReadonlySet<Act> = new Set(['read', 'search']);

/** Of one patient. */
interface Seen {
  id: string | undefined;
  resources: number;
  keepers: number[];
  /** Something more than who it is. */
  entries: boolean;
  unblocked: boolean;
}

const nothing = (): Seen => ({ id: undefined, resources: 0, keepers: [], entries: false, unblocked: false });

function whatShown(seen: ReadonlyMap<number, Seen>): ShownByFilter {
  for (const { entries } of seen.values()) if (!entries) return 'persons';
  return 'entries';
}

/** The note with the grounds by which what other providers keep was shown: of what the own one keeps there is nothing to ask. */
export async function withGrounds(asked: Asked, note: AccessNote): Promise<AccessNote> {
  const { caller } = asked;
  if (caller.kind !== 'staff' || note.patients.every(({ keepers }) => keepers === undefined)) return note;
  const of = note.patients.flatMap(({ key, keepers = [] }) => keepers.map((keeper) => ({ patientKey: key, keeper })));
  const found = await asked.wiring.access.grounds(caller, of);
  const patients = note.patients.map((one) => ({
    ...one,
    grounds: [...(found.get(one.key) ?? []), ...(one.grounds ?? [])],
  }));
  return { ...note, patients };
}

/** The request without values, ids and search terms, as in `GET Patient/$chart`. */
function whatOf(interaction: Interaction, { parts }: Asked): string {
  const operation = interaction.code.startsWith('$') ? interaction.code : undefined;
  return `${parts.method} ${[parts.type, operation ?? (isPlain(interaction.code) ? undefined : interaction.code)].filter(Boolean).join('/')}`.trim();
}

const plain = new Set(['read', 'create', 'update', 'patch', 'delete', 'search-type']);
const isPlain = (code: string): boolean => plain.has(code);
