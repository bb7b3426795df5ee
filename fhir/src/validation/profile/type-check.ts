/** The types that a profile leaves of an element, the profiles these must conform to, and what references may lead to. */
import type { ElementDefinition, ElementDefinitionType } from '@medplum/fhirtypes';
import { parseCanonical } from '../../canonical.ts';
import { parseReference, referenceType } from '../../reference.ts';
import type { ElementRow } from '../../r4/element-table.ts';
import { baseTypeOf } from './element-node.ts';
import { isJson, isKindOf, type Item } from './item.ts';
import type { ItemCheck, ProfileRun } from './run.ts';
import { conforms } from './slice-test.ts';

/** undefined when the base says as much. */
export function typeCheck({ type }: ElementDefinition, row: ElementRow | undefined, by: string): ItemCheck | undefined {
  const types = (type ?? []).filter(({ code }) => code.startsWith('http://hl7.org/fhirpath/') === false);
  if (types.length === 0 || (type?.length ?? 0) > types.length) return undefined;
  const narrows = row === undefined || row.types.some((one) => !types.some(({ code }) => isAllowed(one, code)));
  const profiled = types.some(({ profile }) => profile?.some((url) => !isOwnType(url)) === true);
  const targeted = types.some(({ targetProfile }) => targetProfile !== undefined && !sayNoMore(targetProfile, row));
  if (!narrows && !profiled && !targeted) return undefined;
  const names = types.map(({ code }) => code);
  const says = `must be ${[...new Set(names)].join(' or ')}`;
  return (item, run) => {
    const fitting = types.filter(({ code }) => isAllowed(item.type, code));
    if (fitting.length === 0) {
      run.report('error', 'structure', item.path, says, by);
      return;
    }
    if (profiled) checkProfiles(item, fitting, run, by);
    if (targeted) checkTargets(item, fitting, run, by);
  };
}

/** A backbone element's type is its path here, BackboneElement in the definition. */
function isAllowed(type: string, code: string): boolean {
  return isKindOf(type, code) || (type.includes('.') && (code === 'BackboneElement' || code === 'Element'));
}

function isOwnType(url: string): boolean {
  return baseTypeOf(url) !== undefined;
}

function sayNoMore(targets: readonly string[], row: ElementRow | undefined): boolean {
  const names = targets.map(baseTypeOf);
  if (names.some((name) => name === undefined)) return false;
  if (names.includes('Resource')) return true;
  return row?.targets !== undefined && row.targets.every((name) => names.includes(name));
}

function checkProfiles(item: Item, types: readonly ElementDefinitionType[], run: ProfileRun, by: string): void {
  if (types.some(({ profile }) => profile === undefined || profile.some(isOwnType))) return;
  const profiles = types.flatMap(({ profile }) => profile ?? []);
  const [only] = profiles;
  if (profiles.length === 1 && only !== undefined) {
    // Each extension is checked by its own definition anyway.
    if (item.type === 'Extension' && item.json['url'] === parseCanonical(only).url) return;
    checkOne(item, only, run, by);
    return;
  }
  const answers = profiles.map((profile) => run.fits(item, profile));
  if (answers.includes(true)) return;
  if (answers.includes(undefined)) unknown(item, run, by);
  else run.report('error', 'structure', item.path, 'conforms to none of the profiles that its type may have', by);
}

function checkOne(item: Item, profile: string, run: ProfileRun, by: string): void {
  const found = run.profile(profile);
  if (found === null) unknown(item, run, by);
  else found?.check(item, run);
}

function unknown(item: Item, run: ProfileRun, by: string): void {
  run.report('warning', 'not-found', item.path, 'could not be checked: the profile of its type is not known here', by);
}

function checkTargets(item: Item, types: readonly ElementDefinitionType[], run: ProfileRun, by: string): void {
  if (types.some(({ targetProfile }) => targetProfile === undefined) || !isReference(item)) return;
  const targets = types.flatMap(({ targetProfile }) => targetProfile ?? []);
  const names = targets.map((target) => baseTypeOf(target) ?? run.profile(target)?.type);
  const known = typeOfTarget(item, run);
  if (known === undefined) return;
  const fitting = targets.filter((_target, index) => {
    const name = names[index];
    return name === undefined || isKindOf(known, name);
  });
  if (fitting.length === 0) {
    run.report('error', 'value', item.path, `must refer to ${[...new Set(names)].join(' or ')}, not to ${known}`, by);
    return;
  }
  if (fitting.some((target) => isOwnType(target))) return;
  checkTarget(item, fitting, run, by);
}

function isReference(item: Item): boolean {
  return item.type === 'Reference' && isJson(item.value);
}

/** From the reference itself; else from what it leads to within the resource or the Bundle. */
function typeOfTarget(item: Item, run: ProfileRun): string | undefined {
  return (
    referenceType(item.json) ??
    (isWithin(item.json['reference']) ? run.resolve(String(item.json['reference']), item)?.type : undefined)
  );
}

function isWithin(reference: unknown): boolean {
  return typeof reference === 'string' && /^(?:#|urn:)/.test(reference);
}

/** A resource elsewhere has a life of its own: that it does not conform is said, but is no fault of the one that refers to it. */
function checkTarget(item: Item, profiles: readonly string[], run: ProfileRun, by: string): void {
  const reference = item.json['reference'];
  const target =
    typeof reference === 'string' && parseReference(reference).kind !== 'other'
      ? run.resolve(reference, item)
      : undefined;
  if (target === undefined) return;
  const answers = profiles.map((profile) => conforms(target, profile, run));
  if (answers.includes(true) || answers.includes(undefined)) return;
  const severity = target.parent === undefined && target !== item.container ? 'warning' : 'error';
  run.report(
    severity,
    'structure',
    item.path,
    'refers to a resource that does not conform to the profile asked for',
    by,
  );
}
