/**
 * Made-up parameters of a search: grown from the same tables as the grammar that reads them, a wrong turn taken now and then
 * (http://hl7.org/fhir/R4/search.html).
 */
import { isResourceType, resourceTypes } from '@vardkedjan/fhir/r4/resource-types.ts';
import { parametersOf, type SearchParameter } from '@vardkedjan/fhir/search/parameters.ts';
import type { Random } from '../../../care/test/random.ts';
import type { Harvest } from './harvest.ts';
import { nastyText } from './nasty.ts';
import type { Pair } from './sent.ts';

const modifiers = [
  'missing',
  'exact',
  'contains',
  'not',
  'text',
  'in',
  'not-in',
  'above',
  'below',
  'of-type',
  'identifier',
  'iterate',
  'recurse',
  'code-text',
  '',
  'Patient',
  'nonsense',
];
/** Those that R4 gives a parameter of the kind. */
const fitting: Record<string, string[]> = {
  token: ['missing', 'not', 'text', 'of-type', 'in', 'not-in', 'above', 'below'],
  string: ['missing', 'exact', 'contains'],
  reference: ['missing', 'identifier', 'Patient'],
  uri: ['missing', 'above', 'below'],
};
const prefixes = ['', '', '', 'eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'];
const special = [
  '_id',
  '_lastUpdated',
  '_text',
  '_content',
  '_list',
  '_filter',
  '_query',
  '_type',
  '_tag',
  '_profile',
  '_security',
  '_source',
  '_has',
  'near',
  '__proto__',
  'constructor',
  '',
  ':',
  '.',
  '_',
  '$',
  'a.b.c',
  '_has:',
  '_has:Observation',
  '_has:Observation:patient',
  '_has:X:y:z',
  'patient.',
  '.patient',
];
const filters = [
  'name eq "x"',
  'birthdate gt 2000 and not (gender eq male)',
  'code eq',
  'a',
  '(',
  'status ne final or status eq final',
  'patient.name co "a"',
  'date ap 2024',
];

/** Values as they may be written, and as they are written sometimes. */
const right = {
  date: ['2024', '2024-05', '2024-05-06', '2024-05-06T07:08', '2024-05-06T07:08:09.123456+02:00', '1950', '2026-11'],
  number: ['5', '0', '-3.50', '1e3', '1E-3', '100.00', '+7'],
  quantity: ['5', '5.4', '120', '1e2', '-1'],
  unit: ['', '', '|http://unitsofmeasure.org|kg', '||mg', '||mm[Hg]', '|http://unitsofmeasure.org|10*9/L'],
};
const wrong = {
  date: ['xx2024', 'EQ2024', '1', '20240506', 'T10:00', '2024-13', 'today'],
  number: ['.5', '5.', '1e999', '1,000', 'x'],
  unit: ['|http://unitsofmeasure.org|', '|urn:x|y|z', '||((('],
};

/** Those of a type that R4 has. */
function parametersFor(type: string): ReadonlyMap<string, SearchParameter> {
  return parametersOf(isResourceType(type) ? type : 'Patient');
}

export class SearchGrammar {
  readonly #random: Random;
  readonly #harvest: Harvest;
  readonly #mayBeWild: boolean;
  #wild = false;

  /** `wild`: whether some of the searches take wrong turns. */
  constructor(random: Random, harvest: Harvest, { wild = true } = {}) {
    this.#random = random;
    this.#harvest = harvest;
    this.#mayBeWild = wild;
  }

  type(): string {
    const { chance, pick } = this.#dice;
    if (chance(0.7)) return pick(this.#harvest.types);
    return chance(0.95)
      ? pick(resourceTypes)
      : pick(['patient', 'Foo', 'Resource', 'DomainResource', '_search', '__proto__', 'a%2Fb', '%00']);
  }

  /** Half of them as a client means them, with hardly a wrong turn. */
  parameters(type: string): Pair[] {
    const { below, chance } = this.#dice;
    this.#wild = chance(0.5) && this.#mayBeWild;
    const found: Pair[] = [];
    for (let left = below(4); left > 0; left--) found.push(this.#criterion(type));
    for (let left = below(4); left > 0; left--) found.push(this.#result(type));
    const [first] = found;
    if (first !== undefined && chance(0.05)) found.push(...Array.from({ length: 3 }, (): Pair => [...first]));
    return found;
  }

  #criterion(type: string): Pair {
    const { chance, pick } = this.#dice;
    if (chance(this.#wild ? 0.15 : 0.02)) return this.#special(type);
    const { name, parameter } = this.#name(type, 0);
    const modifier = chance(0.25)
      ? pick(this.#wild ? modifiers : (fitting[parameter?.type ?? ''] ?? ['missing']))
      : undefined;
    const value = modifier === 'missing' && chance(0.8) ? pick(['true', 'false']) : this.value(parameter);
    return [modifier === undefined ? name : `${name}:${modifier}`, value];
  }

  /** A parameter, or a chain, or a reverse chain to one. */
  #name(type: string, depth: number): { name: string; parameter: SearchParameter | undefined } {
    const { chance, pick } = this.#dice;
    const all = [...parametersFor(type).values()];
    const references = all.filter((one) => one.type === 'reference');
    const deeper = depth < 6 && chance(depth === 0 ? 0.25 : 0.4);
    if (deeper && references.length > 0 && chance(0.6)) {
      const link = pick(references);
      const target = pick(link.targets.length === 0 ? resourceTypes : link.targets);
      const rest = this.#name(target, depth + 1);
      return { ...rest, name: `${link.code}${chance(0.7) ? `:${target}` : ''}.${rest.name}` };
    }
    if (deeper) {
      const from = chance(0.8) ? pick(this.#harvest.types) : pick(resourceTypes);
      const links = [...parametersFor(from).values()].filter((one) => one.type === 'reference');
      const leads = links.filter(({ targets }) => targets.includes(type));
      if (links.length > 0) {
        const link = pick(leads.length > 0 && chance(0.9) ? leads : links);
        const rest = this.#name(from, depth + 1);
        return { ...rest, name: `_has:${from}:${link.code}:${rest.name}` };
      }
    }
    const parameter = all.length === 0 ? undefined : pick(all);
    return { name: parameter?.code ?? '_id', parameter };
  }

  #special(type: string): Pair {
    const { chance, pick } = this.#dice;
    const name = pick(special);
    if (name === '_id' && chance(0.8)) return [name, this.#harvest.known(this.#random, type).id];
    if (name === '_lastUpdated') return [name, this.#one('date', undefined)];
    if (name === '_filter' && chance(0.7)) return [name, pick(filters)];
    return [name, chance(0.6) ? this.#harvest.text(this.#random, type) : nastyText(this.#random)];
  }

  value(parameter: SearchParameter | undefined): string {
    const { below, chance } = this.#dice;
    if (parameter === undefined || (this.#wild && chance(0.1))) return nastyText(this.#random);
    const several = chance(0.2) ? below(6) + 1 : 1;
    return Array.from({ length: several }, () => this.#valueOf(parameter)).join(',');
  }

  #valueOf(parameter: SearchParameter): string {
    if (parameter.components !== undefined)
      return parameter.components.map((part) => this.#one(part.parameter.type, parameter)).join('$');
    return this.#one(parameter.type, parameter);
  }

  #one(kind: string, parameter: SearchParameter | undefined): string {
    const { chance, pick, below } = this.#dice;
    if (this.#wild && chance(0.05)) return nastyText(this.#random);
    const text = (): string =>
      this.#harvest.text(this.#random, parameter?.owner ?? 'Patient').replace(/[\\,$|]/g, '\\$&');
    switch (kind) {
      case 'token':
        return pick([
          text,
          () => `|${text()}`,
          () => `${text()}|`,
          () => `${text()}|${text()}`,
          () => this.#or('|', `${text()}|${text()}|${text()}`),
        ])();
      case 'reference':
        return this.#reference(parameter);
      case 'date':
      case 'number':
        return pick(prefixes) + this.#or(pick(right[kind]), ...wrong[kind]);
      case 'quantity':
        return pick(prefixes) + this.#or(pick(right.quantity), '') + this.#or(pick(right.unit), ...wrong.unit);
      case 'uri':
        return chance(0.5)
          ? text()
          : pick(['http://example.org/a', 'urn:oid:1.2.3', '|', 'http://a|1', 'x'.repeat(below(3000))]);
      default:
        return text();
    }
  }

  #reference(parameter: SearchParameter | undefined): string {
    const { pick } = this.#dice;
    const target = pick(parameter?.targets ?? resourceTypes);
    const { resourceType, id } = this.#harvest.known(this.#random, target);
    return this.#or(
      pick([
        `${resourceType}/${id}`,
        id,
        `http://localhost:8080/fhir/${resourceType}/${id}`,
        `https://elsewhere.example/${target}/${id}`,
        `${target}/nobody`,
      ]),
      `${target}/${id}/_history/1`,
      `${target}/`,
      'urn:uuid:c757873d-ec9a-4326-a141-556f43239520',
      `#${id}`,
      `${target}/${id}|2`,
    );
  }

  /** The right one, or in a wild search now and then a wrong one. */
  #or(right: string, ...wrong: string[]): string {
    return this.#wild && this.#random.chance(0.15) ? this.#random.pick(wrong) : right;
  }

  #result(type: string): Pair {
    const { chance, pick, below } = this.#dice;
    const codes = [...parametersFor(type).keys(), '_id', '_lastUpdated', ...(this.#wild ? ['nonsense'] : [])];
    const references = [...parametersFor(type).values()]
      .filter((one) => one.type === 'reference')
      .map(({ code }) => code);
    const link = references.length > 0 ? pick(references) : 'subject';
    const from = pick(this.#harvest.types);
    const back = [...parametersFor(from).values()].filter((one) => one.type === 'reference');
    const tame: (() => Pair)[] = [
      () => [
        '_count',
        chance(0.8) || !this.#wild
          ? String(below(30))
          : pick(['-1', '1e3', '100000', '99999999999', '', 'x', '0', '1.5', '١']),
      ],
      () => [
        '_sort',
        Array.from({ length: below(3) + 1 }, () => `${this.#or(pick(['', '-']), '--', '+')}${pick(codes)}`).join(','),
      ],
      () => [
        `_include${this.#or(pick(['', '', ':iterate']), ':recurse', ':x')}`,
        this.#or(
          pick(['*', `${type}:${link}`, `${type}:*`]),
          `${type}:${link}:Patient`,
          `${from}:${link}`,
          'x',
          '::',
          `${type}:nonsense`,
        ),
      ],
      () => [
        `_revinclude${pick(['', '', ':iterate'])}`,
        this.#or(`${from}:${back.length > 0 ? pick(back).code : 'x'}`, '*', `${from}:*`, 'x:y:z'),
      ],
      () => ['_summary', this.#or(pick(['true', 'text', 'data', 'count', 'false']), 'x', '')],
      () => ['_total', this.#or(pick(['none', 'estimate', 'accurate']), 'x')],
      () => [
        '_elements',
        this.#or(pick(['id', 'status,code', 'name', 'meta']), 'nonsense', ',', '*', 'resourceType', '__proto__'),
      ],
    ];
    const wild: (() => Pair)[] = [
      () => ['_contained', pick(['true', 'false', 'both', 'x'])],
      () => ['_containedType', pick(['container', 'contained', 'x'])],
      () => [
        '_cursor',
        pick(['x', 'W10', Buffer.from(JSON.stringify(['x', 1])).toString('base64url'), 'A'.repeat(300), '%%%']),
      ],
      () => ['_format', pick(['json', 'xml', 'application/fhir+json', 'application/fhir xml', 'ttl', 'x', ''])],
      () => ['_pretty', pick(['true', 'false', 'x'])],
      () => [pick(['_offset', '_page', '_getpages', '_score', 'page']), String(below(9))],
    ];
    return pick(this.#wild ? [...tame, ...wild] : tame)();
  }

  get #dice() {
    const random = this.#random;
    return {
      below: (limit: number) => random.below(limit),
      chance: (share: number) => random.chance(share),
      pick: <T>(from: readonly T[]) => random.pick(from),
    };
  }
}
