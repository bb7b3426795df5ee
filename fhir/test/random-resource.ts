/**
 * Random resources with every element that R4 knows, for property tests of what must hold whatever the content: their structure
 * is right, their values are only right in form. The same seed gives the same resources.
 */
import { setNumber } from '../src/json.ts';
import { type Property, type TypeInfo, typeInfo } from '../src/r4/element-table.ts';
import { resourceTypes } from '../src/r4/resource-types.ts';

/** Numbers in [0, 1): mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const texts = [
  'åäö',
  ' leading and trailing ',
  'two\nlines\r\nand a\ttab\r',
  '<5 & >3 "quoted" \'single\' ]]>',
  '&amp; &#10; &nbsp;',
  '<!-- no comment --><?no instruction?><![CDATA[no cdata]]>',
  '🩺 𝒳 \u{10ffff}',
  '\u0085\u2028\u00a0\ufeff\u007f',
  'a\u0301 ﷽ שלום',
  '\\ \\n "]}',
  '1.00',
  '__proto__',
];
const decimals = [
  '0',
  '-0',
  '1.00',
  '0.10',
  '1e2',
  '1E+2',
  '1.5e-7',
  '-0.0',
  '0.0000000001',
  '12345678901234567890.123',
];
const divs = [
  'x',
  ' <p>Hb <b>118</b>\n  g/L &lt; 130 &amp; &#229;\t<br/> <!-- a -- --></p>\r\n'.replace(' -- ', ' - '),
  '<p xml:space="preserve" title=\'&quot;"\'>a  b</p>&#xD;&#x1F600;😀',
  '<img   src="#a"\n alt = "b"  ></img>',
];

export class RandomResources {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = randomFrom(seed);
  }

  next(type = this.#pick(resourceTypes) as string, depth = 0): Record<string, unknown> {
    return { resourceType: type, ...this.#elements(typeInfo(type) as TypeInfo, depth) };
  }

  #pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.#random() * list.length)] as T;
  }

  #elements(info: TypeInfo, depth: number): Record<string, unknown> {
    const value: Record<string, unknown> = {};
    const names = [...info.byName.values()];
    const wanted = Math.min(names.length, depth > 4 ? 1 : 1 + Math.floor(this.#random() * 6));
    for (let left = wanted; left > 0; left--) this.#put(value, this.#pick(this.#pick(names)), info, depth);
    if (Object.keys(value).length === 0 || info.name === 'Extension') this.#putPlain(value, info);
    return value;
  }

  /** What keeps an element from being empty. */
  #putPlain(value: Record<string, unknown>, info: TypeInfo): void {
    if (info.name === 'Extension') value['url'] ??= 'https://example.org/a?b=1&c="2"';
    else value['id'] ??= 'a';
  }

  #put(value: Record<string, unknown>, property: Property, info: TypeInfo, depth: number): void {
    const { key, name, type, primitive, many } = property;
    if (depth > 8 && !primitive) return;
    if (info.byName.get(name)?.some((other) => other.key in value || `_${other.key}` in value)) return;
    const isAttribute = !info.resource && (key === 'id' || (key === 'url' && info.name === 'Extension'));
    if (isAttribute) value[key] = this.#pick(texts);
    else if (!primitive) {
      const one = () => this.#complex(type, depth + 1);
      value[key] = many ? Array.from({ length: 1 + Math.floor(this.#random() * 3) }, one) : one();
    } else if (many) this.#putPrimitives(value, key, type, depth);
    else {
      const beside = type !== 'xhtml' && this.#random() < 0.2;
      if (beside) value[`_${key}`] = this.#elements(typeInfo('Element') as TypeInfo, depth + 3);
      if (!beside || this.#random() < 0.5) this.#putValue(value, key, type);
    }
  }

  #complex(type: string, depth: number): Record<string, unknown> {
    const info = typeInfo(type) as TypeInfo;
    return info.resource ? this.next(undefined, depth + 2) : this.#elements(info, depth);
  }

  #putPrimitives(value: Record<string, unknown>, key: string, type: string, depth: number): void {
    const values: unknown[] = [];
    const beside: unknown[] = [];
    for (let index = 0; index < 1 + Math.floor(this.#random() * 3); index++) {
      const both = this.#random();
      beside.push(both < 0.3 ? this.#elements(typeInfo('Element') as TypeInfo, depth + 3) : null);
      if (both < 0.15) values.push(null);
      else this.#putValue(values, index, type);
    }
    if (values.some((one) => one !== null)) value[key] = values;
    if (beside.some((one) => one !== null)) value[`_${key}`] = beside;
  }

  #putValue(holder: object, key: string | number, type: string): void {
    const put = (value: unknown): void => {
      (holder as Record<string | number, unknown>)[key] = value;
    };
    if (type === 'boolean') put(this.#random() < 0.5);
    else if (type === 'decimal') setNumber(holder, key, this.#pick(decimals));
    else if (type === 'integer' || type === 'positiveInt' || type === 'unsignedInt')
      put(Math.floor(this.#random() * 1e6));
    else if (type === 'xhtml') put(`<div xmlns="http://www.w3.org/1999/xhtml">${this.#pick(divs)}</div>`);
    else put(this.#pick(texts));
  }
}
