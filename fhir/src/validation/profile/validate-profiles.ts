/**
 * Validation against profiles: the ones asked for, those that resources claim in meta.profile (http://hl7.org/fhir/R4/profiling.html),
 * and the definitions of the extensions they use. The base definitions are checked by validate.ts, before or beside.
 */
import type { Issue } from '../../outcome.ts';
import { isPrimitiveType } from '../../r4/element-table.ts';
import { checkResponse } from '../questionnaire/check-response.ts';
import { checkExtension } from './extension-check.ts';
import { allChildren, childItems, isJson, type Item, type Json, rootItem } from './item.ts';
import { type Knowledge, type Source, Wanted } from './knowledge.ts';
import { type ProfileOptions, ProfileRun } from './run.ts';

export interface ProfileRequest extends ProfileOptions {
  /** Canonicals that the resource must conform to, besides those it claims. */
  profiles?: readonly string[];
}

/** Each round learns what the one before has missed; definitions lead to definitions. */
const mostRounds = 40;

/**
 * Issues of all severities; none when the resource conforms. A profile that is not known is an issue of severity `warning` when
 * the resource claims it, and `error` when it was asked for.
 */
export async function validateProfiles(
  resource: unknown,
  request: ProfileRequest,
  knowledge: Knowledge,
  source: Source,
): Promise<Issue[]> {
  const references = new Map<string, unknown>();
  const questionnaires = new Map<string, unknown>();
  for (let round = 1; ; round++) {
    const wanted = new Wanted();
    const run = new ProfileRun(knowledge, wanted, { references, questionnaires }, request);
    const item = rootItem(resource);
    if (item === undefined) return [];
    for (const profile of request.profiles ?? []) checkProfile(item, profile, run, 'error');
    if (request.onlyIfKnown !== true || claims(item).some(([, profile]) => run.profile(profile) !== null))
      walk(item, run);
    else for (const [claiming, profile] of claims(item)) checkProfile(claiming, profile, run, 'warning');
    if (wanted.nothing) return run.issues;
    if (round === mostRounds) throw new Error('Profiles lead to ever more profiles');
    await Promise.all([
      knowledge.learn(wanted, source),
      ...[...wanted.questionnaires].map(async (canonical) =>
        questionnaires.set(canonical, await source.questionnaire(canonical)),
      ),
      ...[...wanted.references].map(async (reference) => references.set(reference, await source.resource(reference))),
    ]);
  }
}

/** Whether a resource, or one within it, claims a profile: without, a write asks for nothing of this. */
export function claimsProfile(resource: Json): boolean {
  if (isJson(resource['meta']) && resource['meta']['profile'] !== undefined) return true;
  const { contained, entry, resourceType } = resource;
  if (Array.isArray(contained) && contained.some((each) => isJson(each) && claimsProfile(each))) return true;
  if (resourceType !== 'Bundle' || !Array.isArray(entry)) return false;
  return entry.some((each) => isJson(each) && isJson(each['resource']) && claimsProfile(each['resource']));
}

/** The profiles that the resource and those within it claim. */
function claims(item: Item): [Item, string][] {
  const own = ownClaims(item).map((profile): [Item, string] => [item, profile]);
  const contained = childItems(item, 'contained').flatMap(claims);
  if (item.type !== 'Bundle') return [...own, ...contained];
  const entries = childItems(item, 'entry').flatMap((entry) => childItems(entry, 'resource'));
  return [...own, ...entries.flatMap(claims)];
}

function ownClaims({ json: { meta } }: Item): string[] {
  const profiles: unknown[] = isJson(meta) && Array.isArray(meta['profile']) ? meta['profile'] : [];
  return profiles.filter((profile) => typeof profile === 'string');
}

/** Every element once: the profiles that resources claim, the extensions that elements have. */
function walk(item: Item, run: ProfileRun): void {
  if (item.isResource) for (const profile of ownClaims(item)) checkProfile(item, profile, run, 'warning');
  if (item.type === 'QuestionnaireResponse' && run.options.onlyIfKnown !== true) checkForm(item, run);
  if (isPrimitiveType(item.type) && item.beside === undefined) return;
  for (const child of allChildren(item)) {
    if (child.type === 'Extension') checkExtension(child, item, run);
    walk(child, run);
  }
}

/** The answers, where the form is known. */
function checkForm(item: Item, run: ProfileRun): void {
  const canonical = item.json['questionnaire'];
  if (typeof canonical !== 'string') return;
  const form = canonical.startsWith('#') ? run.resolve(canonical, item)?.value : run.questionnaire(canonical);
  if (!isJson(form) || form['resourceType'] !== 'Questionnaire') return;
  checkResponse(form, item.json, {
    report: (code, path, what) => run.report('error', code, path.replace(item.type, item.path), what),
    inValueSet: (valueSet, code) => run.inValueSet(valueSet, code),
  });
}

function checkProfile(item: Item, canonical: string, run: ProfileRun, whenUnknown: 'error' | 'warning'): void {
  const profile = run.profile(canonical);
  if (profile === undefined) return;
  if (profile !== null) profile.check(item, run);
  else
    run.report(
      whenUnknown,
      'not-found',
      `${item.path}.meta.profile`,
      'names a profile that is not known here, so it was not checked',
      canonical,
    );
}
