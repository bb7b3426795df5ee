/**
 * R4's own code systems, value sets and concept maps (http://hl7.org/fhir/R4/terminologies-systems.html), from the generated file
 * fhir/src/r4/generated/terminology.ndjson. The file is read when the first of them is asked for, and each line is parsed
 * when it is: a process that never asks for a v2 table never pays for it.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CodeSystem, ConceptMap, ValueSet } from '@medplum/fhirtypes';
import { parseCanonical } from '@vardkedjan/fhir/canonical.ts';

export interface TerminologyResources {
  CodeSystem: CodeSystem;
  ConceptMap: ConceptMap;
  ValueSet: ValueSet;
}

export type TerminologyType = keyof TerminologyResources;

interface Line {
  url: string;
  version: string;
  start: number;
  end: number;
  parsed?: object;
}

let lines: ReadonlyMap<string, Line> | undefined;
let text = Buffer.alloc(0);

/** undefined: R4 has none of that URL, or another version of it. The same one is the same object: it must not be changed. */
export function r4Resource<T extends TerminologyType>(type: T, canonical: string): TerminologyResources[T] | undefined {
  // R4's v2 table 0391 has a bar in its URL itself.
  const whole = allLines().get(`${type} ${canonical}`);
  if (whole !== undefined) return parsed(whole) as TerminologyResources[T];
  const { url, version } = parseCanonical(canonical);
  const line = allLines().get(`${type} ${url}`);
  return line === undefined || (version !== undefined && version !== line.version)
    ? undefined
    : (parsed(line) as TerminologyResources[T]);
}

export function r4Resources<T extends TerminologyType>(type: T): TerminologyResources[T][] {
  return [...allLines()].flatMap(([name, line]) =>
    name.startsWith(`${type} `) ? [parsed(line) as TerminologyResources[T]] : [],
  );
}

/** URL and version of each, without reading it. */
export function r4Headings(type: TerminologyType): { url: string; version: string }[] {
  return [...allLines()].flatMap(([name, { url, version }]) => (name.startsWith(`${type} `) ? [{ url, version }] : []));
}

function parsed(line: Line): object {
  line.parsed ??= JSON.parse(text.toString('utf8', line.start, line.end)) as object;
  return line.parsed;
}

/** R4's code system whose `valueSet`, the value set of all its codes, is this. */
export function r4SystemOf(valueSet: string): string | undefined {
  return allLines().get(`all of ${valueSet}`)?.url;
}

const heading = /^\{"resourceType":"(\w+)","url":"([^"]+)"(?:,"version":"([^"]*)")?(?:,"valueSet":"([^"]*)")?/;
const longestHeading = 500;

function allLines(): ReadonlyMap<string, Line> {
  if (lines !== undefined) return lines;
  text = readFileSync(fileURLToPath(import.meta.resolve('@vardkedjan/fhir/r4/generated/terminology.ndjson')));
  const found = new Map<string, Line>();
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start);
    const [, type = '', url = '', version = '', valueSet] =
      heading.exec(text.toString('utf8', start, Math.min(end, start + longestHeading))) ?? [];
    const line = { url, version, start, end };
    found.set(`${type} ${url}`, line);
    if (valueSet !== undefined) found.set(`all of ${valueSet}`, line);
    start = end + 1;
  }
  lines = found;
  return lines;
}
