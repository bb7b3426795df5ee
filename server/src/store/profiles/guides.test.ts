/**
 * The guides of HL7 Sweden, HL7 Europe, Inera and the International Patient Summary: loaded as `npm run import -- --guide` does it, their
 * examples conform as far as they do, and what is changed in them is found out.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { before, describe, it } from 'node:test';
import type { SystemCaller } from '@vardkedjan/care/access/caller.ts';
import { cloneJson, parseJson } from '@vardkedjan/fhir/json.ts';
import { validate } from '@vardkedjan/fhir/validation/validate.ts';
import { testDatabase } from '../../../test/database.ts';
import { loadGuide, type LoadedGuide } from '../../jobs/import/guide.ts';
import { findSources } from '../../jobs/import/source.ts';
import { profilesOf } from './profile-check.ts';

type Json = Record<string, unknown>;

const nothingOutside = { resource: async () => undefined, questionnaire: async () => undefined };

const guides = fileURLToPath(new URL('../../../../../shared/data/fhir/', import.meta.url));
const absent = existsSync(guides) ? false : 'the guides are not on this machine';
const folders = absent === false ? readdirSync(guides).filter((name) => /compiled/.test(name)) : [];
const caller: SystemCaller = { kind: 'system', id: 'import', name: 'Import' };

const read = (file: string): Json => parseJson(readFileSync(guides + file, 'utf8')) as Json;

/**
 * What is wrong with examples as they were published: elements with nothing but an id, results without category, extensions called
 * by a relative URL (http://hl7.org/fhir/R4/extensibility.html).
 */
const faulty: Record<string, string[]> = {
  'hl7-eu-base-2.0.0-compiled/AllergyIntolerance-allergyintolerance-eu-core-example.json': [
    'AllergyIntolerance.onsetDateTime.extension[…].url must be an absolute URL, except on the parts of an extension.',
  ],
  'hl7-eu-base-2.0.0-compiled/Immunization-immunization-eu-core-example.json': [
    'Immunization.occurrenceDateTime.extension[…].url must be an absolute URL, except on the parts of an extension.',
  ],
  'hl7-eu-eps-compiled-offline/Bundle-Instance-Bundle-1a24e60d-9b12-4109-a50a-07249a4f21c3.json': [
    'Bundle.entry[…].resource.udiCarrier[…] must have a value or children (rule ele-1).',
    'Bundle.entry[…].resource.section[…].entry[…] refers to a resource that does not conform to the profile asked for (profile http://hl7.eu/fhir/eps/StructureDefinition/composition-eu-eps).',
    'Bundle.entry[…].resource.category is missing (profile http://hl7.eu/fhir/base/StructureDefinition/medicalTestResult-eu-core).',
  ],
  'hl7-eu-hdr-compiled-offline/Bundle-HDR-Paolo-Marcheschi-Example.json': [
    'Bundle.entry[…].resource.identifier[…] must have a value or children (rule ele-1).',
  ],
};

const example =
  /^(?!StructureDef|ValueSet|CodeSystem|ConceptMap|Implementation|Actor|Naming|Capability|Operation|expansions)[A-Z].*\.json$/;

const swedish = 'hl7se-base-1.1.0-compiled/Patient-PatientExample1.json';
const summary = 'hl7-ips-2.0.1-compiled/Bundle-bundle-minimal.json';

type At = { [key: string]: At } & At[];

/** One kind of rule each: what is done to an example, and what is then said. */
const changed: readonly [rule: string, file: string, change: (resource: At) => void, says: RegExp][] = [
  [
    'cardinality, at most',
    swedish,
    (r) => r['name']?.push(cloneJson(r['name'][0]) as At),
    /^Patient\.name must occur once only/,
  ],
  ['cardinality, at least', summary, (r) => Reflect.deleteProperty(r, 'identifier'), /^Bundle\.identifier is missing/],
  [
    'prohibited',
    summary,
    (r) => Object.assign(r['entry']?.[1] ?? {}, { search: { mode: 'match' } }),
    /^Bundle\.entry\[1\]\.search must not be there/,
  ],
  [
    'slices counted',
    swedish,
    (r) => r['identifier']?.push(cloneJson(r['identifier'][0]) as At),
    /^Patient\.identifier must have the slice personnummer once only/,
  ],
  ['slices by profile', summary, (r) => r['entry']?.splice(1, 1), /^Bundle\.entry lacks the slice patient/],
  [
    'slices by pattern',
    summary,
    (r) => r['entry']?.[0]?.['resource']?.['section']?.splice(0, 1),
    /section lacks the slice sectionProblems/,
  ],
  [
    'fixed value',
    summary,
    (r) => Object.assign(r, { type: 'collection' }),
    /^Bundle\.type must have exactly the value/,
  ],
  [
    'invariant of a guide',
    summary,
    (r) => r['entry']?.push(Object.assign(cloneJson(r['entry'][0]) as At, { fullUrl: 'urn:uuid:2' })),
    /bdl-ips-1/,
  ],
  [
    'type of an extension’s value',
    swedish,
    (r) =>
      Object.assign(r['name']?.[0]?.['extension'] ?? [], [
        { url: 'http://hl7.se/fhir/ig/base/StructureDefinition/SEBaseMiddleNameExtension', valueInteger: 1 },
      ]),
    /extension\[0\]\.valueInteger must be string/,
  ],
  [
    'place of an extension',
    swedish,
    (r) =>
      Object.assign(r, {
        extension: [
          { url: 'http://hl7.se/fhir/ig/base/StructureDefinition/SEBaseMiddleNameExtension', valueString: 'x' },
        ],
      }),
    /^Patient\.extension\[0\] is an extension that must not stand here/,
  ],
  [
    'required binding',
    swedish,
    (r) => Object.assign(r['name']?.[0]?.['_given']?.[1]?.['extension']?.[0] ?? {}, { valueCode: 'no' }),
    /must have a code of the value set/,
  ],
  [
    'profile of a type',
    summary,
    (r) => delete r['entry']?.[1]?.['resource']?.['birthDate'],
    /lacks the slice patient|birthDate is missing/,
  ],
];

// Opened here, since it closes after the tests of whoever opens it.
const database = await testDatabase();

describe('the guides', { skip: absent }, () => {
  let loaded: LoadedGuide;

  before(async () => {
    const sources = await findSources(folders.map((folder) => guides + folder));
    loaded = await loadGuide(sources, { database, caller, progress: () => undefined });
  });

  async function errors(resource: Json): Promise<string[]> {
    const issues = [...validate(resource), ...(await profilesOf(database).issues(resource, {}, nothingOutside))];
    return issues.filter(({ severity }) => severity === 'error').map(({ diagnostics = '' }) => diagnostics);
  }

  it('all their definitions are taken', () => {
    assert.deepEqual(loaded.refusals, []);
    assert.ok(loaded.loaded > 300, String(loaded.loaded));
  });

  it('their examples conform to the profiles that they claim', async () => {
    const found: Record<string, string[]> = {};
    for (const folder of folders) {
      for (const file of readdirSync(guides + folder)) {
        if (!example.test(file)) continue;
        const wrong = await errors(read(`${folder}/${file}`));
        const general = [...new Set(wrong.map((each) => each.replaceAll(/\[\d+\]/g, '[…]')))];
        if (general.length > 0) found[`${folder}/${file}`] = general;
      }
    }
    assert.deepEqual(found, faulty);
  });

  for (const [rule, file, change, says] of changed) {
    it(`what is changed is found out: ${rule}`, async () => {
      const resource = cloneJson(read(file));
      change(resource as unknown as At);
      const found = await errors(resource);
      assert.ok(
        found.some((each) => says.test(each)),
        found.join('\n'),
      );
    });
  }
});
