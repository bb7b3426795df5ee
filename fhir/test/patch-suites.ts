/**
 * HL7's published patch cases, unmodified: https://github.com/FHIR/fhir-test-cases (Apache-2.0), not part of this repository. For
 * the tests, and for `npm run conformance`.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { cloneJson, parseJson, stringifyJson } from '../src/json.ts';
import { applyFhirPathPatch } from '../src/patch/fhirpath-patch.ts';
import { applyJsonPatch } from '../src/patch/json-patch.ts';
import { applyXmlPatch } from '../src/patch/xml-patch.ts';
import { readXml } from '../src/xml/read-xml.ts';
import { resourceFromXml } from '../src/xml/resource-from-xml.ts';
import type { XmlElement } from '../src/xml/xml-element.ts';

export interface PatchCase {
  suite: 'json-patch' | 'fhirpath-patch' | 'xml-patch';
  name: string;
  passed: boolean;
  /** What happened instead, when it has not passed. */
  why?: string;
}

const folderOf = (dataFolder: string): string => path.join(dataFolder, 'suites/fhir-patch');

/** `dataFolder`: where `suites/fhir-patch` is. */
export function hasPatchSuites(dataFolder: string): boolean {
  return existsSync(folderOf(dataFolder));
}

export function runPatchSuites(dataFolder: string): PatchCase[] {
  // Line ends as XML has them: https://www.w3.org/TR/xml/#sec-line-ends
  const read = (file: string): string =>
    readFileSync(path.join(folderOf(dataFolder), file), 'utf8').replaceAll('\r\n', '\n');
  return [
    ...jsonCases(read('json-patch-tests.json')),
    ...xmlCases(read('fhir-patch-tests.xml'), 'fhirpath-patch', fhirPathCase),
    ...xmlCases(read('xml-patch-tests.xml'), 'xml-patch', xmlPatchCase),
  ];
}

/** undefined: as it should be. */
type Outcome = string | undefined;

interface JsonCase {
  comment?: string;
  doc: object;
  patch: unknown;
  expected?: object;
  error?: string;
  disabled?: boolean;
}

function jsonCases(text: string): PatchCase[] {
  return (parseJson(text) as JsonCase[])
    .filter(({ disabled }) => disabled !== true)
    .map(({ comment, doc, patch, expected, error }, index) => {
      const name = comment ?? `case ${index + 1}`;
      return told('json-patch', name, () =>
        expect(error !== undefined, () => {
          const patched = applyJsonPatch(cloneJson(doc), patch);
          return isDeepStrictEqual(patched, expected) ? undefined : `gives ${stringifyJson(patched)}`;
        }),
      );
    });
}

function xmlCases(text: string, suite: PatchCase['suite'], run: (one: XmlElement) => Outcome): PatchCase[] {
  const names = new Map<string, number>();
  return elementsOf(readXml(text), 'case').map((one) => {
    const name = one.attributes.find((attribute) => attribute.name === 'name')?.value ?? '';
    const again = (names.get(name) ?? 0) + 1;
    names.set(name, again);
    return told(suite, again === 1 ? name : `${name} (${again})`, () => run(one));
  });
}

function fhirPathCase(one: XmlElement): Outcome {
  const resource = (part: string) => resourceFromXml(onlyElement(one, part));
  return expect(elementsOf(one, 'error').length > 0, () => {
    const patched = applyFhirPathPatch(resource('input'), resource('diff'));
    return isDeepStrictEqual(content(patched), content(resource('output')))
      ? undefined
      : `gives ${stringifyJson(patched)}`;
  });
}

/** A narrative's quotes may be written in two ways, and the suite does. */
function content(value: object): unknown {
  return JSON.parse(stringifyJson(value).replaceAll('&quot;', '\\"'));
}

function xmlPatchCase(one: XmlElement): Outcome {
  const fails = elementsOf(one, 'error').length > 0;
  return expect(fails, () => {
    const patched = applyXmlPatch(onlyElement(one, 'target'), elementsOf(one, 'patch')[0] as XmlElement);
    const expected = onlyElement(one, 'patched');
    return isDeepStrictEqual(comparable(patched), comparable(expected))
      ? undefined
      : `gives ${JSON.stringify(comparable(patched))}`;
  });
}

/** Without white space between elements, prefixes and the order of attributes, which say nothing. */
function comparable({ name, namespace, attributes, children }: XmlElement): unknown {
  const own = attributes.filter((one) => one.prefix !== '' || one.name !== 'xmlns');
  return {
    name,
    namespace,
    attributes: own.map((one) => `${one.namespace} ${one.name}=${one.value}`).sort(),
    children: children.flatMap((node) => {
      if (node.kind === 'element') return [comparable(node)];
      return node.kind === 'instruction' || node.text.trim() === '' ? [] : [`${node.kind} ${node.text.trim()}`];
    }),
  };
}

function expect(fails: boolean, work: () => Outcome): Outcome {
  if (!fails) return work();
  try {
    work();
  } catch (error) {
    if (error instanceof Error && error.name === 'Failure') return undefined;
    throw error;
  }
  return 'is taken, and should be refused';
}

function told(suite: PatchCase['suite'], name: string, run: () => Outcome): PatchCase {
  let why: Outcome;
  try {
    why = run();
  } catch (error) {
    why = error instanceof Error ? error.message : String(error);
  }
  return why === undefined ? { suite, name, passed: true } : { suite, name, passed: false, why };
}

function elementsOf({ children }: XmlElement, name: string): XmlElement[] {
  return children.filter((node): node is XmlElement => node.kind === 'element' && node.name === name);
}

/** The document that a part of a case holds; an empty one is read as such, and refused. */
function onlyElement(one: XmlElement, part: string): XmlElement {
  const [holder] = elementsOf(one, part);
  const element = holder?.children.find((node) => node.kind === 'element');
  return element ?? readXml('');
}
