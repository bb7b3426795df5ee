/** Norm: http://hl7.org/fhir/R4/bundle.html, http://hl7.org/fhir/R4/documents.html */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { validate } from './validate.ts';

type Json = Record<string, unknown>;

test('entries are called by absolute URLs that do not disagree with their resources', () => {
  const patientEntry = (fullUrl: string, id?: string, type = 'collection'): Json => ({
    resourceType: 'Bundle',
    type,
    entry: [
      {
        fullUrl,
        resource: { resourceType: 'Patient', ...(id !== undefined && { id }) },
        ...(type === 'transaction' && { request: { method: 'POST', url: 'Patient' } }),
      },
    ],
  });
  const says = (bundle: Json): string[] => validate(bundle).map(({ diagnostics = '' }) => diagnostics);
  const at = 'Bundle.entry[0].fullUrl';
  for (const right of [
    patientEntry('urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0', 'a'),
    patientEntry('http://example.org/fhir/Patient/a', 'a'),
    patientEntry('http://example.org/elsewhere', 'a'),
    patientEntry('http://example.org/fhir/Patient/a', undefined, 'transaction'),
  ])
    assert.deepEqual(says(right), []);
  assert.deepEqual(says(patientEntry('Patient/a', 'a')), [`${at} must be an absolute URL.`]);
  assert.deepEqual(says(patientEntry('http://example.org/Group/a', 'a')), [
    `${at} must have the type of the resource, as it names a type.`,
  ]);
  assert.deepEqual(says(patientEntry('http://example.org/Patient/b', 'a')), [
    `${at} must have the id of the resource, as it names an id.`,
  ]);
  assert.deepEqual(says(patientEntry('http://example.org/Patient/a')), [
    `${at} names an id, which the resource lacks.`,
  ]);
});

test('a document holds what its Composition refers to', () => {
  const document = (reference: string, from = 'http://example.org/fhir/Composition/c'): Json => ({
    resourceType: 'Bundle',
    type: 'document',
    identifier: { system: 'urn:ietf:rfc:3986', value: 'x' },
    timestamp: '2026-01-01T00:00:00Z',
    entry: [
      {
        fullUrl: from,
        resource: {
          resourceType: 'Composition',
          id: 'c',
          status: 'final',
          type: { text: 'x' },
          date: '2026',
          title: 'x',
          author: [{ reference }],
        },
      },
      { fullUrl: 'http://example.org/fhir/Patient/p', resource: { resourceType: 'Patient', id: 'p' } },
    ],
  });
  assert.deepEqual(validate(document('Patient/p')), []);
  assert.deepEqual(validate(document('http://elsewhere.example/Patient/1')), []);
  for (const missing of [
    document('Patient/q'),
    document('urn:uuid:5'),
    document('Patient/p', 'urn:uuid:00000000-0000-4000-8000-000000000002'),
  ])
    assert.deepEqual(
      validate(missing).map(({ code, expression }) => [code, expression?.[0]]),
      [['not-found', 'Bundle.entry[0].resource.author[0]']],
    );
});

// http://hl7.org/fhir/R4/bundle.html#references
test('a document holds the version that its Composition refers to, and one entry of each', () => {
  const version = (versionId: string): Json => ({
    fullUrl: 'http://example.org/fhir/Organization/o',
    resource: { resourceType: 'Organization', id: 'o', meta: { versionId }, name: 'x' },
  });
  const says = (reference: string): string[] =>
    validate({
      resourceType: 'Bundle',
      type: 'document',
      identifier: { system: 'urn:ietf:rfc:3986', value: 'x' },
      timestamp: '2026-01-01T00:00:00Z',
      entry: [
        {
          fullUrl: 'http://example.org/fhir/Composition/c',
          resource: {
            resourceType: 'Composition',
            id: 'c',
            status: 'final',
            type: { text: 'x' },
            date: '2026',
            title: 'x',
            author: [{ reference }],
          },
        },
        version('1'),
        version('2'),
      ],
    }).map(({ diagnostics = '' }) => diagnostics);
  const at = 'Bundle.entry[0].resource.author[0]';
  assert.deepEqual(says('Organization/o/_history/2'), []);
  assert.deepEqual(says('Organization/o/_history/3'), [
    `${at} leads to nothing in the document, which must hold what its Composition refers to.`,
  ]);
  assert.deepEqual(says('Organization/o'), [`${at} leads to several entries, so that nobody knows which is meant.`]);
});

// http://hl7.org/fhir/R4/bundle-definitions.html#Bundle.entry.fullUrl, http://hl7.org/fhir/R4/valueset-search-entry-mode.html
test('entries are identified, what a search has found has an id, and its outcome is an OperationOutcome', () => {
  const says = (type: string, entry: Json): string[] =>
    validate({ resourceType: 'Bundle', type, entry: [entry] }).map(({ diagnostics = '' }) => diagnostics);
  const outcome = { resourceType: 'OperationOutcome', issue: [{ severity: 'warning', code: 'too-costly' }] };
  const resource = { resourceType: 'Patient' };
  assert.deepEqual(says('collection', { resource }), [], 'the result of an operation');
  assert.deepEqual(says('message', { resource }).slice(-1), [
    'Bundle.entry[0].fullUrl is missing, which identifies the resource.',
  ]);
  assert.deepEqual(says('searchset', { resource: { ...resource, id: 'p' }, search: { mode: 'match' } }), []);
  assert.deepEqual(says('searchset', { resource: outcome, search: { mode: 'outcome' } }), []);
  assert.deepEqual(says('searchset', { resource, search: { mode: 'match' } }), [
    'Bundle.entry[0].resource must have an id, as it was found by a search.',
  ]);
  assert.deepEqual(says('searchset', { resource, search: { mode: 'outcome' } }), [
    'Bundle.entry[0].resource must be an OperationOutcome, as the outcome of the search.',
  ]);
});
