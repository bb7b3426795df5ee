/**
 * ICD-10-SE as Socialstyrelsen's text files have it (https://www.socialstyrelsen.se/statistik-och-data/klassifikationer-och-koder/icd-10/): chapters,
 * blocks and three to five characters, a file each; a row is code, mark (†, * or nothing) and title, and codes are written without their dot.
 */
import path from 'node:path';
import { StartFailure } from '../../store/start-failure.ts';
import type { Format } from './format.ts';
import { socialstyrelsenRows } from './socialstyrelsen-rows.ts';
import { versionOf } from './version-of.ts';

const levels = ['chapter', 'block', 'digit3', 'digit4', 'digit5'] as const;
type Level = (typeof levels)[number];

interface Range {
  code: string;
  from: string;
  to: string;
}

export const icd10Se: Format = {
  system: (files, options) => ({
    // By the NamingSystem of Inera's EHDS bridge; OID 1.2.752.116.1.1.1.1.3.
    url: 'https://www.icd10.se/',
    version: versionOf(files, options, /(\d{4})/),
    name: 'ICD10SE',
    title: 'Internationell statistisk klassifikation av sjukdomar och relaterade hälsoproblem (ICD-10-SE)',
    content: 'complete',
    language: 'sv',
    caseSensitive: true,
    hierarchy: 'classified-with',
    properties: [{ code: 'mark', type: 'string', description: '† etiology, * manifestation' }],
    source: 'Socialstyrelsen',
    validFrom: options.validFrom,
    validUntil: options.validUntil,
  }),
  async fill(files, staging) {
    const byLevel = new Map(files.map((file) => [levelOf(file), file]));
    const missing = levels.find((level) => !byLevel.has(level));
    if (missing !== undefined)
      throw new StartFailure(
        `ICD-10-SE needs ${levels.map((level) => `${level}.txt`).join(', ')}: ${missing}.txt is missing.`,
      );
    const chapters: Range[] = [];
    const blocks: Range[] = [];
    const codes = new Set<string>();
    for (const level of levels) {
      for await (const { code: written, mark, title, description } of socialstyrelsenRows(
        byLevel.get(level) as string,
      )) {
        const code = level === 'chapter' || level === 'block' ? written : dotted(written);
        const parent = parentOf(level, written, { chapters, blocks, codes });
        if (level === 'chapter') chapters.push(rangeOf(code, /\(([A-Z]\d\d)-([A-Z]\d\d)\)/.exec(title), title));
        if (level === 'block') blocks.push(rangeOf(code, /^([A-Z]\d\d)-([A-Z]\d\d)$/.exec(written), title));
        codes.add(written);
        await staging.concept({
          code,
          display: title,
          definition: description,
          abstract: level === 'chapter' || level === 'block',
        });
        if (parent !== undefined) await staging.parent(code, parent);
        if (mark !== '') await staging.property(code, 'mark', 'string', mark);
      }
    }
  },
};

function levelOf(file: string): Level {
  const level = path.basename(file, path.extname(file));
  if (!(levels as readonly string[]).includes(level))
    throw new StartFailure(`${path.basename(file)} is none of ICD-10-SE's files: ${levels.join(', ')}.`);
  return level as Level;
}

/** Codes are published without the dot that everybody writes: `A083A` is A08.3A. */
function dotted(code: string): string {
  if (!/^[A-Z]\d\d[0-9A-Z]{0,2}$/.test(code)) throw new StartFailure(`"${code}" is no code of ICD-10-SE.`);
  return code.length > 3 ? `${code.slice(0, 3)}.${code.slice(3)}` : code;
}

function rangeOf(code: string, range: RegExpExecArray | null, title: string): Range {
  const [, from, to] = range ?? [];
  if (from === undefined || to === undefined) throw new StartFailure(`"${title}" does not say which codes it has.`);
  return { code, from, to };
}

/** A block in its chapter, three characters in the narrowest block, the others below the longest code that they begin with. */
function parentOf(
  level: Level,
  code: string,
  { chapters, blocks, codes }: { chapters: Range[]; blocks: Range[]; codes: Set<string> },
): string | undefined {
  if (level === 'chapter') return undefined;
  const start = code.slice(0, 3);
  const within = ({ from, to }: Range): boolean => from <= start && start <= to;
  if (level === 'block') return chapters.find(within)?.code;
  if (level === 'digit3') return blocks.find(within)?.code ?? chapters.find(within)?.code;
  for (let length = code.length - 1; length >= 3; length--) {
    if (codes.has(code.slice(0, length))) return dotted(code.slice(0, length));
  }
  return undefined;
}
