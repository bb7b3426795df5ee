/**
 * The requests that the leak test compares: all that reads, each parameter of the world's types in each of its forms, and made-up
 * searches that put them together; then writes that ask about what is hidden.
 */
import type { Resource } from '@medplum/fhirtypes';
import { parametersOf, type SearchParameter } from '@vardkedjan/fhir/search/parameters.ts';
import { Random } from '../../../care/test/random.ts';
import type { Harvest } from '../fuzz/harvest.ts';
import { SearchGrammar } from '../fuzz/search-grammar.ts';
import type { Pair, Sent } from '../fuzz/sent.ts';
import { patients } from './leak-world.ts';

const get = (path: string, ...parameters: Pair[]): Sent => ({
  as: undefined,
  method: 'GET',
  path,
  parameters,
  headers: [],
});

/** Reads, histories, operations on each patient and each resource. */
export function plainShapes(resources: readonly Resource[]): Sent[] {
  const named = resources.map(({ resourceType, id = '' }) => `/fhir/${resourceType}/${id}`);
  const types = [...new Set(resources.map(({ resourceType }) => resourceType))];
  return [
    ...named.map((path) => get(path)),
    ...named.map((path) => get(path, ['_elements', 'status'])),
    ...named.flatMap((path) => [
      get(`${path}/_history`),
      get(`${path}/_history/1`),
      get(`${path}/_history/2`),
      get(`${path}/_history/9`),
      get(`${path}/_history`, ['_count', '1']),
      get(`${path}/_history`, ['_at', '2026-01-01']),
    ]),
    ...types.flatMap((type) => [
      get(`/fhir/${type}/_history`),
      get(`/fhir/${type}/$meta`),
      get(`/fhir/${type}/_history`, ['_count', '3']),
      get(`/fhir/${type}/_history`, ['_since', '2020-01-01T00:00:00Z']),
    ]),
    get('/fhir/_history'),
    get('/fhir/_history', ['_count', '7']),
    ...patients.flatMap((id) => {
      const patient = `/fhir/Patient/${id}`;
      return [
        get(`${patient}/$everything`),
        get(`${patient}/$everything`, ['_count', '4']),
        get(`${patient}/$everything`, ['_type', 'Observation,Encounter']),
        get(`${patient}/$chart`),
        ...['feber', 'hosta', 'smärta -yrsel', 'åsa or ärr'].map((text) =>
          get(`${patient}/$text-search`, ['text', text]),
        ),
        ...types.map((type) => get(`${patient}/${type}`)),
        get(`${patient}/*`),
      ];
    }),
  ];
}

const modifiersOf: Record<string, string[]> = {
  token: ['', ':not', ':text', ':missing', ':of-type'],
  string: ['', ':exact', ':contains', ':missing'],
  reference: ['', ':missing', ':identifier', ':Patient'],
  uri: ['', ':below', ':above', ':missing'],
};
const comparing = ['', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'];

/** Each parameter of a type × its modifiers × the classes of prefixes, with a sort and a total on top. */
export function parameterShapes(type: string, harvest: Harvest, random: Random): Sent[] {
  const grammar = new SearchGrammar(random, harvest);
  return [...parametersOf(type).values()].flatMap((parameter) =>
    namesOf(parameter).flatMap((name): Sent[] => {
      const value = name.endsWith(':missing') ? random.pick(['true', 'false']) : grammar.value(parameter);
      const values = isCompared(parameter)
        ? comparing.map((prefix) => prefix + value.replace(/^[a-z]{2}(?=[\d+-])/, ''))
        : [value];
      return values.map((one) => get(`/fhir/${type}`, [name, one], ...ending(random, parameter)));
    }),
  );
}

const isCompared = ({ type }: SearchParameter): boolean => type === 'date' || type === 'number' || type === 'quantity';

function namesOf({ code, type }: SearchParameter): string[] {
  return (modifiersOf[type] ?? ['', ':missing']).map((modifier) => code + modifier);
}

function ending(random: Random, { code }: SearchParameter): Pair[] {
  return random.pick<Pair[]>([
    [['_total', 'accurate']],
    [['_summary', 'count']],
    [
      ['_total', 'estimate'],
      ['_count', '2'],
    ],
    [
      ['_sort', code],
      ['_count', '3'],
    ],
    [['_sort', `-${code},_id`]],
    [
      ['_sort', '_lastUpdated'],
      ['_count', '5'],
      ['_total', 'accurate'],
    ],
    [['_include', '*']],
    [
      ['_revinclude', 'Observation:*'],
      ['_include', '*'],
      ['_include:iterate', '*'],
    ],
    [['_summary', 'true']],
  ]);
}

export function madeUpShapes(count: number, harvest: Harvest, random: Random): Sent[] {
  const grammar = new SearchGrammar(random, harvest, { wild: false });
  return Array.from({ length: count }, () => {
    const type = random.pick(harvest.types);
    return get(`/fhir/${type}`, ...grammar.parameters(type).filter(([name]) => name !== '_format'));
  });
}

const sent = (method: string, path: string, value: unknown, ...headers: Pair[]): Sent => ({
  ...get(path),
  method,
  headers: [['Content-Type', 'application/fhir+json'], ...headers],
  body: { value },
});
const basic = (reference: string) => ({ resourceType: 'Basic', code: { text: 'x' }, subject: { reference } });
const note = (patient: string, about?: string) => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'x' },
  subject: { reference: `Patient/${patient}` },
  ...(about !== undefined && { derivedFrom: [{ reference: about }] }),
});

/** Writes whose answer might tell of what is hidden: references to it, conditions that only it meets, deleting what it refers to. */
export function writeShapes(resources: readonly Resource[], random: Random): Sent[] {
  const some = (from: readonly Resource[], count: number): Resource[] =>
    Array.from({ length: Math.min(count, from.length) }, () => random.pick(from));
  const observations = resources.filter(({ resourceType }) => resourceType === 'Observation');
  return [
    ...some(resources, 15).flatMap(({ resourceType, id = '' }) => aboutOne(resourceType, id)),
    ...some(observations, 6).flatMap(({ id = '' }) =>
      patients.map((patient) => sent('POST', '/fhir/Observation', note(patient, `Observation/${id}`))),
    ),
    ...patients.flatMap(aboutPatient),
    ...some(resources, 20).map(({ resourceType, id = '' }) => ({
      ...get(`/fhir/${resourceType}/${id}`),
      method: 'DELETE',
    })),
  ];
}

function aboutOne(type: string, id: string): Sent[] {
  const requests = [`${type}/${id}`, `${type}?_id=${id}`].map((url) => ({ request: { method: 'GET', url } }));
  return [
    sent('POST', '/fhir/Basic', basic(`${type}/${id}`)),
    sent('POST', '/fhir/Basic/$validate', basic(`${type}/${id}`)),
    sent('POST', '/fhir', { resourceType: 'Bundle', type: 'batch', entry: requests }),
    get(`/fhir/${type}`, ['_id', id]),
  ];
}

/** By conditions: each patient has a number and a birth date of their own. */
function aboutPatient(patient: string, index: number): Sent[] {
  const number = `${index}${index}${index}`;
  const birth = `19${50 + index * 7}-0${index + 1}-11`;
  const linked = basic(`Patient?identifier=urn:number|${number}`);
  const conditional = {
    ...sent('PUT', '/fhir/Observation', note(patient)),
    parameters: [
      ['code', 'k2'],
      ['patient.identifier', number],
    ],
  };
  return [
    sent('POST', '/fhir/Patient', { resourceType: 'Patient', name: [{ family: 'Ny' }] }, [
      'If-None-Exist',
      `identifier=urn:number|${number}`,
    ]),
    sent('POST', '/fhir/Observation', note(patient), ['If-None-Exist', `patient=Patient/${patient}&code=k1`]),
    sent('POST', '/fhir/Observation', note('p0'), ['If-None-Exist', `subject:Patient.birthdate=${birth}`]),
    conditional as Sent,
    { ...get('/fhir/Observation', ['patient.identifier', number]), method: 'DELETE' },
    { ...get('/fhir/List', ['subject:Patient.identifier', number]), method: 'DELETE' },
    sent('POST', '/fhir', {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [{ request: { method: 'POST', url: 'Basic' }, resource: linked }],
    }),
  ];
}
