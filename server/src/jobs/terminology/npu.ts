/** NPU (https://www.npu-terminology.org/): a table of code and name, Swedish or English, with the parts that the name is made of where they stand. */
import type { Format } from './format.ts';
import { onlyFile } from './only-file.ts';
import { type Column, fillFromTable } from './table-format.ts';
import { versionOf } from './version-of.ts';

const columns: Readonly<Record<string, Column | null>> = {
  'NPU code': 'code',
  'NPU-kod': 'code',
  Kod: 'code',
  'Long definition': 'title',
  'Full definition': 'title',
  Benämning: 'title',
  Titel: 'title',
  'Short definition': 'term-en',
  'Rekommenderat namn': 'term-sv',
  Kortnamn: 'term-sv',
  'Giltig från': 'valid-from',
  'Giltig till': 'valid-until',
  'Valid from': 'valid-from',
  'Valid to': 'valid-until',
  System: 'property-system',
  Component: 'property-component',
  Komponent: 'property-component',
  'Kind-of-property': 'property-kind-of-property',
  Egenskap: 'property-kind-of-property',
  Unit: 'property-unit',
  Enhet: 'property-unit',
  Specialty: 'property-specialty',
};

export const npu: Format = {
  system: (files, options) => ({
    url: 'urn:oid:1.2.752.108.1',
    version: versionOf(files, options, /(\d{4}-?\d\d-?\d\d|\d{4})/),
    name: 'NPU',
    title: 'NPU-terminologin',
    content: 'complete',
    language: options.language ?? 'sv',
    caseSensitive: true,
    properties: ['system', 'component', 'kind-of-property', 'unit', 'specialty'].map((code) => ({
      code,
      type: 'string' as const,
    })),
    source: 'The NPU terminology',
    validFrom: options.validFrom,
    validUntil: options.validUntil,
  }),
  fill: (files, staging) =>
    fillFromTable(onlyFile(files), { columns, isCode: (code) => /^[A-Z]{2,4}\d{5}$/.test(code) }, staging),
};
