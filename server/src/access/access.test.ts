import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { CareTeam, Observation, Patient, QuestionnaireResponse, Resource } from '@medplum/fhirtypes';
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { securityLabelSystem } from '@vardkedjan/care/access/protected-person.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { testDatabase } from '../../test/database.ts';
import { emptyRecord, insert, relate, resident, staff } from '../../test/record-world.ts';
import { Refused } from '../http/refused.ts';
import { openAccessLog } from '../store/access-log/access-log.ts';
import { readAccessLog } from '../store/access-log/read-log.ts';
import { openRecord } from '../store/open-record.ts';
import { LawfulAccess } from './access.ts';

const db = await testDatabase();
const access = new LawfulAccess(db.lane);

describe('a person becomes protected', () => {
  it('and what they were called and where they lived before is hidden too', async () => {
    await emptyRecord(db);
    const system = openRecord(db, { kind: 'system', id: 'import', name: 'Import' });
    const line = (address: string, ...codes: string[]): Patient => ({
      resourceType: 'Patient',
      id: 'nora',
      address: [{ line: [address] }],
      ...(codes.length === 0
        ? {}
        : { meta: { security: codes.map((code) => ({ system: securityLabelSystem, code })) } }),
    });
    for (const patient of [line('Storgatan 1'), line('Storgatan 2'), line('Box 1', 'sekretessmarkering')]) {
      await system.write([{ action: 'update', id: 'nora', resource: patient }]);
    }
    const stranger = openRecord(db, staff(12, 10, 33));
    assert.equal(await stranger.read('Patient', 'nora'), undefined);
    for (const version of [1, 2, 3])
      assert.equal(await stranger.vread('Patient', 'nora', version), undefined, `version ${version}`);
    assert.deepEqual((await stranger.history({ type: 'Patient' }, { count: 10 })).versions, []);
    assert.equal((await system.history({ type: 'Patient', id: 'nora' }, { count: 10 })).versions.length, 3);
  });
});

describe('a request decided', () => {
  const nurse = staff(11, 10, 31, 'care', 'nurse');
  const stranger = staff(12, 10, 33);
  const secretary = staff(11, 10, 34, 'care-administration', 'medical-secretary');
  const client: Caller = { kind: 'system', id: 'import', name: 'Import' };
  const eva = resident('eva', 1, 'Eva');
  const about = (id: string): Observation => ({
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'x' },
    subject: { reference: `Patient/${id}` },
  });
  const note = (status: QuestionnaireResponse['status'], id?: string): QuestionnaireResponse => ({
    resourceType: 'QuestionnaireResponse',
    status,
    subject: { reference: 'Patient/eva' },
    ...(id === undefined ? {} : { id }),
  });

  before(async () => {
    await emptyRecord(db);
    const own = { patientKey: 1, careProvider: 10, careUnit: 11 };
    await insert(db, [
      { type: 'Patient', id: 'eva', patientKey: 1, key: 100, body: { birthDate: '1940-03-01' } },
      { type: 'Patient', id: 'hidden', patientKey: 2, key: 200, protected: true },
      { type: 'Observation', id: 'crp', key: 101, ...own },
      {
        type: 'QuestionnaireResponse',
        id: 'draft',
        key: 102,
        ...own,
        patientVisible: false,
        body: { status: 'in-progress' },
      },
      { type: 'QuestionnaireResponse', id: 'signed', key: 103, ...own, body: { status: 'completed' } },
      { type: 'Observation', id: 'elsewhere', key: 104, ...own, careProvider: 20, careUnit: 21 },
    ]);
    await relate(db, 1, 900, 11);
    await relate(db, 2, 901, 11, 31, '-1 hour', '1 day', 'stated');
  });

  /** The rules that refuse, or none. */
  async function refusing(promise: Promise<unknown>): Promise<string[]> {
    try {
      await promise;
      return [];
    } catch (error) {
      if (error instanceof Refused)
        return error.decision.findings.filter(({ outcome }) => outcome !== 'met').map(({ rule }) => rule);
      throw error;
    }
  }

  it('a nurse of the unit opens the record, and the decision says by which relation', async () => {
    const decided = await access.decide(nurse, { act: 'open', patient: 'eva' });
    assert.deepEqual(decided.patient, { key: 1, id: 'eva' });
    assert.deepEqual(decided.decision.findings.find(({ rule }) => rule === 'care-relation-or-stated')?.facts, {
      relation: 'encounter',
    });
  });

  it('a nurse with no relation is refused, in Swedish, with the provision and the lawful step', async () => {
    const refused = await access.decide(stranger, { act: 'open', patient: 'eva' }).then(
      () => undefined,
      (error: unknown) => error,
    );
    assert.ok(refused instanceof Refused);
    assert.equal(refused.status, 403);
    assert.deepEqual(refused.patient, { key: 1, id: 'eva' });
    assert.deepEqual(refused.issues, [
      {
        extension: [
          {
            url: 'https://vardkedjan.se/fhir/StructureDefinition/provision',
            valueString: '4 kap. 1 § patientdatalagen (2008:355)',
          },
          {
            url: 'https://vardkedjan.se/fhir/StructureDefinition/provision-link',
            valueUri: 'https://selex.se/eli/sfs/2008/355#kap4.1',
          },
          { url: 'https://vardkedjan.se/fhir/StructureDefinition/refused-act', valueCode: 'open' },
          { url: 'https://vardkedjan.se/fhir/StructureDefinition/lawful-step', valueCode: 'state-relation' },
        ],
        severity: 'error',
        code: 'forbidden',
        details: {
          coding: [
            {
              system: 'https://vardkedjan.se/fhir/CodeSystem/access-rule',
              code: 'care-relation-or-stated',
              display: '4 kap. 1 § patientdatalagen (2008:355)',
            },
          ],
          text: 'Varken du eller din vårdenhet har någon patientrelation till personen.',
        },
        diagnostics: 'Neither you nor your care unit has a patient relation to this person.',
      },
    ]);
  });

  it('a stated relation is that person’s only', async () => {
    assert.deepEqual(await refusing(access.decide(nurse, { act: 'open', patient: 'hidden' })), []);
    assert.deepEqual(await refusing(access.decide(secretary, { act: 'open', patient: 'hidden' })), [
      'care-relation-or-stated',
      'protected-person',
    ]);
  });

  it('what the filter hides is explained, and what is not there is not found', async () => {
    assert.ok((await access.whyAbsent(stranger, 'Observation', 'crp')) instanceof Refused);
    assert.ok((await access.whyAbsent(nurse, 'Observation', 'elsewhere')) instanceof Refused);
    const missing = await access.whyAbsent(stranger, 'Observation', 'never');
    assert.ok(missing instanceof Failure && missing.kind === 'not-found');
    await assert.rejects(access.decide(nurse, { act: 'open', patient: 'never' }), { kind: 'not-found' });
  });

  it('a resident opens her own record and nobody else’s, and writes in none', async () => {
    assert.deepEqual(await refusing(access.decide(eva, { act: 'open', patient: 'eva' })), []);
    assert.deepEqual(await refusing(access.decide(eva, { act: 'open', patient: 'hidden' })), ['own-or-childs-record']);
    assert.deepEqual(await refusing(access.decide(eva, { act: 'write', change: 'create', resource: about('eva') })), [
      'provided-for',
    ]);
    assert.deepEqual(
      await refusing(access.decide(eva, { act: 'write', change: 'update', id: 'crp', resource: about('eva') })),
      ['provided-for'],
    );
    assert.deepEqual(
      await refusing(access.decide(eva, { act: 'write', change: 'delete', type: 'Observation', id: 'crp' })),
      ['provided-for'],
    );
  });

  it('writing takes a relation to the patient the resource names', async () => {
    assert.deepEqual(
      await refusing(access.decide(nurse, { act: 'write', change: 'create', resource: about('eva') })),
      [],
    );
    assert.deepEqual(
      await refusing(access.decide(stranger, { act: 'write', change: 'create', resource: about('eva') })),
      ['care-relation-or-stated'],
    );
  });

  it('drafts are written and thrown away; signed notes are neither', async () => {
    const put = (id: string, status: QuestionnaireResponse['status']) =>
      refusing(access.decide(nurse, { act: 'write', change: 'update', id, resource: note(status, id) }));
    const remove = (id: string) =>
      refusing(access.decide(nurse, { act: 'write', change: 'delete', type: 'QuestionnaireResponse', id }));
    assert.deepEqual(await put('draft', 'in-progress'), []);
    assert.deepEqual(await put('draft', 'completed'), ['signed-by-signing']);
    assert.deepEqual(await put('signed', 'in-progress'), ['signed-is-not-changed']);
    assert.deepEqual(await remove('draft'), []);
    assert.deepEqual(await remove('signed'), ['signed-is-not-changed', 'nothing-is-erased']);
    assert.deepEqual(
      await refusing(access.decide(nurse, { act: 'write', change: 'delete', type: 'Observation', id: 'crp' })),
      ['nothing-is-erased'],
    );
  });

  it('a note that is signed between the decision and the write is not overwritten', async () => {
    const record = openRecord(db, nurse);
    await assert.rejects(record.write([{ action: 'update', id: 'signed', resource: note('in-progress', 'signed') }]), {
      kind: 'conflict',
    });
    await assert.rejects(record.write([{ action: 'delete', type: 'QuestionnaireResponse', id: 'signed' }]), {
      kind: 'conflict',
    });
    const apply = (current: Resource): Resource => ({ ...current, item: [{ linkId: 'x' }] }) as Resource;
    await assert.rejects(record.write([{ action: 'patch', type: 'QuestionnaireResponse', id: 'signed', apply }]), {
      kind: 'conflict',
    });
  });

  it('care staff of the unit sign; a secretary does not', async () => {
    const sign = (caller: Caller) =>
      refusing(access.decide(caller, { act: 'sign', type: 'QuestionnaireResponse', id: 'draft' }));
    assert.deepEqual(await sign(nurse), []);
    assert.deepEqual(await sign(secretary), ['signed-by-responsible']);
    assert.deepEqual(
      await refusing(
        access.decide(nurse, { act: 'correct', type: 'QuestionnaireResponse', id: 'signed', reason: ' ' }),
      ),
      ['reason-given'],
    );
  });

  it('a person’s protection is not lifted by saving the person without it', async () => {
    const put = (resource: Patient) =>
      refusing(access.decide(nurse, { act: 'write', change: 'update', id: 'hidden', resource }));
    const security = [{ system: securityLabelSystem, code: 'sekretessmarkering' }];
    assert.deepEqual(await put({ resourceType: 'Patient', id: 'hidden' }), ['protection-is-kept']);
    assert.deepEqual(await put({ resourceType: 'Patient', id: 'hidden', meta: { security } }), []);
  });

  it('staff do not write in the catalogue of staff and units', async () => {
    const role = { resourceType: 'PractitionerRole' } as const;
    assert.deepEqual(await refusing(access.decide(nurse, { act: 'write', change: 'create', resource: role })), [
      'own-units-template',
    ]);
    assert.deepEqual(await refusing(access.decide(client, { act: 'write', change: 'create', resource: role })), []);
  });

  it('a person is registered together with what is first written about them', async () => {
    const patient: Patient = { resourceType: 'Patient' };
    const register = { act: 'write', change: 'create', resource: patient, fullUrl: 'urn:uuid:1' } as const;
    const first = {
      act: 'write',
      change: 'create',
      resource: { ...about('eva'), subject: { reference: 'urn:uuid:1' } },
    } as const;
    assert.deepEqual(await refusing(access.decide(nurse, register, [register, first])), []);
    assert.deepEqual(await refusing(access.decide(nurse, first, [register, first])), []);
  });

  it('unless the person may be there already: then it is not known whose record it is', async () => {
    const register = {
      act: 'write',
      change: 'create',
      resource: { resourceType: 'Patient' } as Patient,
      fullUrl: 'urn:uuid:1',
      conditional: true,
    } as const;
    const first = {
      act: 'write',
      change: 'create',
      resource: { ...about('eva'), subject: { reference: 'urn:uuid:1' } },
    } as const;
    assert.deepEqual(await refusing(access.decide(nurse, first, [register, first])), ['care-relation-or-stated']);
  });

  it('no detour through another entry leads into a record', async () => {
    const encounter = {
      act: 'write',
      change: 'create',
      fullUrl: 'urn:uuid:2',
      resource: {
        resourceType: 'Encounter',
        status: 'planned',
        class: { code: 'AMB' },
        subject: { reference: 'Patient/eva' },
      },
    } as const;
    const team: CareTeam = { resourceType: 'CareTeam', status: 'active', encounter: { reference: 'urn:uuid:2' } };
    const through = { act: 'write', change: 'create', resource: team } as const;
    assert.deepEqual(await refusing(access.decide(stranger, through, [encounter, through])), [
      'care-relation-or-stated',
    ]);
  });

  it('the log is for its reviewers and for the resident', async () => {
    assert.deepEqual(await refusing(access.decide(nurse, { act: 'read-log', patient: 'eva' })), ['log-review-purpose']);
    assert.deepEqual(
      await refusing(access.decide(staff(11, 10, 35, 'log-review'), { act: 'read-log', patient: 'eva' })),
      [],
    );
    assert.deepEqual(await refusing(access.decide(eva, { act: 'read-log', patient: 'eva' })), []);
  });

  it('a reviewer sees the access of the own care provider’s staff; the resident sees everyone’s', async () => {
    const log = await openAccessLog(db);
    const seen = {
      act: 'open',
      permitted: true,
      what: 'GET Patient/$chart',
      request: 'r',
      patients: [{ key: 1, id: 'eva', resources: 9 }],
    };
    const elsewhere = staff(21, 20, 36);
    for (const caller of [nurse, elsewhere, client]) await log.append([{ ...seen, caller }]);
    await log.close();
    const readers = async (caller: Caller) =>
      (await readAccessLog(db.lane, caller, { patientKey: 1 }, { count: 10 })).rows.map((row) => row.caller).sort();
    assert.deepEqual(await readers(staff(11, 10, 35, 'log-review')), [nurse.id, client.id].sort());
    assert.deepEqual(await readers(eva), [nurse.id, elsewhere.id, client.id].sort());
    const reviewer = staff(11, 10, 35, 'log-review');
    const { next } = await readAccessLog(db.lane, reviewer, { patientKey: 1 }, { count: 1 });
    assert.equal(
      (await readAccessLog(db.lane, reviewer, { patientKey: 1 }, { count: 5, cursor: next })).rows.length,
      1,
    );
  });

  it('stating a relation takes a reason', async () => {
    assert.deepEqual(
      await refusing(
        access.decide(stranger, { act: 'state-relation', patient: 'hidden', reason: 'Inkommen med ambulans' }),
      ),
      [],
    );
    assert.deepEqual(
      await refusing(access.decide(stranger, { act: 'state-relation', patient: 'hidden', reason: ' ' })),
      ['reason-given'],
    );
  });

  it('a system client asks nothing of the record', async () => {
    assert.deepEqual(await refusing(access.decide(client, { act: 'open', patient: 'never' })), []);
    assert.deepEqual(
      await refusing(access.decide(client, { act: 'sign', type: 'QuestionnaireResponse', id: 'draft' })),
      ['provided-for'],
    );
  });
});
