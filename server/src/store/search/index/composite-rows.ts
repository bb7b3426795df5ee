/**
 * Index rows of composites that stand in repeating elements: the parts that are hashed (token, reference, uri) become one
 * hash, and what is compared (date, quantity, number, string) stands in a row under that hash. Two numbers, as R4 has them
 * for positions in a sequence, stand as the row's low and high.
 */
import type { Resource } from '@medplum/fhirtypes';
import type { CompositeSource } from '@vardkedjan/fhir/search/index-sources.ts';
import {
  type Amount,
  eachAmount,
  eachNumber,
  eachReference,
  eachString,
  eachToken,
  eachUri,
  type Span,
  spanOf,
} from '@vardkedjan/fhir/search/values.ts';
import { between, isHashed, postingSeed, rowParam, tokenForms } from './index-names.ts';
import type { IndexRows } from './index-rows.ts';
import { addString, quantityRow } from './row-values.ts';
import { stockholmZone } from '@vardkedjan/care/time/stockholm-zone.ts';

interface Compared {
  dates: Span[];
  amounts: Amount[];
  strings: string[];
  numbers: number[][];
}

export function compositeRows(
  rows: IndexRows,
  { parameter, path, walk, components }: CompositeSource,
  resource: Resource,
): void {
  walk(resource, (element) => {
    const compared: Compared = { dates: [], amounts: [], strings: [], numbers: [] };
    let hashed = [''];
    let first = true;
    for (const component of components) {
      const forms: string[] = [];
      const numbers: number[] = [];
      component.walk(component.fromRoot ? resource : element, (value, type) => {
        if (component.kind === 'token') {
          eachToken(value, type, {
            token: (system, code) => forms.push(...tokenForms(system, code)),
            typed: () => undefined,
            system: () => undefined,
          });
        } else if (component.kind === 'reference') {
          eachReference(value, type, { reference: (text) => forms.push(text), identifier: () => undefined });
        } else if (component.kind === 'uri') eachUri(value, (uri) => forms.push(uri));
        else if (component.kind === 'string') eachString(value, type, (_, text) => compared.strings.push(text));
        else if (component.kind === 'quantity') eachAmount(value, type, (amount) => compared.amounts.push(amount));
        else if (component.kind === 'number') eachNumber(value, type, ({ low }) => numbers.push(low));
        else {
          const span = spanOf(value, type, stockholmZone);
          if (span !== undefined) compared.dates.push(span);
        }
      });
      if (component.kind === 'number') compared.numbers.push(numbers);
      if (component.kind === 'token' || component.kind === 'reference' || component.kind === 'uri') {
        hashed = first ? forms : hashed.flatMap((before) => forms.map((form) => before + between + form));
        first = false;
      }
    }
    for (const text of new Set(hashed))
      add(
        rows,
        text,
        compared,
        components.every(({ kind }) => isHashed(kind)),
      );
  });

  function add(into: IndexRows, text: string, compared: Compared, allHashed: boolean): void {
    if (allHashed) {
      into.postings.add(text, postingSeed.composite(parameter, path), true);
      return;
    }
    const param = rowParam.composite(parameter, path, text);
    for (const span of compared.dates) into.dates.push({ param, ...span });
    for (const amount of compared.amounts) into.quantities.push(quantityRow(param, amount));
    for (const string of compared.strings) addString(into, param, string);
    const [lows = [], highs = lows] = compared.numbers;
    for (const low of lows) for (const high of highs) into.quantities.push({ param, unit: 0, code: 0, low, high });
  }
}
