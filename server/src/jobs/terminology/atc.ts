/**
 * ATC (https://atcddd.fhi.no/atc_ddd_index/): a table of code and name, as WHO's index has it or with Swedish headings. The hierarchy is in the code:
 * one, three, four, five and seven characters.
 */
import type { Format } from './format.ts';
import { onlyFile } from './only-file.ts';
import { type Column, fillFromTable } from './table-format.ts';
import { versionOf } from './version-of.ts';

const columns: Readonly<Record<string, Column | null>> = {
  'ATC code': 'code',
  atc_code: 'code',
  ATCCode: 'code',
  'ATC-kod': 'code',
  Kod: 'code',
  'ATC level name': 'title',
  atc_name: 'title',
  Name: 'title',
  Namn: 'title',
  Benämning: 'title',
  Titel: 'title',
  Text: 'title',
  'Giltig från': 'valid-from',
  'Giltig till': 'valid-until',
  'Överordnad kod': 'parent',
  // Defined daily doses are no part of the classification.
  DDD: null,
  U: null,
  UOM: null,
  'Adm.R': null,
  adm_r: null,
  Note: null,
};

const lengths = [1, 3, 4, 5, 7];

export const atc: Format = {
  system: (files, options) => ({
    url: 'http://www.whocc.no/atc',
    version: versionOf(files, options, /(\d{4})/),
    name: 'ATC',
    title: 'Anatomical Therapeutic Chemical classification (ATC)',
    content: 'complete',
    language: options.language ?? 'sv',
    caseSensitive: true,
    hierarchy: 'classified-with',
    properties: [],
    source: 'WHO Collaborating Centre for Drug Statistics Methodology',
    validFrom: options.validFrom,
    validUntil: options.validUntil,
  }),
  fill: (files, staging) =>
    fillFromTable(
      onlyFile(files),
      {
        columns,
        isCode: (code) => /^[A-Z](?:\d\d(?:[A-Z](?:[A-Z](?:\d\d)?)?)?)?$/.test(code),
        parentOf: (code) => {
          const shorter = lengths.findLast((length) => length < code.length);
          return shorter === undefined ? undefined : code.slice(0, shorter);
        },
      },
      staging,
    ),
};
