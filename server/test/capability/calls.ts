/** How each operation is called, by where it is called, so that it can answer. */
import { vgrReserveSystem } from '@vardkedjan/care/people/vgr-reserve-number.ts';
import type { OperationDefinitionParameter, ParametersParameter } from '@medplum/fhirtypes';
import type { Answered } from '../../src/http/test-world.ts';
import { leastOf, probeId } from './made.ts';
import { valueFor } from './values.ts';

type Ask = (method: string, path: string, more?: { body?: unknown }) => Promise<Answered>;
type Call = (path: string, ask: Ask) => Promise<Answered>;

/** A system client is refused by the rule of the operation; that they do what they say is shown in server/src/http/access.test.ts and beside the operation. */
export const onlyForPeople = new Set([
  'state-relation',
  'register-unknown',
  'sign',
  'correct',
  'note-dissent',
  'ask-to-countersign',
  'countersign',
  'return-uncountersigned',
  'report-risk',
  'risk-report',
  'handle-risk',
  'blocking-units',
  'block',
  'lift-block',
  'end-opening',
  'online-access',
  'choose-quality-registers',
  'data-to-erase',
  'data-erased',
  'register-consent',
  'withdraw-consent',
  'shared-providers',
  'open-without-capacity',
  'emergency',
  'end-emergency',
  'blocking-providers',
  'ask-to-lift',
  'ask-unit-to-lift',
  'lift-for-another',
  'quick-texts',
  'keep-quick-texts',
  'delegate',
  'withdraw-delegation',
  'withdrawal-reason',
  'favourites',
  'count-ordered',
  'pin-favourite',
  'print',
  'hand-out',
  'erase',
  'review-log',
  'review-samples',
  'review-draw',
  'review-decide',
  'user-usual',
  'book',
  'give-up',
  'send-letter',
  'ask-renewal',
]);

/** Of a CodeSystem `codes`, with a ValueSet and a ConceptMap of its own. */
export const system = 'http://probe.example/codes';

const get =
  (query = ''): Call =>
  (path, ask) =>
    ask('GET', `${path}${query}`);
const reason: ParametersParameter = { name: 'reason', valueString: 'x' };
const blocked: ParametersParameter = { name: 'of', valueReference: { reference: 'Organization/probe' } };
const posting =
  (...parameter: ParametersParameter[]): Call =>
  (path, ask) =>
    ask('POST', path, { body: { resourceType: 'Parameters', parameter } });
const post: Call = (path, ask) => ask('POST', path);

/** One with a reserve number is linked to the probe's patient. */
const linking =
  (...codes: string[]): Call =>
  async (_path, ask) => {
    const unknown = { resourceType: 'Patient', identifier: [{ system: vgrReserveSystem, value: '19810829M071' }] };
    const { id = '' } = (await ask('POST', '/Patient', { body: unknown })).body();
    const known = posting({ name: 'known', valueReference: { reference: `Patient/${probeId}` } });
    let answer: Answered | undefined;
    for (const code of codes) answer = await known(`/Patient/${id}/$${code}`, ask);
    return answer as Answered;
  };

/** By where each is called. */
export const calls: Readonly<Record<string, Call>> = {
  '/Patient/[id]/$chart': get(),
  '/Patient/[id]/$everything': get(),
  '/Encounter/[id]/$everything': get(),
  '/Patient/[id]/$text-search': get('?text=x'),
  '/Patient/[id]/$access-log': get(),
  '/AuditEvent/$access-log': get('?agent=bench&start=2026-01-01'),
  '/AuditEvent/$review-log': get('?agent=bench'),
  '/AuditEvent/$review-samples': get(),
  '/AuditEvent/$review-draw': posting({ name: 'day', valueDate: '2026-01-01' }),
  '/AuditEvent/$review-decide': posting(
    { name: 'patient', valueString: probeId },
    { name: 'agent', valueString: 'bench' },
    { name: 'day', valueDate: '2026-01-01' },
    { name: 'decision', valueCode: 'justified' },
  ),
  '/AuditEvent/$user-usual': get('?agent=bench'),
  '/$meta': get(),
  '/Patient/$meta': get(),
  '/Patient/[id]/$meta': get(),
  '/Patient/[id]/$meta-add': posting(valueFor({ name: 'meta', type: 'Meta' } as OperationDefinitionParameter)),
  '/Patient/[id]/$meta-delete': posting(valueFor({ name: 'meta', type: 'Meta' } as OperationDefinitionParameter)),
  '/Patient/$validate': (path, ask) => ask('POST', path, { body: { resourceType: 'Patient' } }),
  '/Patient/[id]/$validate': get(),
  '/CodeSystem/$lookup': get(`?system=${system}&code=a`),
  '/CodeSystem/$validate-code': get(`?url=${system}&code=a`),
  '/CodeSystem/[id]/$validate-code': get('?code=a'),
  '/CodeSystem/$subsumes': get(`?system=${system}&codeA=a&codeB=a`),
  '/CodeSystem/[id]/$subsumes': get('?codeA=a&codeB=a'),
  '/ValueSet/$expand': get(`?url=${system}/all`),
  '/ValueSet/[id]/$expand': get(),
  '/ValueSet/$validate-code': get(`?url=${system}/all&code=a&system=${system}`),
  '/ValueSet/[id]/$validate-code': get(`?code=a&system=${system}`),
  '/ConceptMap/$translate': get(`?url=${system}/map&code=a&system=${system}`),
  '/ConceptMap/[id]/$translate': get(`?code=a&system=${system}`),
  '/Patient/$state-relation': posting(reason, { name: 'patient', valueReference: { reference: 'Patient/probe' } }),
  '/Patient/$register-unknown': post,
  '/Patient/[id]/$link': linking('link'),
  '/Patient/[id]/$unlink': linking('link', 'unlink'),
  '/Task/$report-risk': posting({ name: 'text', valueString: 'x' }),
  '/Task/[id]/$risk-report': get(),
  '/Task/[id]/$handle-risk': posting({ name: 'status', valueCode: 'in-progress' }),
  '/ServiceRequest/[id]/$book': posting({ name: 'slot', valueReference: { reference: 'Slot/probe' } }),
  '/Appointment/[id]/$give-up': post,
  '/Patient/[id]/$send-letter': posting(
    { name: 'kind', valueCode: 'letter' },
    { name: 'title', valueString: 'x' },
    { name: 'text', valueString: 'x' },
  ),
  '/Patient/[id]/$letter-reader': get(),
  '/DocumentReference/[id]/$letter-read': post,
  '/Patient/[id]/$ask-renewal': posting({ name: 'order', valueReference: { reference: 'MedicationRequest/probe' } }),
  '/Patient/[id]/$blocks': get(''),
  '/Patient/[id]/$blocking-units': posting(reason, { name: 'consent', valueCode: 'given' }),
  '/Patient/[id]/$block': posting(blocked),
  '/Patient/[id]/$lift-block': posting(blocked),
  '/Patient/[id]/$end-opening': post,
  '/Patient/[id]/$care-units': get(),
  '/Patient/[id]/$shared-records': get(),
  '/Patient/[id]/$register-consent': posting(
    { name: 'consent', valueCode: 'given' },
    { name: 'capacity', valueCode: 'has' },
    { name: 'informed', valueBoolean: true },
  ),
  '/Patient/[id]/$withdraw-consent': post,
  '/Patient/[id]/$shared-providers': posting(reason),
  '/Patient/[id]/$open-without-capacity': posting(blocked, reason),
  '/Patient/[id]/$emergency': posting(blocked, reason),
  '/Patient/[id]/$end-emergency': post,
  '/Patient/[id]/$blocking-providers': posting(reason),
  '/Patient/[id]/$ask-to-lift': posting(blocked, reason),
  '/Patient/[id]/$lift-for-another': posting(reason, {
    name: 'request',
    valueReference: { reference: 'Task/probe' },
  }),
  '/Patient/[id]/$ask-unit-to-lift': posting(reason, { name: 'consent', valueCode: 'given' }),
  '/Patient/[id]/$children': get(),
  '/Patient/[id]/$quality-registers': get(),
  '/Patient/[id]/$choose-quality-registers': posting(reason, { name: 'choice', valueCode: 'opposes' }),
  '/Organization/$data-to-erase': get(),
  '/Organization/$data-erased': posting({ name: 'opposition', valueReference: { reference: 'Consent/probe' } }),
  '/Basic/$quick-texts': get('?of=own'),
  '/Basic/$favourites': get('?of=own'),
  '/Basic/$count-ordered': posting({ name: 'kind', valueCode: 'test' }),
  '/Basic/$pin-favourite': posting(
    { name: 'of', valueCode: 'own' },
    { name: 'kind', valueCode: 'test' },
    { name: 'code', valueCode: 'crp' },
    { name: 'pinned', valueBoolean: false },
  ),
  '/Basic/$keep-quick-texts': posting({ name: 'of', valueCode: 'own' }),
  '/Basic/$delegate': posting(
    { name: 'to', valueReference: { reference: `Practitioner/${probeId}` } },
    { name: 'from', valueDate: '2026-01-01' },
    { name: 'until', valueDate: '2026-12-31' },
  ),
  '/Basic/[id]/$withdraw-delegation': posting(reason),
  '/Basic/[id]/$withdrawal-reason': get(),
  '/Patient/[id]/$print': post,
  '/Patient/[id]/$hand-out': posting(
    reason,
    { name: 'recipient', valueString: 'x' },
    { name: 'entry', valueReference: { reference: `Patient/${probeId}` } },
    { name: 'assessed', valueBoolean: true },
  ),
  '/Patient/[id]/$erase': posting(
    reason,
    { name: 'decision', valueString: 'x' },
    { name: 'decided', valueDate: '2026-01-01' },
  ),
  '/Patient/[id]/$online-decisions': get(),
  '/Patient/[id]/$online-access': posting(reason, { name: 'decision', valueCode: 'child-reads' }),
  '/QuestionnaireResponse/[id]/$sign': post,
  '/QuestionnaireResponse/[id]/$correct': posting(reason, {
    name: 'resource',
    resource: leastOf('QuestionnaireResponse', probeId),
  }),
  '/QuestionnaireResponse/[id]/$note-dissent': posting({ name: 'opinion', valueString: 'x' }),
  '/QuestionnaireResponse/[id]/$ask-to-countersign': posting({
    name: 'of',
    valueReference: { reference: 'Practitioner/probe' },
  }),
  '/QuestionnaireResponse/[id]/$countersign': post,
  '/QuestionnaireResponse/[id]/$return-uncountersigned': posting(reason),
  '/SearchParameter/$reindex': (path, ask) => ask('POST', `${path}?type=Slot`),
  '/SearchParameter/$reindex-status': get(),
};
