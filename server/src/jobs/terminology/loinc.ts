/**
 * LOINC's own files (https://loinc.org/kb/users-guide/loinc-database-structure/): Loinc.csv, linguistic variants (svSE…LinguisticVariant.csv: the
 * language is in the name), and the hierarchy of parts (ComponentHierarchyBySystem.csv). Of the many columns those are read that
 * FHIR knows as LOINC's properties (http://hl7.org/fhir/R4/loinc.html#4.3.1.0.4).
 */
import path from 'node:path';
import { loincSystem } from '@vardkedjan/fhir/terminology/implicit-value-set.ts';
import { StartFailure } from '../../store/start-failure.ts';
import type { Staging } from '../../store/terminology/load/staging.ts';
import type { Format } from './format.ts';
import { delimited } from './lines.ts';
import { versionOf } from './version-of.ts';

const properties = [
  'COMPONENT',
  'PROPERTY',
  'TIME_ASPCT',
  'SYSTEM',
  'SCALE_TYP',
  'METHOD_TYP',
  'CLASS',
  'STATUS',
  'ORDER_OBS',
] as const;
const inactive = new Set(['DEPRECATED', 'DISCOURAGED']);

export const loinc: Format = {
  system: (files, options) => ({
    url: loincSystem,
    version: versionOf(files, options, /Loinc_(\d\.\d+)/i),
    name: 'LOINC',
    title: 'LOINC',
    content: 'complete',
    language: 'en',
    caseSensitive: false,
    hierarchy: 'is-a',
    properties: properties.map((code) => ({ code, type: 'string' as const })),
    source: 'Regenstrief Institute',
    validFrom: options.validFrom,
    validUntil: options.validUntil,
  }),
  async fill(files, staging) {
    const main = files.find((file) => path.basename(file).toLowerCase() === 'loinc.csv');
    if (main === undefined) throw new StartFailure('LOINC needs Loinc.csv.');
    await terms(main, staging);
    for (const file of files) {
      const language = /^([a-z]{2})([A-Z]{2})\d*LinguisticVariant\.csv$/.exec(path.basename(file));
      if (language !== null) await variant(file, `${language[1]}-${language[2]}`, staging);
      else if (path.basename(file) === 'ComponentHierarchyBySystem.csv') await hierarchy(file, staging);
      else if (file !== main)
        throw new StartFailure(`${path.basename(file)} is none of the files that are loaded of LOINC.`);
    }
  },
};

type Row = (column: string) => string;

/** Fails when a column that is read is not there; LOINC adds others with its releases. */
async function* rowsOf(file: string, needed: readonly string[]): AsyncGenerator<Row> {
  let places: Map<string, number> | undefined;
  for await (const fields of delimited(file, ',')) {
    if (places === undefined) {
      places = new Map(fields.map((name, at) => [name.toUpperCase(), at]));
      const missing = needed.find((name) => !places?.has(name.toUpperCase()));
      if (missing !== undefined) throw new StartFailure(`${path.basename(file)} has no column ${missing}.`);
      continue;
    }
    const at = places;
    yield (column) => fields[at.get(column.toUpperCase()) ?? -1]?.trim() ?? '';
  }
}

async function terms(file: string, staging: Staging): Promise<void> {
  for await (const row of rowsOf(file, ['LOINC_NUM', 'LONG_COMMON_NAME', 'SHORTNAME', ...properties])) {
    const code = row('LOINC_NUM');
    await staging.concept({
      code,
      display: row('LONG_COMMON_NAME') || row('COMPONENT') || code,
      active: !inactive.has(row('STATUS')),
    });
    for (const [column, use] of [
      ['SHORTNAME', 'SHORTNAME'],
      ['CONSUMER_NAME', 'ConsumerName'],
      ['DISPLAYNAME', 'DisplayName'],
    ] as const) {
      if (row(column) !== '')
        await staging.term({ code, language: 'en', useSystem: loincSystem, useCode: use, value: row(column) });
    }
    for (const name of properties) if (row(name) !== '') await staging.property(code, name, 'string', row(name));
  }
}

async function variant(file: string, language: string, staging: Staging): Promise<void> {
  for await (const row of rowsOf(file, ['LOINC_NUM', 'LONG_COMMON_NAME', 'LinguisticVariantDisplayName'])) {
    for (const column of ['LinguisticVariantDisplayName', 'LONG_COMMON_NAME', 'SHORTNAME']) {
      const value = row(column);
      const use = column === 'LinguisticVariantDisplayName' ? {} : { useSystem: loincSystem, useCode: column };
      if (value !== '') await staging.term({ code: row('LOINC_NUM'), language, ...use, value });
    }
  }
}

/** Parts (LP…) are concepts too; a code stands below the parts that it is made of. */
async function hierarchy(file: string, staging: Staging): Promise<void> {
  const parts = new Set<string>();
  for await (const row of rowsOf(file, ['IMMEDIATE_PARENT', 'CODE', 'CODE_TEXT'])) {
    const [code, parent] = [row('CODE'), row('IMMEDIATE_PARENT')];
    if (code.startsWith('LP') && !parts.has(code)) {
      parts.add(code);
      await staging.concept({ code, display: row('CODE_TEXT'), abstract: true });
    }
    if (parent !== '') await staging.parent(code, parent);
  }
}
