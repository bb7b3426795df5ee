/** Somebody nobody knows is given an identity on which all can be written, over HTTP. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, Encounter, Parameters, Patient } from '@medplum/fhirtypes';
import { isUnknownPerson } from '@vardkedjan/care/people/unknown-person.ts';
import { makeVgrReserveNumber, vgrReserveNumber } from '@vardkedjan/care/people/vgr-reserve-number.ts';
import { testWorld } from '../../http/test-world.ts';

const { ask } = await testWorld();

function registered(as: string, ...parameter: NonNullable<Parameters['parameter']>) {
  const body = parameter.length === 0 ? {} : { body: { resourceType: 'Parameters', parameter } };
  return ask(as, 'POST', '/fhir/Patient/$register-unknown', body);
}

const numberOf = ({ identifier }: Patient): string => identifier?.[0]?.value ?? '';

test('one request gives a number, and what is ordered on it is kept', async () => {
  const answer = await registered(
    'sara',
    { name: 'sex', valueCode: 'male' },
    { name: 'birthYear', valueInteger: 1975 },
    { name: 'circumstances', valueString: 'Funnen vid Centralstationen, grå rock' },
  );
  assert.equal(answer.status, 201, answer.text);
  const patient = answer.body<Patient & { id: string }>();
  const number = vgrReserveNumber(numberOf(patient));
  assert.equal(number?.sex, 'male');
  assert.match(numberOf(patient), /^1975/);
  assert.deepEqual([patient.birthDate, patient.gender, isUnknownPerson(patient)], ['1975', 'male', true]);

  const order = {
    resourceType: 'ServiceRequest',
    status: 'draft',
    intent: 'order',
    code: { text: 'Blodgruppering' },
    subject: { reference: `Patient/${patient.id}` },
  };
  const ordered = await ask('sara', 'POST', '/fhir/ServiceRequest', { body: order });
  assert.equal(ordered.status, 201, ordered.text);
  const contacts = (await ask('sara', 'GET', `/fhir/Encounter?patient=${patient.id}`)).body<Bundle<Encounter>>();
  assert.equal(contacts.entry?.[0]?.resource?.reasonCode?.[0]?.text, 'Funnen vid Centralstationen, grå rock');
  assert.equal((await ask('lena', 'GET', `/fhir/Encounter?patient=${patient.id}`)).body<Bundle>().entry, undefined);
});

test('of those who are registered at the same moment no two get the same number, and one that is taken is passed over', async () => {
  const first = await registered('sara');
  const others = await Promise.all(Array.from({ length: 14 }, () => registered('sara')));
  const numbers = [first, ...others].map((answer) => {
    assert.equal(answer.status, 201, answer.text);
    return numberOf(answer.body<Patient>());
  });
  assert.equal(new Set(numbers).size, 15);
  // Ten a date where the sex is not known: the rest are of the date after.
  assert.equal(new Set(numbers.map((number) => number.slice(0, 8))).size, 2);
  assert.ok(numbers.every((number) => vgrReserveNumber(number)?.sex === undefined && number[8] === 'X'));
});

test('a number that another system has brought is not drawn again', async () => {
  const sex = { name: 'sex', valueCode: 'female' };
  const year = { name: 'birthYear', valueInteger: 1990 };
  const drawn = numberOf((await registered('sara', sex, year)).body<Patient>());
  const serial = Number(drawn.slice(9, 11)) + 2;
  const date = `${drawn.slice(0, 4)}-${drawn.slice(4, 6)}-${drawn.slice(6, 8)}`;
  const next = makeVgrReserveNumber(date, 'K', serial);
  const brought = await ask('client:bench', 'POST', '/fhir/Patient', {
    body: { resourceType: 'Patient', identifier: [{ system: next?.system, value: next?.value }] },
  });
  assert.equal(brought.status, 201, brought.text);
  const after = numberOf((await registered('sara', sex, year)).body<Patient>());
  assert.equal(after, makeVgrReserveNumber(date, 'K', serial + 2)?.value);
});

test('what cannot be is refused, and no number is drawn by those who may not write', async () => {
  assert.equal((await registered('sara', { name: 'sex', valueCode: 'other' })).status, 400);
  assert.equal((await registered('sara', { name: 'birthYear', valueInteger: 2999 })).status, 400);
  assert.equal((await registered('sara', { name: 'birthYear', valueInteger: 1700 })).status, 400);
  const statuses = await Promise.all(['viktor', 'gunnar', 'mona', 'client:bench'].map((as) => registered(as)));
  assert.deepEqual(
    statuses.map(({ status }) => status),
    [400, 403, 403, 400],
  );
  const drawn = (await ask('client:bench', 'GET', '/fhir/Basic?_summary=count')).body<Bundle>().total;
  const people = (await ask('client:bench', 'GET', '/fhir/Patient?name=Okänd&_summary=count')).body<Bundle>().total;
  assert.deepEqual([drawn, people], [18, 18]);
});
