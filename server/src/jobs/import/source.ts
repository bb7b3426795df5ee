/**
 * A file to import, as a stream of entries: a Bundle (transaction, batch, collection, searchset, …), NDJSON with one resource
 * a line (https://hl7.org/fhir/uv/bulkdata/), or a single resource. NDJSON is cut into shares, each as good as a file.
 */
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { StartFailure } from '../../store/start-failure.ts';
import { BrokenJson, EntrySplitter } from './entry-splitter.ts';

/** `transaction`: a Bundle that is taken whole or not at all. */
export type Kind = 'json' | 'bundle' | 'transaction' | 'ndjson' | 'resource';

export interface Source {
  path: string;
  bytes: number;
  /** `json`: it has not been looked into yet. */
  kind: Kind;
}

/** What one process takes at a time. */
export interface Share {
  path: string;
  kind: Exclude<Kind, 'json'>;
  /** Bytes, the last not included. */
  from: number;
  to: number;
  /** The line that it begins with, from 1. */
  line: number;
}

/** An entry of a Bundle, or a line, as it stands in the file. */
export interface EntryText {
  text: string;
  line: number;
}

const endings = /\.(?:json|ndjson|jsonl)$/i;
const pieceBytes = 1 << 20;
const mostLineBytes = 64_000_000;
const newline = 0x0a;

/** The files, and those in the folders, in the order of their names. */
export async function findSources(paths: readonly string[]): Promise<Source[]> {
  const found: Source[] = [];
  for (const each of paths) {
    const facts = await stat(each).catch(() => {
      throw new StartFailure(`There is no file or folder ${each}.`);
    });
    if (!facts.isDirectory()) {
      found.push({ path: each, bytes: facts.size, kind: kindOf(each) });
      continue;
    }
    const names = await readdir(each, { recursive: true });
    for (const name of names.filter((candidate) => endings.test(candidate)).sort()) {
      const inside = path.join(each, name);
      const { size, isFile } = await stat(inside).then((entry) => ({ size: entry.size, isFile: entry.isFile() }));
      if (isFile) {
        found.push({ path: inside, bytes: size, kind: kindOf(inside) });
      }
    }
  }
  if (found.length === 0) {
    throw new StartFailure(`Nothing to import: no .json or .ndjson file in ${paths.join(', ')}.`);
  }
  return found;
}

function kindOf(file: string): Kind {
  return /\.(?:ndjson|jsonl)$/i.test(file) ? 'ndjson' : 'json';
}

/** At every seam something waits for what another process has not loaded yet; yet all are to have something to do to the end. */
const shareBytes = ({ bytes }: Source): number => Math.min(32_000_000, Math.max(8_000_000, bytes / 32));

/** How many can be taken at the same time. */
export function mostShares(sources: readonly Source[]): number {
  return sources.reduce(
    (sum, source) => sum + (source.kind === 'ndjson' ? Math.ceil(source.bytes / shareBytes(source)) : 1),
    0,
  );
}

export async function* sharesOf(source: Source): AsyncGenerator<Share> {
  const { path: file, bytes } = source;
  if (source.kind !== 'ndjson') {
    yield { path: file, kind: await kindWithin(file), from: 0, to: bytes, line: 1 };
    return;
  }
  const enough = shareBytes(source);
  let share = { from: 0, line: 1 };
  let [at, line] = [0, 1];
  for await (const chunk of createReadStream(file, { highWaterMark: pieceBytes })) {
    const piece = chunk as Buffer;
    for (let end = piece.indexOf(newline); end !== -1; end = piece.indexOf(newline, end + 1)) {
      line++;
      if (at + end + 1 - share.from >= enough) {
        yield { path: file, kind: 'ndjson', ...share, to: at + end + 1 };
        share = { from: at + end + 1, line };
      }
    }
    at += piece.length;
  }
  if (at > share.from) {
    yield { path: file, kind: 'ndjson', ...share, to: at };
  }
}

/** What a .json file says that it is, by what stands at its top level; whoever reads a broken one says so. */
async function kindWithin(file: string): Promise<'bundle' | 'transaction' | 'resource'> {
  const splitter = new EntrySplitter();
  const { top } = splitter;
  let isBroken = false;
  try {
    for await (const piece of createReadStream(file, { highWaterMark: pieceBytes })) {
      splitter.push(piece as Buffer);
      const type = top.get('resourceType');
      if (type !== undefined && (type !== 'Bundle' || top.has('type'))) {
        break;
      }
    }
    if (!top.has('resourceType')) {
      splitter.end();
    }
  } catch (error) {
    if (!(error instanceof BrokenJson)) {
      throw error;
    }
    isBroken = true;
  }
  const type = top.get('resourceType');
  if (type === undefined ? !isBroken : type !== 'Bundle') {
    return 'resource';
  }
  return top.get('type') === 'transaction' ? 'transaction' : 'bundle';
}

/** The texts of the entries (of a Bundle) or of the resources. Throws BrokenJson. */
export async function* textsOf(share: Share): AsyncGenerator<EntryText> {
  if (share.kind === 'ndjson') {
    yield* linesOf(share);
  } else if (share.kind === 'resource') {
    if (share.to > mostLineBytes) {
      throw new BrokenJson('a single resource that is larger than any that the server takes');
    }
    const pieces: Buffer[] = [];
    for await (const piece of createReadStream(share.path)) {
      pieces.push(piece as Buffer);
    }
    yield { text: Buffer.concat(pieces).toString('utf8'), line: 1 };
  } else {
    const splitter = new EntrySplitter();
    for await (const piece of createReadStream(share.path, { highWaterMark: pieceBytes })) {
      for (const { bytes, line } of splitter.push(piece as Buffer)) {
        yield { text: bytes.toString('utf8'), line };
      }
    }
    splitter.end();
  }
}

async function* linesOf({ path: file, from: start, to, line: first }: Share): AsyncGenerator<EntryText> {
  let line = first;
  let held: Buffer[] = [];
  let heldBytes = 0;
  for await (const chunk of createReadStream(file, { start, end: to - 1, highWaterMark: pieceBytes })) {
    const piece = chunk as Buffer;
    let from = 0;
    for (let end = piece.indexOf(newline); end !== -1; end = piece.indexOf(newline, from)) {
      const bytes = held.length === 0 ? piece.subarray(from, end) : Buffer.concat([...held, piece.subarray(from, end)]);
      const text = bytes.toString('utf8').trim();
      if (held.length > 0) {
        held = [];
        heldBytes = 0;
      }
      from = end + 1;
      if (text !== '') {
        yield { text, line };
      }
      line++;
    }
    const rest = piece.subarray(from);
    heldBytes += rest.length;
    if (heldBytes > mostLineBytes) {
      throw new BrokenJson('a line that is longer than any resource that the server takes');
    }
    held.push(Buffer.from(rest));
  }
  const last = Buffer.concat(held).toString('utf8').trim();
  if (last !== '') {
    yield { text: last, line };
  }
}
