import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Questionnaire, Schedule, ServiceRequest, Slot } from '@medplum/fhirtypes';
import { letterKindSystem } from '@vardkedjan/care/coordination/letters/letter.ts';
import { emptyPlaces } from '@vardkedjan/care/coordination/letters/letter-template.ts';
import { usable } from '../letters/letter-templates.ts';
import { freeTimes, wishedOf } from './free-times.ts';
import { summonsOf } from './summons.ts';

const slot = (id: string, schedule: string, start: string): Slot & { id: string } => ({
  resourceType: 'Slot',
  id,
  schedule: { reference: `Schedule/${schedule}` },
  status: 'free',
  start,
  end: start,
});
const schedule = (id: string, who: string): Schedule => ({
  resourceType: 'Schedule',
  id,
  actor: [{ reference: `Practitioner/${who}`, display: who }],
});
const request: ServiceRequest = {
  resourceType: 'ServiceRequest',
  status: 'active',
  intent: 'order',
  subject: { reference: 'Patient/p' },
  performer: [{ reference: 'Organization/u' }, { reference: 'Practitioner/sara' }],
  occurrencePeriod: { start: '2026-12-10', end: '2026-12-24' },
};

test('times with the one who is asked for, within the wished days, come first', () => {
  const found = freeTimes(
    [
      slot('late-sara', 's', '2026-12-28T09:00:00+01:00'),
      slot('johan', 'j', '2026-12-11T09:00:00+01:00'),
      slot('sara', 's', '2026-12-20T09:00:00+01:00'),
    ],
    [schedule('s', 'sara'), schedule('j', 'johan')],
    request,
    '2026-12-24',
  );
  assert.deepEqual(
    found.map(({ slot: { id }, with: who }) => `${id} ${who}`),
    ['sara sara', 'johan johan', 'late-sara sara'],
  );
});

test('what was wished for is looked for from tomorrow, when its days have been', () => {
  assert.deepEqual(wishedOf(request, '2026-11-29'), { from: '2026-12-10', until: '2026-12-24' });
  assert.deepEqual(wishedOf(request, '2026-12-30'), { from: '2026-12-31', until: '2027-01-14' });
});

const template = (url: string, title: string, more: Partial<Questionnaire> = {}): Questionnaire => ({
  resourceType: 'Questionnaire',
  status: 'active',
  url,
  version: '2',
  title,
  item: [
    {
      linkId: 'text',
      type: 'text',
      code: [{ system: letterKindSystem, code: 'summons' }],
      initial: [{ valueString: 'Hej {namn}!\n{tid} hos {hos}, {okänt} {telefon}' }],
    },
  ],
  ...more,
});

test('a unit’s own template takes the place of the one it was made from', () => {
  const venue = { code: { code: 'venue' }, valueReference: { reference: 'Organization/u' } };
  const own = template('https://vardkedjan.se/fhir/Questionnaire/of-unit/u/kallelse', 'Vår', {
    derivedFrom: ['https://x/kallelse|1'],
    useContext: [venue],
  });
  const all = [template('https://x/kallelse', 'Allas'), template('https://x/annan', 'Annan'), own];
  assert.deepEqual(
    usable(all, 'u').map(({ title }) => title),
    ['Vår', 'Annan'],
  );
  assert.deepEqual(
    usable(all, 'v').map(({ title }) => title),
    ['Allas', 'Annan'],
  );
  assert.equal(usable(all, 'u')[1]?.canonical, 'https://x/annan|2');
});

test('a summons says who, when and where; what is not known stays to be seen, and is not sent', () => {
  const [first] = usable([template('https://x/kallelse', 'Kallelse')], 'u');
  assert.ok(first);
  const time = { slot: slot('x', 's', '2026-12-15T14:15:00Z'), with: 'Sara' };
  const { text } = summonsOf(first, time, 'Åke Öst', undefined);
  assert.equal(text, 'Hej Åke Öst!\ntisdag 2026-12-15 kl. 15.15 hos Sara, {okänt} {telefon}');
  assert.deepEqual(emptyPlaces(text), ['{telefon}']);
});
