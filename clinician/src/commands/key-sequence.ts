/** Single keys and two-key jumps (`g s`). A first key waits a second and a half for the next one; modifiers and typing in fields are left alone. */
export interface KeySequence {
  first: string;
  at: number;
}

const patience = 1500;

export interface KeyStep {
  waiting: KeySequence | undefined;
  /** The keys that were completed, as they are written in the manifests. */
  pressed: string | undefined;
}

export function keyStep(
  waiting: KeySequence | undefined,
  key: string,
  at: number,
  known: ReadonlySet<string>,
): KeyStep {
  const pair = waiting && at - waiting.at <= patience ? `${waiting.first} ${key}` : undefined;
  if (pair && known.has(pair)) return { waiting: undefined, pressed: pair };
  const begins = [...known].some((keys) => keys.length > 1 && keys.startsWith(`${key} `));
  if (begins) return { waiting: { first: key, at }, pressed: undefined };
  return { waiting: undefined, pressed: known.has(key) ? key : undefined };
}
