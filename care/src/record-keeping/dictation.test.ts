import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Binary, Media, QuestionnaireResponse, Task } from '@medplum/fhirtypes';
import { isShownToPatient } from '../access/shown-to-patient.ts';
import { dictationResources, typedDictation } from './dictation.ts';

const author = { reference: 'Practitioner/d', display: 'D' };
const [binary, note, media, task] = dictationResources({
  id: 'x',
  patientId: 'p',
  note: { resourceType: 'QuestionnaireResponse', id: 'n', status: 'in-progress' },
  author,
  unit: { reference: 'Organization/u' },
  sound: { contentType: 'audio/webm', data: 'AAAA', size: 3, hash: 'h', seconds: 5 },
  isUrgent: true,
  now: new Date('2026-11-29T10:00:00Z'),
}) as [Binary, QuestionnaireResponse, Media, Task];

test('the sound is the patient’s record, belongs to the draft, and is not shown to the patient', () => {
  assert.equal(binary.securityContext?.reference, 'Patient/p');
  assert.deepEqual(media.partOf, [{ reference: 'QuestionnaireResponse/n' }]);
  assert.equal(media.content.url, 'Binary/x');
  assert.deepEqual([binary, note, media, task].map(isShownToPatient), [false, false, false, false]);
});

test('what has been typed is the note of the one who dictated, whoever typed it', () => {
  const bySecretary = { ...note, author: { reference: 'Practitioner/s' }, item: [{ linkId: 'a' }] };
  const [done, toSign] = typedDictation(task, bySecretary, new Date('2026-11-29T11:00:00Z'));
  assert.equal(done.status, 'completed');
  assert.deepEqual(toSign.author, author);
  assert.deepEqual(toSign.item, [{ linkId: 'a' }]);
  assert.equal(toSign.status, 'in-progress');
});
