/**
 * A unit's own note templates over HTTP (http://hl7.org/fhir/R4/questionnaire.html): its head writes them, a draft is published and earlier
 * versions come back as plain writes, and what notes were written by is not changed.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, OperationOutcome, Questionnaire } from '@medplum/fhirtypes';
import { unitTemplatesUrl } from '@vardkedjan/care/record-keeping/unit-template.ts';
import { castUnits } from '@vardkedjan/region/cast/staff.ts';
import { testWorld } from '../../src/http/test-world.ts';

const { ask } = await testWorld();
const unit = castUnits.healthCentre;
const ward = castUnits.ward;
let count = 0;

function template(more: Partial<Questionnaire> = {}, of: string = unit): Questionnaire & { id: string } {
  return {
    resourceType: 'Questionnaire',
    id: `template-test-${++count}`,
    url: `${unitTemplatesUrl('Questionnaire')}/${of}/visit-${count}`,
    version: '1',
    title: 'Läkarbesök',
    status: 'draft',
    subjectType: ['Patient'],
    useContext: [
      {
        code: { system: 'http://terminology.hl7.org/CodeSystem/usage-context-type', code: 'venue' },
        valueReference: { reference: `Organization/${of}` },
      },
    ],
    item: [{ linkId: 'reason', text: 'Kontaktorsak', type: 'text' }],
    ...more,
  };
}

const put = (as: string, body: Questionnaire) => ask(as, 'PUT', `/fhir/Questionnaire/${body.id}`, { body });
const search = async (query: string) =>
  ((await ask('sara', 'GET', `/fhir/Questionnaire?${query}`)).body<Bundle>().entry ?? []).map(
    ({ resource }) => resource?.id,
  );

test('the head of a unit writes its templates, and nobody else does', async () => {
  const mine = template();
  assert.equal((await put('sara', mine)).status, 403, 'a doctor who is not the head');
  assert.equal((await put('tomas', mine)).status, 403, 'a nurse of the ward');
  const answer = await put('johan', mine);
  assert.equal(answer.status, 201, answer.text);
  assert.equal((await put('sara', { ...mine, title: 'Taget' })).status, 403);
});

test('the head of a unit writes no other unit’s templates, and none for all', async () => {
  const refused = async (body: Questionnaire) => {
    const answer = await put('johan', body);
    assert.equal(answer.status, 403, answer.text);
    return answer.body<OperationOutcome>().issue[0]?.details?.coding?.[0]?.code;
  };
  assert.equal(await refused(template({}, ward)), 'own-units-template');
  const { useContext } = template({}, ward);
  assert.equal(await refused(template({ useContext })), 'own-units-template', 'addressed as ours, used by the ward');
  const { useContext: _ours, ...forAll } = template();
  assert.equal(await refused(forAll), 'own-units-template', 'for everybody');
  assert.equal(
    await refused(template({ url: 'https://vardkedjan.se/fhir/Questionnaire/gp-visit' })),
    'own-units-template',
  );
  const regions = (await ask('johan', 'GET', '/fhir/Questionnaire/gp-visit')).body<Questionnaire>();
  assert.equal(await refused({ ...regions, title: 'Taget' }), 'own-units-template');
  const taken = template({}, ward);
  assert.equal((await put('client:bench', taken)).status, 201);
  assert.equal(await refused({ ...template(), id: taken.id }), 'own-units-template', 'written over by one of ours');
});

test('what is published stays as it is: only another version takes its place', async () => {
  const first = template();
  assert.equal((await put('johan', first)).status, 201);
  assert.equal(
    (await put('johan', { ...first, title: 'Läkarbesök på mottagning' })).status,
    200,
    'a draft is written in',
  );
  assert.equal((await put('johan', { ...first, status: 'active' })).status, 200);
  const changed = await put('johan', { ...first, status: 'active', title: 'Ändrat' });
  assert.equal(changed.status, 409, changed.text);
  assert.equal((await put('johan', { ...first, status: 'draft' })).status, 409, 'it does not become a draft again');
  assert.equal((await ask('johan', 'DELETE', `/fhir/Questionnaire/${first.id}`)).status, 409);
  assert.equal((await put('johan', { ...first, status: 'retired' })).status, 200);
  assert.equal((await put('johan', { ...first, status: 'active' })).status, 200, 'an earlier version comes back');
});

test('a draft that was never used can be thrown away', async () => {
  const draft = template();
  assert.equal((await put('johan', draft)).status, 201);
  assert.equal((await ask('sara', 'DELETE', `/fhir/Questionnaire/${draft.id}`)).status, 403);
  assert.equal((await ask('johan', 'DELETE', `/fhir/Questionnaire/${draft.id}`)).status, 204);
});

test('of two who publish from what they saw, one does', async () => {
  const first = template({ status: 'active' });
  const drafts = [template({ url: first.url, version: '2' }), template({ url: first.url, version: '2' })];
  for (const each of [first, ...drafts]) assert.equal((await put('johan', each)).status, 201);
  const publish = (draft: Questionnaire) =>
    ask('johan', 'POST', '/fhir', {
      body: {
        resourceType: 'Bundle',
        type: 'transaction',
        entry: (
          [
            { ...draft, status: 'active' },
            { ...first, status: 'retired' },
          ] as Questionnaire[]
        ).map((resource) => ({
          resource,
          request: { method: 'PUT', url: `Questionnaire/${resource.id}`, ifMatch: 'W/"1"' },
        })),
      } as Bundle,
    });
  const answers = [await publish(drafts[0] as Questionnaire), await publish(drafts[1] as Questionnaire)];
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 412],
  );
  assert.deepEqual(await search(`url=${first.url}&status=active`), [drafts[0]?.id]);
});

test('a writer’s templates are found: the unit’s own, those of its kind, and those of no place', async () => {
  const mine = template({ status: 'active' });
  const wards = template({ status: 'active' }, ward);
  for (const each of [mine, wards]) assert.equal((await put('client:bench', each)).status, 201);
  const forAll = { ...template({ status: 'active', url: 'https://example.org/for-all' }), useContext: undefined };
  assert.equal((await put('client:bench', forAll as never)).status, 201);
  const own = await search(`status=active&url:below=${unitTemplatesUrl('Questionnaire')}/${unit}`);
  assert.ok(own.includes(mine.id) && !own.includes(wards.id), String(own));
  const ofKind = await search('status=active&context-type-value=venue$health-centre&_count=500');
  assert.ok(ofKind.includes('gp-visit') && !ofKind.includes(mine.id) && !ofKind.includes('triage'), String(ofKind));
  const ofNoPlace = await search('status=active&context-type:not=venue&_count=500');
  assert.ok(
    ofNoPlace.includes(forAll.id) && !ofNoPlace.includes('gp-visit') && !ofNoPlace.includes(mine.id),
    String(ofNoPlace),
  );
});
