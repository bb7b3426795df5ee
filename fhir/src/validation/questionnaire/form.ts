/** What the parts of the check of a form have in common. */
import type { Issue } from '../../outcome.ts';
import type { Code, InValueSet } from '../profile/knowledge.ts';

export type Json = Record<string, unknown>;

/** `what` ends a sentence that begins with the path, and holds no value. */
export type Report = (code: Issue['code'], path: string, what: string) => void;

export interface Tell {
  report: Report;
  inValueSet: (valueSet: string, code: Code) => InValueSet | 'pending';
}

export function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter((each): each is Json => typeof each === 'object' && each !== null) : [];
}

const standard = 'http://hl7.org/fhir/StructureDefinition/';
const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/';

/** The value of the first of R4's (or SDC's) extensions of that name. */
export function extensionOf(element: Json, name: string): unknown {
  return extensionsOf(element, name)[0];
}

export function extensionsOf(element: Json, name: string): unknown[] {
  return list(element['extension'])
    .filter(({ url }) => url === standard + name || url === sdc + name)
    .map(valueOf);
}

/** The value of `value[x]` or `answer[x]`, whatever its type. */
export function valueOf(element: Json): unknown {
  return element[keyOf(element) ?? ''];
}

export function keyOf(element: Json): string | undefined {
  for (const key in element) if (/^(?:value|answer)[A-Z]/.test(key)) return key;
  return undefined;
}

/** Codes are the same by system and code, whatever they are called. */
export function isSameAnswer(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  const [first, second] = [one as Json, other as Json];
  if ('code' in first && 'code' in second && !('value' in first))
    return first['code'] === second['code'] && first['system'] === second['system'];
  if ('reference' in first) return first['reference'] === second['reference'];
  return JSON.stringify(first) === JSON.stringify(second);
}
