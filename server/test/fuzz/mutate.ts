/** Resources made wrong: a few blows at random places of the value, or at its letters. */
import type { Random } from '../../../care/test/random.ts';
import { nastyText, nastyValue } from './nasty.ts';

type Holder = Record<string | number, unknown>;
interface Place {
  holder: Holder;
  key: string | number;
}

function places(value: unknown, found: Place[] = []): Place[] {
  if (typeof value !== 'object' || value === null || found.length > 3000) return found;
  for (const key of Array.isArray(value) ? value.keys() : Object.keys(value)) {
    found.push({ holder: value as Holder, key });
    places((value as Holder)[key], found);
  }
  return found;
}

type Blow = (random: Random, place: Place, all: readonly Place[]) => void;

const blows: readonly Blow[] = [
  (random, { holder, key }) => {
    holder[key] = nastyValue(random);
  },
  (random, { holder, key }) => {
    if (typeof holder[key] === 'string') holder[key] = nastyText(random);
  },
  (_random, { holder, key }) => {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete holder[key];
  },
  (random, { holder }) => {
    if (!Array.isArray(holder))
      define(
        holder,
        random.pick([
          'unknownElement',
          '__proto__',
          'constructor',
          '_id',
          'value',
          'valueString',
          '_status',
          'x'.repeat(300),
          '',
          'resourceType',
          'fhir_comments',
        ]),
        nastyValue(random),
      );
  },
  (_random, { holder, key }) => {
    holder[key] = [holder[key]];
  },
  (_random, { holder, key }) => {
    const value = holder[key];
    if (Array.isArray(value)) holder[key] = value[0] as unknown;
  },
  (_random, { holder, key }) => {
    const value = holder[key];
    if (typeof value === 'number') holder[key] = String(value);
    else if (typeof value === 'string') holder[key] = value.length;
    else if (typeof value === 'boolean') holder[key] = String(value);
  },
  (random, { holder, key }, all) => {
    const other = random.pick(all);
    holder[key] = structuredClone(other.holder[other.key]);
  },
  (random, { holder, key }) => {
    const value = holder[key];
    if (Array.isArray(value))
      holder[key] = Array.from({ length: random.pick([0, 2, 50]) }, () => structuredClone(value[0]) as unknown);
  },
  (random, { holder, key }) => {
    if (Array.isArray(holder) || typeof key !== 'string') return;
    const value = holder[key];
    delete holder[key];
    define(holder, random.pick([`_${key}`, key.toUpperCase(), `${key}String`, `${key} `]), value);
  },
  (random, { holder }) => {
    if (!Array.isArray(holder))
      holder['extension'] = random.pick([
        [{ url: 'urn:x', valueString: 'y' }],
        [{ url: 'urn:x' }],
        [{ valueString: 'y' }],
        [{ url: 'urn:x', valueInteger: 1.5 }],
        [{ url: '', valueBoolean: true }],
      ]);
  },
  (random, { holder }, all) => {
    const root = all[0]?.holder ?? holder;
    root['text'] = {
      status: 'generated',
      div: random.pick([
        '<div xmlns="http://www.w3.org/1999/xhtml"><script>x</script></div>',
        '<div>x</div>',
        '<div xmlns="http://www.w3.org/1999/xhtml"><p onclick="x()">a</p></div>',
        '<div xmlns="http://www.w3.org/1999/xhtml">&nbsp;<b>å</b></div>',
        '<div xmlns="http://www.w3.org/1999/xhtml">',
        `<div xmlns="http://www.w3.org/1999/xhtml">${'<b>'.repeat(3000)}x${'</b>'.repeat(3000)}</div>`,
      ]),
    };
  },
  (random, { holder }, all) => {
    const root = all[0]?.holder ?? holder;
    root['contained'] = random.pick<unknown>([
      [{ resourceType: 'Patient', id: 'c' }],
      [{ resourceType: 'Patient', id: '#c' }],
      [{ id: 'c' }],
      { resourceType: 'Patient' },
      [{ resourceType: 'Foo', id: 'c' }],
    ]);
  },
  (random, { holder }, all) => {
    const root = all[0]?.holder ?? holder;
    root['meta'] = random.pick<unknown>([
      { versionId: '99', lastUpdated: '1999-01-01T00:00:00Z' },
      {
        profile: ['urn:p|1'],
        tag: [
          { system: 's', code: 'c' },
          { system: 's', code: 'c' },
        ],
      },
      { security: [{ code: 'R' }] },
      {
        extension: [
          {
            url: 'https://vardkedjan.se/fhir/StructureDefinition/care-unit',
            valueReference: { reference: 'Organization/nope' },
          },
        ],
      },
      { source: 'urn:a#b' },
      [],
    ]);
  },
  (random, { holder }, all) => {
    const root = all[0]?.holder ?? holder;
    root['id'] = random.pick<unknown>([
      'a/b',
      '',
      'x'.repeat(65),
      '..',
      '.',
      'å',
      1,
      null,
      '-',
      '0-00000000000000000000000000',
    ]);
  },
];

/** `__proto__` as a property of its own. */
function define(holder: Holder, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

/** A changed copy. */
export function mutated(random: Random, resource: unknown): unknown {
  const copy: unknown = structuredClone(resource);
  for (let left = random.below(3) + 1; left > 0; left--) {
    const all = places(copy);
    if (all.length > 0) random.pick(blows)(random, random.pick(all), all);
  }
  return copy;
}

type Spoil = (text: string, random: Random) => string | Buffer;

const spoils: readonly Spoil[] = [
  (text, random) => text.slice(0, random.below(text.length)),
  (text) => text.replace(/\{/, '{"id":"one","id":"two",'),
  (text) => text.replace(/\{/, '{"__proto__":{"polluted":true},'),
  (text) => text.replace(/:\s*("[^"]*"|\d+)/, ':1e999999'),
  (text) => text.replace(/:\s*("[^"]*"|\d+)/, ':-0.000000000000000000000000000000000001e-400'),
  (text) => text.replace(/:\s*("[^"]*"|\d+)/, ':"\\ud800"'),
  (text) => text.replace(/:\s*("[^"]*"|\d+)/, ':"\\u0000"'),
  (text) => text.replace(/:\s*"([^"]*)"/, ':"$1\u0007"'),
  (text) => `\ufeff${text}`,
  (text) => `\ufeff\ufeff${text}`,
  (text) => `${text}${text}`,
  (text) => `${text},`,
  (text) => `[${text}]`,
  (text) => `// ${text}\n${text}`,
  (text) => text.replace(/:/, ': NaN, "x":'),
  (text) => text.replaceAll('"', "'"),
  (text, random) => spoiltBytes(Buffer.from(text), random),
  (text) => Buffer.from(text, 'utf16le'),
  (text) => Buffer.from(text.replace(/[^\0-\x7f]*$/, ' é'), 'latin1'),
  () => '',
  () => ' ',
  () => 'null',
  () => '"x"',
  () => '1',
  () => '[]',
  () => '{}',
  () => '[[[[[[' + '['.repeat(100_000),
  () => '{"a":'.repeat(20_000),
  () => '{"resourceType":"Patient","name":[{"family":"' + 'å'.repeat(2_000_000) + '"}]}',
  () => `{"resourceType":"Patient",${Array.from({ length: 5000 }, (_, at) => `"k${at}":${at}`).join(',')}}`,
  () => '<Patient xmlns="http://hl7.org/fhir"><active value="true"/></Patient>',
  () =>
    '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><Patient xmlns="http://hl7.org/fhir"><id value="&b;"/></Patient>',
  () => '<Patient xmlns="http://hl7.org/fhir"><active value="true"/><unknown/></Patient',
  () => 'name=a&name=b&%ff=%00',
];

function spoiltBytes(bytes: Buffer, random: Random): Buffer {
  for (let left = random.below(4) + 1; left > 0; left--) bytes[random.below(bytes.length)] = 128 + random.below(128);
  return bytes;
}

export function spoilt(random: Random, resource: unknown): string | Buffer {
  return random.pick(spoils)(JSON.stringify(resource), random);
}
