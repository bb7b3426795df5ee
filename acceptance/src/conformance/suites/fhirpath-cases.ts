/** HL7's FHIRPath cases for R4 as data, their XML inputs read by our own reader. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseJson } from '@vardkedjan/fhir/json.ts';
import { typeInfo } from '@vardkedjan/fhir/r4/element-table.ts';
import { elementOrder } from '@vardkedjan/fhir/xml/element-order.ts';
import { readXml } from '@vardkedjan/fhir/xml/read-xml.ts';
import { resourceFromXml, type ResourceValue } from '@vardkedjan/fhir/xml/resource-from-xml.ts';
import type { XmlElement } from '@vardkedjan/fhir/xml/xml-element.ts';
import { attributeOf, elementsOf, textOf } from './xml-suite.ts';

export interface FhirPathCase {
  name: string;
  expression: string;
  input: ResourceValue | undefined;
  /** `syntax`, `semantic`, `execution` or `true`: an error is expected. */
  invalid: string | undefined;
  /** Only whether there is anything counts. */
  predicate: boolean;
  ordered: boolean;
  outputs: readonly { type: string | undefined; text: string }[];
}

export function fhirPathCases(folder: string): FhirPathCase[] {
  const inputs = new Map<string, ResourceValue>();
  const inputOf = (file: string): ResourceValue => {
    const text = readFileSync(join(folder, file), 'utf8').replace(/^\uFEFF/, '');
    const input = inputs.get(file) ?? ((file.endsWith('.xml') ? fromXml(text) : parseJson(text)) as ResourceValue);
    inputs.set(file, input);
    return input;
  };
  const root = readXml(readFileSync(join(folder, 'tests-fhir-r4.xml'), 'utf8'));
  const taken = new Map<string, number>();
  return elementsOf(root, 'group').flatMap((group) =>
    elementsOf(group, 'test').map((test) => {
      const name = attributeOf(test, 'name') ?? `${attributeOf(group, 'name')} without a name`;
      const times = (taken.get(name) ?? 0) + 1;
      taken.set(name, times);
      const file = attributeOf(test, 'inputfile');
      return caseOf(test, times === 1 ? name : `${name} (${times})`, file === undefined ? undefined : inputOf(file));
    }),
  );
}

/** One input (observation-example.xml) has an extension where XML has no place for it; it is put where it belongs first. */
function fromXml(text: string): ResourceValue {
  const root = readXml(text);
  const info = typeInfo(root.name);
  if (info === undefined) throw new Error(`no resource ${root.name}`);
  const order = elementOrder(info);
  root.children = elementsOf(root).toSorted(
    (a, b) => (order.get(a.name)?.place ?? 0) - (order.get(b.name)?.place ?? 0),
  );
  return resourceFromXml(root, text);
}

function caseOf(test: XmlElement, name: string, input: ResourceValue | undefined): FhirPathCase {
  const [expression] = elementsOf(test, 'expression');
  if (expression === undefined) throw new Error(`${name} has no expression`);
  return {
    name,
    expression: textOf(expression).trim(),
    input,
    invalid: attributeOf(expression, 'invalid'),
    predicate: attributeOf(test, 'predicate') === 'true',
    ordered: attributeOf(test, 'ordered') !== 'false',
    outputs: elementsOf(test, 'output').map((output) => ({ type: attributeOf(output, 'type'), text: textOf(output) })),
  };
}
