/** Everything that was refused goes to a file, a line each, as it comes; what a person reads at the end is counted by reason. */
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Refusal } from './refusal.ts';

const mostReasons = 25;
const examples = 3;
/** Reasons that are told apart; the file has them all. */
const mostKept = 5_000;

export class Refusals {
  /** Where all of them are, once there is one. */
  readonly file: string;
  count = 0;
  readonly #groups = new Map<string, { count: number; examples: Refusal[] }>();
  #stream: Promise<WriteStream> | undefined;

  constructor(folder: string) {
    this.file = path.join(folder, `import-${new Date().toISOString().replaceAll(':', '-')}.ndjson`);
  }

  /** Resolves when there is room for the next. */
  async add(refusals: readonly Refusal[]): Promise<void> {
    if (refusals.length === 0) {
      return;
    }
    this.count += refusals.length;
    for (const refusal of refusals) {
      for (const reason of new Set(refusal.reasons.map(general))) {
        const known = this.#groups.get(reason);
        if (known !== undefined) {
          known.count++;
          if (known.examples.length < examples) {
            known.examples.push(refusal);
          }
        } else if (this.#groups.size < mostKept) {
          this.#groups.set(reason, { count: 1, examples: [refusal] });
        }
      }
    }
    this.#stream ??= this.#open();
    const stream = await this.#stream;
    if (!stream.write(refusals.map((refusal) => `${JSON.stringify(refusal)}\n`).join(''))) {
      await once(stream, 'drain');
    }
  }

  async close(): Promise<void> {
    const stream = await this.#stream;
    if (stream !== undefined) {
      stream.end();
      await once(stream, 'close');
    }
  }

  /** Grouped by reason, the most frequent first, with examples of where. */
  lines(): string[] {
    const sorted = [...this.#groups].sort(([, a], [, b]) => b.count - a.count);
    const lines = sorted
      .slice(0, mostReasons)
      .flatMap(([reason, group]) => [
        `  ${String(group.count).padStart(6)} × ${reason}`,
        ...group.examples.map((each) => `           ${placeOf(each)}`),
      ]);
    return lines.length === 0
      ? []
      : ['', 'Refused, because:', ...lines, ...(sorted.length > mostReasons ? ['  … and other reasons'] : [])];
  }

  async #open(): Promise<WriteStream> {
    await mkdir(path.dirname(this.file), { recursive: true });
    return createWriteStream(this.file, { mode: 0o600 });
  }
}

/** The same reason at another place in a list, or of another id, is the same reason. */
function general(reason: string): string {
  return reason.replaceAll(/\[\d+\]/g, '[…]').replaceAll(/\b([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}/g, '$1/…');
}

function placeOf({ path: file, line, entry, resource }: Refusal): string {
  const place = [
    path.basename(file),
    line === undefined ? '' : `line ${line}`,
    entry === undefined ? '' : `entry ${entry}`,
    resource,
  ];
  return place.filter((part) => part !== '').join(', ');
}
