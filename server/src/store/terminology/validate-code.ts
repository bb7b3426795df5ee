/**
 * Whether a code is in a value set or a code system: http://hl7.org/fhir/R4/valueset-operation-validate-code.html,
 * http://hl7.org/fhir/R4/codesystem-operation-validate-code.html.
 */
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Part } from '@vardkedjan/fhir/terminology/compose.ts';
import type { Concept, Designation } from '@vardkedjan/fhir/terminology/concept.ts';
import { isListed } from '@vardkedjan/fhir/terminology/members.ts';
import { displayIn } from './display-in.ts';
import type { Sources } from './sources.ts';
import type { SystemContent } from './system-content.ts';
import type { CodeAsked, Validated, Validating } from './terminology.ts';

interface Called {
  display?: string | undefined;
  designations: readonly Designation[];
}

export async function validateCode(
  sources: Sources,
  parts: readonly Part[],
  asked: CodeAsked,
  how: Validating,
): Promise<Validated> {
  const fitting = parts.filter(({ system }) => asked.system === undefined || system === asked.system);
  if (fitting.length === 0) return { result: false, message: 'The value set has no codes of this code system' };
  let unknown: Validated | undefined;
  let failed: Validated = { result: false, message: 'The code is not in the value set' };
  for (const part of fitting) {
    const answer = await validateInPart(sources, part, asked, how);
    if (answer?.result === true || (answer?.result === false && answer.display !== undefined)) return answer;
    if (answer?.result === undefined && answer !== undefined) unknown ??= answer;
    else if (answer !== undefined) failed = answer;
  }
  return unknown ?? failed;
}

async function validateInPart(
  sources: Sources,
  part: Part,
  asked: CodeAsked,
  how: Validating,
): Promise<Validated | undefined> {
  const { system, version, names, activeOnly } = part;
  if (version !== undefined && asked.version !== undefined && version !== asked.version)
    return { result: false, message: 'The value set has another version of this code system' };
  const date = part.date ?? how.date;
  const content = await sources.content(system, version ?? asked.version, date);
  if (content === undefined) return notHere(part, asked);
  const concept = await membership(content, part, asked, date?.slice(0, 10));
  if (concept === undefined || (activeOnly && !concept.active)) {
    const isCode = (await content.find(asked.code, date?.slice(0, 10))) !== undefined;
    if (!isCode && isPartial(content))
      return {
        result: undefined,
        unknown: 'code',
        message: 'Whether it is a code cannot be known: not all codes of its system are here',
      };
    return {
      result: false,
      message: isCode ? 'The code is not in the value set' : 'The code is not one of its code system',
    };
  }
  if (concept.abstract && how.abstract === false)
    return { result: false, message: 'The code is abstract: it groups others and is not to be chosen' };
  const own = names.get(asked.code);
  const called = {
    display: own?.display ?? concept.display,
    designations: [...(own?.designations ?? []), ...concept.designations],
  };
  const also: Called[] = own?.display === undefined ? [called] : [called, concept];
  return checkDisplay(
    asked,
    also,
    { system, version: content.about.version, language: content.about.language, inactive: !concept.active },
    how,
  );
}

async function membership(
  content: SystemContent,
  { members }: Part,
  { code }: CodeAsked,
  date: string | undefined,
): Promise<Concept | undefined> {
  const found = await content.member(members, code, date);
  if (found !== undefined || !isPartial(content)) return found;
  // A code that the value set lists is in it, although the part of the system that is here has not got it.
  return isListed(members, code) === true
    ? { code, active: true, abstract: false, designations: [], properties: [], parents: [], children: [] }
    : undefined;
}

function isPartial({ about }: SystemContent): boolean {
  return about.content === 'fragment' || about.content === 'example';
}

/** A code of a system that is not here is in the value set when the value set lists it. */
function notHere({ system, version, members, names }: Part, asked: CodeAsked): Validated {
  const isIn = isListed(members, asked.code);
  if (isIn === undefined)
    return { result: undefined, unknown: 'code-system', message: 'The codes of this code system are not here' };
  if (!isIn) return { result: false, message: 'The code is not in the value set' };
  const { display, designations = [] } = names.get(asked.code) ?? {};
  return checkDisplay(
    asked,
    display === undefined && designations.length === 0 ? [] : [{ display, designations }],
    { system, version },
    {},
  );
}

interface Found {
  system: string;
  version?: string | undefined;
  language?: string | undefined;
  inactive?: boolean;
}

/** No name known at all: none can be wrong. */
export function checkDisplay(
  { display }: CodeAsked,
  names: readonly Called[],
  found: Found,
  { displayLanguage }: Validating,
): Validated {
  const [first] = names;
  const best = first && displayIn(first, displayLanguage, found.language);
  const about = {
    ...(best !== undefined && { display: best }),
    system: found.system,
    ...(found.version !== undefined && { version: found.version }),
  };
  const known = names
    .flatMap((called) => [called.display, ...called.designations.map(({ value }) => value)])
    .filter((name) => name !== undefined);
  if (display !== undefined && known.length > 0 && !known.some((name) => plain(name) === plain(display)))
    return { result: false, message: 'The display is none of the names of this code', ...about };
  return { result: true, ...(found.inactive === true && { message: 'The code is not active any more' }), ...about };
}

function plain(name: string): string {
  return name.normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

export async function validateInSystem(content: SystemContent, asked: CodeAsked, how: Validating): Promise<Validated> {
  const { url, version, language } = content.about;
  const concept = await content.find(asked.code, how.date?.slice(0, 10));
  if (concept === undefined) {
    return isPartial(content)
      ? {
          result: undefined,
          unknown: 'code',
          message: 'Whether it is a code cannot be known: not all codes of its system are here',
        }
      : { result: false, message: 'The code is not one of its code system' };
  }
  if (concept.abstract && how.abstract === false)
    return { result: false, message: 'The code is abstract: it groups others and is not to be chosen' };
  return checkDisplay(asked, [concept], { system: url, version, language, inactive: !concept.active }, how);
}

export function unknownSystem(): Failure {
  return new Failure('not-found', 'The code system, or the version of it that is asked for, is not known here');
}
