/**
 * A file to import, as a stream of entries: a Bundle (transaction, batch, collection, searchset, …), NDJSON with one resource
 * a line (https://hl7.org/fhir/uv/bulkdata/), or a single resource.
 */
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { StartFailure } from '../../store/start-failure.ts';
import { BrokenJson, EntrySplitter } from './entry-splitter.ts';

export type Kind = 'bundle' | 'ndjson' | 'resource';

export interface Source {
  path: string;
  bytes: number;
  kind: Kind;
}

const endings = /\.(?:json|ndjson|jsonl)$/i;
const pieceBytes = 1 << 20;
const mostLineBytes = 64_000_000;

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

/** A .json file is taken for a Bundle until it says otherwise. */
function kindOf(file: string): Kind {
  return /\.(?:ndjson|jsonl)$/i.test(file) ? 'ndjson' : 'bundle';
}

/** The texts of the entries (of a Bundle) or of the resources. Throws BrokenJson. */
export async function* textsOf(source: Source): AsyncGenerator<string> {
  if (source.kind === 'ndjson') {
    yield* linesOf(source.path);
  } else if (source.kind === 'resource') {
    if (source.bytes > mostLineBytes) {
      throw new BrokenJson('a single resource is larger than any that the server takes');
    }
    const pieces: Buffer[] = [];
    for await (const piece of createReadStream(source.path)) {
      pieces.push(piece as Buffer);
    }
    yield Buffer.concat(pieces).toString('utf8');
  } else {
    const splitter = new EntrySplitter();
    for await (const piece of createReadStream(source.path, { highWaterMark: pieceBytes })) {
      for (const entry of splitter.push(piece as Buffer)) {
        requireBundle(splitter.top.get('resourceType') ?? 'Bundle');
        yield entry.toString('utf8');
      }
    }
    splitter.end();
    requireBundle(splitter.top.get('resourceType'));
  }
}

function requireBundle(type: string | undefined): void {
  if (type !== 'Bundle') {
    throw new NoBundle();
  }
}

/** What looked like a Bundle is one resource: what was taken for entries was not. */
export class NoBundle extends Error {}

async function* linesOf(file: string): AsyncGenerator<string> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: pieceBytes })) {
    const piece = chunk as Buffer;
    let from = 0;
    for (let end = piece.indexOf(0x0a); end !== -1; end = piece.indexOf(0x0a, from)) {
      const bytes = held.length === 0 ? piece.subarray(from, end) : Buffer.concat([...held, piece.subarray(from, end)]);
      const line = bytes.toString('utf8').trim();
      if (held.length > 0) {
        held = [];
        heldBytes = 0;
      }
      from = end + 1;
      if (line !== '') {
        yield line;
      }
    }
    const rest = piece.subarray(from);
    heldBytes += rest.length;
    if (heldBytes > mostLineBytes) {
      throw new BrokenJson('a line is longer than any resource that the server takes');
    }
    held.push(Buffer.from(rest));
  }
  const last = Buffer.concat(held).toString('utf8').trim();
  if (last !== '') {
    yield last;
  }
}
