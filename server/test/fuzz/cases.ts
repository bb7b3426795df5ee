/**
 * Made-up requests: every route, with parameters, headers and bodies grown from the same tables as the server, each from one
 * number, so that a failing one can be asked again.
 */
import type { Resource } from '@medplum/fhirtypes';
import { stringifyXml } from '@vardkedjan/fhir/xml/stringify-xml.ts';
import { Random } from '../../../care/test/random.ts';
import { interactions } from '../../src/interactions/interactions.ts';
import type { Route } from '../../src/interactions/interaction.ts';
import { operations } from '../../src/operations/operations.ts';
import { operationInteractions } from '../../src/operations/operations.ts';
import type { Harvest } from './harvest.ts';
import { oddHeader } from './headers.ts';
import { makeResource } from './make-resource.ts';
import { mutated, spoilt } from './mutate.ts';
import { nastyText, nastyValue } from './nasty.ts';
import { SearchGrammar } from './search-grammar.ts';
import { encode, type Pair, type Sent, urlOf } from './sent.ts';

const routes: readonly Route[] = [...interactions, ...operationInteractions].flatMap((one) => [...one.routes]);
const callers = [
  'client:bench',
  'client:bench',
  'client:bench',
  'client:bench',
  'sara',
  'sara',
  'johan',
  'linnea',
  'viktor',
  'gunnar',
  '',
];

export function makeCase(seed: number, index: number, harvest: Harvest): Sent {
  return new CaseMaker(new Random(Math.imul(seed, 0x9e3779b1) + Math.imul(index, 0x85ebca6b)), harvest).make();
}

class CaseMaker {
  readonly #random: Random;
  readonly #harvest: Harvest;
  readonly #grammar: SearchGrammar;

  constructor(random: Random, harvest: Harvest) {
    this.#random = random;
    this.#harvest = harvest;
    this.#grammar = new SearchGrammar(random, harvest);
  }

  make(): Sent {
    const random = this.#random;
    const sort = random.next();
    const as = random.pick(callers) || undefined;
    const sent =
      sort < 0.45 ? this.#search(as) : sort < 0.7 ? this.#write(as) : sort < 0.92 ? this.#route(as) : this.#bundle(as);
    if (random.chance(0.15)) sent.headers.push(oddHeader(random));
    if (random.chance(0.02)) sent.method = random.pick(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
    return sent;
  }

  #search(as: string | undefined): Sent {
    const type = this.#grammar.type();
    const parameters = this.#grammar.parameters(type);
    const random = this.#random;
    const level = random.next();
    if (level < 0.05) return { as, method: 'GET', path: '/fhir', parameters, headers: [] };
    if (level < 0.12) {
      const patient = this.#harvest.known(random, 'Patient');
      return {
        as,
        method: 'GET',
        path: `/fhir/${random.pick(['Patient', 'Encounter', type])}/${patient.id}/${random.pick([type, '*'])}`,
        parameters,
        headers: [],
      };
    }
    if (level < 0.25) {
      const form = parameters.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
      const headers: Pair[] = [['Content-Type', 'application/x-www-form-urlencoded']];
      return {
        as,
        method: 'POST',
        path: `/fhir/${type}/_search`,
        parameters: random.chance(0.2) ? parameters.slice(1) : [],
        headers,
        body: { raw: form },
      };
    }
    return { as, method: 'GET', path: `/fhir/${type}`, parameters, headers: [] };
  }

  #write(as: string | undefined): Sent {
    const random = this.#random;
    const resource = this.#resource();
    const type = resource.resourceType;
    const way = random.next();
    const headers: Pair[] = [['Content-Type', 'application/fhir+json']];
    const body = random.chance(0.12) ? inXml(resource) : this.#body(resource);
    if ('raw' in body && body.raw.toString().startsWith('<')) headers[0] = ['Content-Type', 'application/fhir+xml'];
    if (way < 0.5) {
      if (random.chance(0.15)) headers.push(['If-None-Exist', this.#conditions(type)]);
      return { as, method: 'POST', path: `/fhir/${type}`, parameters: [], headers, body };
    }
    if (way < 0.8) {
      const id = random.chance(0.5) ? (resource.id ?? this.#id(type)) : this.#id(type);
      if ('value' in body && typeof body.value === 'object' && body.value !== null && random.chance(0.8))
        Object.assign(body.value, { id });
      return { as, method: 'PUT', path: `/fhir/${type}/${id}`, parameters: [], headers, body };
    }
    if (way < 0.88)
      return { as, method: 'PUT', path: `/fhir/${type}`, parameters: this.#grammar.parameters(type), headers, body };
    return {
      as,
      method: 'PATCH',
      path: `/fhir/${type}/${this.#id(type)}`,
      parameters: [],
      headers: [['Content-Type', 'application/json-patch+json']],
      body: { value: this.#patch() },
    };
  }

  #body(resource: Resource): NonNullable<Sent['body']> {
    const random = this.#random;
    if (random.chance(0.45)) return { value: structuredClone(resource) };
    return random.chance(0.8) ? { value: mutated(random, resource) } : { raw: spoilt(random, resource) };
  }

  #resource(): Resource {
    const random = this.#random;
    if (random.chance(0.5)) return makeResource(random, this.#harvest);
    const { meta: _meta, ...known } = this.#harvest.known(random, random.pick(this.#harvest.types));
    return known as Resource;
  }

  #patch(): unknown {
    const random = this.#random;
    const paths = [
      '/status',
      '/name/0/family',
      '/extension/-',
      '/code',
      '',
      '/',
      '/meta/versionId',
      '/id',
      '/resourceType',
      '/__proto__/x',
      '/constructor/prototype/x',
      '/name/-1',
      '/name/99999999',
      '/a~2b',
      '/~0~1',
      '/text/div',
    ];
    const operation = (): unknown => ({
      op: random.pick(['add', 'remove', 'replace', 'move', 'copy', 'test', 'nonsense']),
      path: random.chance(0.9) ? random.pick(paths) : nastyText(random),
      ...(random.chance(0.7) && { value: nastyValue(random) }),
      ...(random.chance(0.3) && { from: random.pick(paths) }),
    });
    return random.chance(0.9) ? Array.from({ length: random.below(4) }, operation) : nastyValue(random);
  }

  /** Any route with its places filled. */
  #route(as: string | undefined): Sent {
    const random = this.#random;
    const { method, path } = random.pick(routes);
    const type = this.#grammar.type();
    const filled = path
      .replace(':type', type)
      .replace(':id', this.#id(/^\/([A-Z]\w+)/.exec(path)?.[1] ?? type))
      .replace(':version', random.pick(['1', '2', '0', '99', '-1', 'x', '1e3', '99999999999999999999']))
      .replace(/[:*][\w*]*$/, 'x');
    const parameters = random.chance(0.6) ? this.#operationParameters(path) : this.#grammar.parameters(type);
    const sent: Sent = {
      as,
      method,
      path: `/fhir${filled}`,
      parameters: random.chance(0.7) ? parameters : [],
      headers: [],
    };
    if (method === 'GET' || method === 'DELETE') return sent;
    sent.headers.push(['Content-Type', 'application/fhir+json']);
    return { ...sent, body: random.chance(0.7) ? { value: this.#parametersBody(path) } : this.#body(this.#resource()) };
  }

  #operationParameters(path: string): Pair[] {
    const random = this.#random;
    const own = operations.find(({ terms }) => path.endsWith(`$${terms.code}`))?.terms.parameters ?? [];
    const names = [
      ...own.map(({ name }) => name),
      '_since',
      '_at',
      '_count',
      '_type',
      '_cursor',
      '_elements',
      '_summary',
      'x',
    ];
    return Array.from({ length: random.below(4) }, (): Pair => {
      const name = random.pick(names);
      return [
        name,
        random.chance(0.4)
          ? nastyText(random)
          : random.pick([
              '2024-01-01T00:00:00Z',
              '2024',
              '5',
              'Observation',
              'feber',
              'http://hl7.org/fhir/ValueSet/administrative-gender',
              'male',
              'true',
            ]),
      ];
    });
  }

  #parametersBody(path: string): unknown {
    const random = this.#random;
    const own = operations.find(({ terms }) => path.endsWith(`$${terms.code}`))?.terms.parameters ?? [];
    const names = [...own.map(({ name }) => name), 'x'];
    const parameter = (): unknown => {
      const name = random.pick(names);
      return random.chance(0.3)
        ? { name, resource: this.#resource() }
        : {
            name,
            [random.pick([
              'valueString',
              'valueUri',
              'valueCode',
              'valueBoolean',
              'valueReference',
              'valueCoding',
              'part',
              'valueIdentifier',
            ])]: random.pick<unknown>([
              'x',
              true,
              1,
              { reference: 'Patient/x' },
              { system: 'urn:s', code: 'c' },
              { system: 'urn:s', value: 'v' },
              [],
              nastyValue(random),
            ]),
          };
    };
    const body = { resourceType: 'Parameters', parameter: Array.from({ length: random.below(4) }, parameter) };
    return random.chance(0.2) ? mutated(random, body) : body;
  }

  #bundle(as: string | undefined): Sent {
    const random = this.#random;
    const type = random.pick(['batch', 'transaction', 'transaction', 'batch', 'document', 'searchset', 'x']);
    const count = random.pick([0, 1, 2, 3, 5]);
    const made: string[] = [];
    const bundle = { resourceType: 'Bundle', type, entry: Array.from({ length: count }, () => this.#entry(made)) };
    const whole = random.chance(0.25) ? mutated(random, bundle) : bundle;
    const body: Sent['body'] = random.chance(0.95) ? { value: whole } : { raw: spoilt(random, whole) };
    return {
      as,
      method: 'POST',
      path: '/fhir',
      parameters: [],
      headers: [['Content-Type', 'application/fhir+json']],
      body,
    };
  }

  #entry(made: string[]): unknown {
    const random = this.#random;
    const sent = random.chance(0.5) ? this.#search('x') : this.#write('x');
    const request: Record<string, unknown> = {
      method: sent.method,
      url: urlOf(sent)
        .replace(/^\/fhir\/?/, '')
        .slice(0, 20_000),
    };
    for (const [name, value] of sent.headers) if (name === 'If-None-Exist') request['ifNoneExist'] = value;
    if (random.chance(0.1)) request['ifMatch'] = random.pick(['W/"1"', '1', 'x']);
    if (random.chance(0.05)) request['url'] = nastyText(random);
    const entry: Record<string, unknown> = { request };
    if (random.chance(0.6)) {
      const known =
        made.length > 0 && random.chance(0.3)
          ? random.pick(made)
          : `urn:uuid:${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-8${hex(random, 3)}-${hex(random, 12)}`;
      made.push(known);
      entry['fullUrl'] = known;
    }
    if (sent.body !== undefined && 'value' in sent.body) entry['resource'] = this.#pointed(sent.body.value, made);
    return entry;
  }

  /** Some references lead to what other entries make. */
  #pointed(value: unknown, made: readonly string[]): unknown {
    if (made.length === 0 || !this.#random.chance(0.4)) return value;
    const target = this.#random.pick(made);
    const text = JSON.stringify(value) as string | undefined;
    return text === undefined
      ? value
      : JSON.parse(text.replace(/"reference":"(?:[^"\\]|\\.)*"/, `"reference":"${target}"`));
  }

  #id(type: string): string {
    const random = this.#random;
    if (random.chance(0.6)) return this.#harvest.known(random, type).id;
    return random.pick([
      'new',
      `made-${random.below(50)}`,
      'x'.repeat(64),
      'x'.repeat(65),
      'a%2Fb',
      '%00',
      '..',
      '.',
      '-',
      '%E5',
      '%25',
      'a b',
      '0-00000000000000000000000000',
      '1-01jdq3g00070008000000000zz',
      'zzzzzzzzzzz-00000000000000000000000000',
    ]);
  }

  #conditions(type: string): string {
    return this.#grammar
      .parameters(type)
      .map(([name, value]) => `${encode(name)}=${encode(value)}`)
      .join('&')
      .slice(0, 30_000);
  }
}

/** As XML, unless it holds what XML cannot. */
function inXml(resource: Resource): NonNullable<Sent['body']> {
  try {
    return { raw: stringifyXml(resource) };
  } catch {
    return { value: resource };
  }
}

function hex(random: Random, length: number): string {
  return Array.from({ length }, () => random.below(16).toString(16)).join('');
}
