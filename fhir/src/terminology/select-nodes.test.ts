/** Sets of a code system in memory that expressions ask for; server/src/store/terminology/ecl.test.ts asks the tables the same. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeSystem } from '@medplum/fhirtypes';
import { CodeSystemIndex } from './code-system.ts';
import { parseEcl } from './ecl.ts';

const [ill, heart, both, site, kind, dose] = ['100001', '100002', '100003', '100004', '100005', '100006'] as const;

const resource: CodeSystem = {
  resourceType: 'CodeSystem',
  url: 'http://snomed.info/sct',
  status: 'active',
  content: 'fragment',
  property: [site, kind, dose].map((code) => ({ code, type: 'code' })),
  concept: [
    {
      code: ill,
      display: 'sjukdom',
      concept: [
        { code: heart, display: 'akut hjärtinfarkt', property: [{ code: site, valueCode: site }] },
        {
          code: both,
          display: 'annat',
          property: [
            { code: site, valueCode: site },
            { code: site, valueCode: kind },
            { code: kind, valueCode: ill },
            { code: dose, valueDecimal: 2.5 },
            { code: dose, valueString: 'Häst' },
          ],
        },
      ],
    },
    { code: site },
    { code: kind },
    { code: dose },
  ],
};
const index = new CodeSystemIndex(resource);

test('attributes are counted, concrete values compared, terms looked for', () => {
  const cases: Record<string, string[]> = {
    [`< ${ill} : [1..1] ${site} = *`]: [heart],
    [`<< ${ill} : [0..1] ${site} = *`]: [ill, heart],
    [`< ${ill} : [2..*] ${site} = *`]: [both],
    [`< ${ill} : [0..0] ${kind} = *`]: [heart],
    [`* : [2..*] R ${site} = *`]: [site],
    [`* : [0..1] { ${site} = *, ${kind} = * }`]: [ill, heart, both, site, kind, dose],
    [`* : [0..0] { ${site} = *, ${kind} = * }`]: [ill, heart, site, kind, dose],
    [`* : ${dose} >= #2.50`]: [both],
    [`* : ${dose} < #2.5`]: [],
    [`* : ${dose} != #2`]: [both],
    [`* : ${dose} = "Häst"`]: [both],
    [`* : ${dose} != "Häst"`]: [],
    [`< ${ill} {{ term = "infarkt" }}`]: [],
    [`< ${ill} {{ term = "hjärtinf akut" }}`]: [heart],
    [`< ${ill} {{ term = wild:"*HJÄRT*farkt" }}`]: [heart],
    [`< ${ill} {{ term = wild:"hjärt*" }}`]: [],
    [`< ${ill} {{ term != "akut" }}`]: [both],
  };
  for (const [text, expected] of Object.entries(cases))
    assert.deepEqual([...index.select(parseEcl(text))].map(({ code }) => code).toSorted(), expected.toSorted(), text);
});
