/** UCUM's functional cases (https://ucum.org), by what search and validation use for units. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonical, isUcum, unitName } from '@vardkedjan/fhir/search/ucum.ts';
import { readXml } from '@vardkedjan/fhir/xml/read-xml.ts';
import type { XmlElement } from '@vardkedjan/fhir/xml/xml-element.ts';
import type { CaseResult, Suite } from '../suite.ts';
import { attributeOf, elementsOf } from './xml-suite.ts';

export const ucum: Suite = {
  id: 'ucum',
  title: 'UCUM: units valid or not, converted, multiplied and divided, and their names',
  path: 'suites/ucum',
  source: 'FHIR/Ucum-java, BSD-3; UCUM terms of use',
  remarks:
    'Conversion, multiplication and division go by the canonical units that search compares quantities in, to as many digits as the case gives. Of cases with the same id the later ones are numbered.',
  run: (at) => casesIn(readXml(readFileSync(join(at, 'UcumFunctionalTests.xml'), 'utf8'))),
};

function casesIn(root: XmlElement): CaseResult[] {
  const taken = new Map<string, number>();
  return elementsOf(root).flatMap((group) => {
    const check = checks[group.name];
    if (check === undefined) return [];
    return elementsOf(group, 'case').map((one) => {
      const value = (name: string): string => attributeOf(one, name) ?? '';
      const id = `${group.name} ${value('id')}`;
      const times = (taken.get(id) ?? 0) + 1;
      taken.set(id, times);
      const why = check(value);
      const name = `${id}${times === 1 ? '' : ` (${times})`}: ${told(group.name, value)}`;
      return { suite: 'ucum', name, passed: why === undefined, ...(why !== undefined && { why }) };
    });
  });
}

type Value = (name: string) => string;

/** What is wrong, or undefined. */
const checks: Record<string, (value: Value) => string | undefined> = {
  validation: (value) =>
    isUcum(value('unit')) === (value('valid') === 'true')
      ? undefined
      : value('valid') === 'true'
        ? 'taken for no unit'
        : 'taken for a unit',
  displayNameGeneration: (value) => {
    const name = unitName(value('unit'));
    return name === value('display') ? undefined : `named “${name}”`;
  },
  conversion: (value) => same(Number(value('value')), value('srcUnit'), value('outcome'), value('dstUnit')),
  multiplication: (value) =>
    same(Number(value('v1')) * Number(value('v2')), `(${value('u1')}).(${value('u2')})`, value('vRes'), value('uRes')),
  division: (value) =>
    same(Number(value('v1')) / Number(value('v2')), `(${value('u1')})/(${value('u2')})`, value('vRes'), value('uRes')),
};

function same(value: number, unit: string, expected: string, expectedUnit: string): string | undefined {
  const own = canonical(value, unit);
  const one = canonical(1, expectedUnit === '' ? '1' : expectedUnit);
  if (own === undefined || one === undefined) return 'one of the units is not known';
  if (own.unit !== one.unit) return `in ${own.unit}, not ${one.unit}`;
  const digits = expected
    .replace(/e.*$/i, '')
    .replace(/^-?0*\.?0*/, '')
    .replace('.', '').length;
  const found = own.value / one.value;
  // Search keeps 12 digits.
  const precision = Math.min(Math.max(digits, 1), 12);
  return found.toPrecision(precision) === Number(expected).toPrecision(precision) ? undefined : `gives ${found}`;
}

function told(group: string, value: Value): string {
  switch (group) {
    case 'conversion':
      return `${value('value')} ${value('srcUnit')} is ${value('outcome')} ${value('dstUnit')}`;
    case 'multiplication':
    case 'division':
      return `${value('v1')} ${value('u1')} ${group === 'division' ? '/' : '*'} ${value('v2')} ${value('u2')} is ${value('vRes')} ${value('uRes')}`;
    default:
      return value('unit') === '' ? '(empty)' : value('unit');
  }
}
