/** `$validate` of a body, or of what is stored: http://hl7.org/fhir/R4/resource-operation-validate.html */
import type { Resource } from '@medplum/fhirtypes';
import { parseJson } from '@vardkedjan/fhir/json.ts';
import { Failure, type Issue, outcomeOf } from '@vardkedjan/fhir/outcome.ts';
import { validate } from '@vardkedjan/fhir/validation/validate.ts';
import type { Asked } from '../../http/asked.ts';
import type { Concern } from '../../http/concern.ts';
import { profilesOf } from '../../store/profiles/profile-check.ts';
import type { Change } from '../../store/record.ts';
import { currentOf } from '../current.ts';
import { questionnaireOf, readReferred } from '../questionnaire-of.ts';
import type { OperationInput } from '../input.ts';
import type { Operation } from '../operation.ts';
import { terms } from './terms.ts';

/** http://hl7.org/fhir/R4/valueset-resource-validation-mode.html; `profile` is the absence of one. */
const modes = ['create', 'update', 'delete'] as const;
type Mode = (typeof modes)[number];

interface Validation {
  /** undefined when only a deletion is asked about. */
  resource: unknown;
  mode: Mode | undefined;
  profile: string | undefined;
}

export const resourceValidate: Operation = {
  terms,
  act: 'read',
  /** Whether a write would be done is for those to know who may write. */
  async concerns(asked, input) {
    const { resource, mode } = await understood(asked, input);
    if (mode === 'delete') return [{ act: 'write', change: 'delete', type: asked.type, id: asked.id }];
    if (mode === undefined || validate(resource).length > 0) return [];
    return [writing(mode, resource as Resource, asked)];
  },
  async handle(asked, input) {
    const { resource, mode, profile } = await understood(asked, input);
    const issues = mode === 'delete' ? [] : validate(resource);
    if (mode !== 'delete') issues.push(...(await byProfiles(asked, resource, profile, issues)));
    if (mode !== undefined && !issues.some(isError)) issues.push(...(await byTrying(asked, mode, resource)));
    const fine = { severity: 'information' as const, code: 'informational' as const, diagnostics: said(mode) };
    const told = issues.some(({ severity }) => severity !== 'information') ? issues : [fine, ...issues];
    return { status: 200, text: JSON.stringify(outcomeOf(told)), shown: [] };
  },
};

function said(mode: Mode | undefined): string {
  return mode === undefined ? 'The resource is valid' : `The ${mode} would be done`;
}

function isError({ severity }: Issue): boolean {
  return severity === 'error' || severity === 'fatal';
}

const known = new WeakMap<Asked, Promise<Validation>>();

function understood(asked: Asked, input: OperationInput): Promise<Validation> {
  const found = known.get(asked) ?? understand(asked, input);
  known.set(asked, found);
  return found;
}

async function understand(asked: Asked, input: OperationInput): Promise<Validation> {
  const profile = input.text('profile');
  const mode = modeOf(input.text('mode'), profile);
  if (mode === 'delete') {
    if (asked.parts.id === undefined)
      throw new Failure('invalid', 'Whether something can be deleted is asked of an instance');
    return { resource: undefined, mode, profile };
  }
  const sent = input.sent('resource');
  if (sent !== undefined && sent.resourceType !== asked.type)
    throw new Failure('invalid', `The resource must be a ${asked.type}, as the address says`);
  return { resource: sent ?? (await stored(asked)), mode, profile };
}

/** The mode `profile` asks for no more than the profile does. */
function modeOf(asks: string | undefined, profile: string | undefined): Mode | undefined {
  if (asks === undefined || (asks === 'profile' && profile !== undefined)) return undefined;
  if (asks === 'profile') throw new Failure('invalid', 'The mode profile needs a profile');
  if (!isMode(asks)) throw new Failure('not-supported', 'The mode must be create, update, delete or profile');
  return asks;
}

function isMode(text: string): text is Mode {
  return (modes as readonly string[]).includes(text);
}

/** What is validated when nothing is sent. */
async function stored(asked: Asked): Promise<unknown> {
  if (asked.parts.id === undefined)
    throw new Failure('invalid', 'There is no resource to validate: it is the body, or the parameter resource');
  return parseJson((await currentOf(asked)).body);
}

/** What the base has said already is not said twice. */
async function byProfiles(
  asked: Asked,
  resource: unknown,
  profile: string | undefined,
  before: readonly Issue[],
): Promise<Issue[]> {
  const said = new Set(before.map(({ code, expression }) => `${code} ${expression?.[0]}`));
  const request = { preferred: true, ...(profile !== undefined && { profiles: [profile] }) };
  const issues = await profilesOf(asked.wiring.database).issues(resource, request, {
    resource: (reference) => readReferred(asked, reference),
    questionnaire: (canonical) => questionnaireOf(asked, canonical),
  });
  return issues.filter(({ code, expression }) => !said.has(`${code} ${expression?.[0]}`));
}

function writing(mode: 'create' | 'update', resource: Resource, asked: Asked): Concern {
  const id = mode === 'update' ? (asked.parts.id ?? resource.id) : undefined;
  return { act: 'write', change: mode, resource, ...(id !== undefined && { id }) };
}

/** Does all that the write would do, short of writing. */
async function byTrying(asked: Asked, mode: Mode, resource: unknown): Promise<Issue[]> {
  try {
    await asked.record.tryWrite([changeOf(asked, mode, resource as Resource)]);
    return [];
  } catch (error) {
    if (!(error instanceof Failure) || error.kind === 'unavailable' || error.kind === 'too-costly') throw error;
    return error.issues;
  }
}

function changeOf(asked: Asked, mode: Mode, resource: Resource): Change {
  if (mode === 'create') return { action: 'create', resource };
  if (mode === 'delete') return { action: 'delete', type: asked.type, id: asked.id };
  const id = asked.parts.id ?? resource.id;
  if (id === undefined) throw new Failure('invalid', 'An update needs an id', { status: 422 });
  if (resource.id !== undefined && resource.id !== id) {
    throw new Failure('invalid', 'The id in the body is another than that of the resource to be updated');
  }
  return { action: 'update', resource, id };
}
