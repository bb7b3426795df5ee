/**
 * The part of the published code systems that the invented region uses, as CodeSystem resources that say they are fragments, so that a
 * code can be looked up and chosen before anybody has loaded the whole (docs/how-to/load-a-terminology.md). A whole system that is
 * loaded goes before its fragment. Titles as published where they come from a publication; the source is named.
 */
import type { CodeSystem, CodeSystemConcept, ValueSet } from '@medplum/fhirtypes';
import { diagnoses } from '../catalogue/diagnoses.ts';
import { drugs } from '../catalogue/drugs.ts';
import { labTests } from '../catalogue/laboratory.ts';
import { procedures } from '../catalogue/procedures.ts';
import { vaccines } from '../catalogue/vaccines.ts';
import * as systems from '../systems.ts';

interface Fragment {
  id: string;
  url: string;
  version?: string;
  name: string;
  title: string;
  publisher: string;
  concepts: CodeSystemConcept[];
}

const fragments: readonly Fragment[] = [
  {
    id: 'icd-10-se-fragment',
    url: systems.icdSystem,
    version: '2021',
    name: 'ICD10SE',
    title: 'ICD-10-SE, de diagnoser som regionen använder',
    publisher: 'Socialstyrelsen',
    concepts: Object.values(diagnoses).map(({ code, title }) => ({ code, display: title })),
  },
  {
    id: 'kva-fragment',
    url: systems.kvaSystem,
    version: '2021',
    name: 'KVA',
    title: 'KVÅ, de åtgärder som regionen använder',
    publisher: 'Socialstyrelsen',
    concepts: Object.values(procedures).map(({ code, title }) => ({ code, display: title })),
  },
  {
    id: 'atc-fragment',
    url: systems.atcSystem,
    name: 'ATC',
    title: 'ATC, de läkemedel och vacciner som regionen använder',
    publisher: 'WHO Collaborating Centre for Drug Statistics Methodology',
    concepts: [...Object.values(drugs), ...Object.values(vaccines)].map(({ atc, name }) => ({
      code: atc,
      display: name,
    })),
  },
  {
    id: 'npu-fragment',
    url: systems.npuSystem,
    name: 'NPU',
    title: 'NPU, de analyser som regionen använder',
    publisher: 'The NPU terminology',
    concepts: Object.values(labTests).flatMap(({ npu, name }) =>
      npu === undefined ? [] : [{ code: npu, display: name }],
    ),
  },
];

/**
 * What staff write of diagnoses in running text, as names more to find them by: a supplement, so that they hold for the whole of ICD-10-SE too
 * when it is loaded (http://hl7.org/fhir/R4/codesystem.html#supplements).
 */
const words: CodeSystem = {
  resourceType: 'CodeSystem',
  id: 'icd-10-se-words',
  url: 'https://vardkedjan.se/fhir/CodeSystem/icd-10-se-words',
  name: 'ICD10SEWords',
  title: 'Ord för diagnoser, som vårdpersonal skriver dem',
  status: 'active',
  publisher: 'Vårdkedjan',
  description: 'Den påhittade regionens egna ord, inte Socialstyrelsens; ett urval.',
  content: 'supplement',
  supplements: systems.icdSystem,
  concept: [...Map.groupBy(Object.values(diagnoses), ({ code }) => code)].flatMap(([code, named]) => {
    const designation = [...new Set(named.map(({ plain }) => plain))]
      .filter((plain) => named.every(({ title }) => title.toLowerCase() !== plain.toLowerCase()))
      .map((value) => ({ language: 'sv', value }));
    return designation.length > 0 ? [{ code, designation }] : [];
  }),
};

export function* codeFragments(): Generator<CodeSystem | ValueSet> {
  yield words;
  for (const { id, url, version, name, title, publisher, concepts } of fragments) {
    yield {
      resourceType: 'CodeSystem',
      id,
      url,
      ...(version !== undefined && { version }),
      name,
      title,
      status: 'active',
      publisher,
      description: 'Ett utdrag för en påhittad region: det mesta av kodverket saknas.',
      content: 'fragment',
      caseSensitive: true,
      concept: [...new Map(concepts.toReversed().map((concept) => [concept.code, concept])).values()].toReversed(),
    };
    yield {
      resourceType: 'ValueSet',
      id,
      url: `https://vardkedjan.se/fhir/ValueSet/${id.replace('-fragment', '')}`,
      name,
      title,
      status: 'active',
      compose: { include: [{ system: url }] },
    };
  }
}
