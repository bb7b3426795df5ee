/**
 * KVÅ, Klassifikation av vårdåtgärder, as Socialstyrelsen's text files have it: the surgical part (KKÅ) and the medical part (KMÅ), four levels
 * each. The two are one classification and their codes differ, but the letters of their headings do not: a heading is called by its part too.
 */
import path from 'node:path';
import { StartFailure } from '../../store/start-failure.ts';
import type { Format } from './format.ts';
import { socialstyrelsenRows } from './socialstyrelsen-rows.ts';
import { versionOf } from './version-of.ts';

const levels = ['level1', 'level2', 'level3', 'level4'] as const;
const parts = [
  { name: 'KKÅ', folder: /kk[aå]/i, code: /^[A-Z]{3}\d\d$/ },
  { name: 'KMÅ', folder: /km[aå]/i, code: /^[A-Z]{2}\d{3}$/ },
] as const;

export const kva: Format = {
  system: (files, options) => ({
    url: 'urn:oid:1.2.752.116.1.3.2.1.4',
    version: versionOf(files, options, /(\d{4})/),
    name: 'KVA',
    title: 'Klassifikation av vårdåtgärder (KVÅ)',
    content: parts.every(({ folder }) => files.some((file) => folder.test(path.dirname(file))))
      ? 'complete'
      : 'fragment',
    language: 'sv',
    caseSensitive: true,
    hierarchy: 'classified-with',
    properties: [],
    source: 'Socialstyrelsen',
    validFrom: options.validFrom,
    validUntil: options.validUntil,
  }),
  async fill(files, staging) {
    for (const file of files) partAndLevel(file);
    for (const { name, folder, code: form } of parts) {
      const headings = new Set<string>();
      const its = files.filter((file) => folder.test(path.basename(path.dirname(file))));
      if (its.length === 0) continue;
      for (const level of levels) {
        const file = its.find((one) => path.basename(one, '.txt') === level);
        if (file === undefined)
          throw new StartFailure(
            `${name} needs ${levels.map((one) => `${one}.txt`).join(', ')}: ${level}.txt is missing.`,
          );
        for await (const { code: written, title, description } of socialstyrelsenRows(file)) {
          const isCode = form.test(written);
          if (isCode !== (level === 'level4'))
            throw new StartFailure(`"${written}" cannot stand in ${level}.txt of ${name}.`);
          const code = isCode ? written : `${name} ${written}`;
          const parent = longest(headings, written);
          if (!isCode) headings.add(written);
          await staging.concept({ code, display: title, definition: description, abstract: !isCode });
          if (parent !== undefined) await staging.parent(code, `${name} ${parent}`);
        }
      }
    }
  },
};

function partAndLevel(file: string): void {
  const fits = parts.some(({ folder }) => folder.test(path.basename(path.dirname(file))));
  if (!fits || !(levels as readonly string[]).includes(path.basename(file, '.txt')))
    throw new StartFailure(
      `${path.basename(file)} is none of KVÅ's: level1.txt to level4.txt, in a folder that is named by kka or kma.`,
    );
}

/** The longest heading that the code begins with. */
function longest(headings: ReadonlySet<string>, code: string): string | undefined {
  for (let length = code.length - 1; length > 0; length--)
    if (headings.has(code.slice(0, length))) return code.slice(0, length);
  return undefined;
}
