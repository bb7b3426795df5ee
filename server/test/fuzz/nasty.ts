/** Values that have broken other servers: what no client means, and everybody sends some day. */
import type { Random } from '../../../care/test/random.ts';

/** In texts that no answer may give back in an error: diagnostics hold no values. */
export const canary = 'kanariefagel';

const texts: readonly (() => string)[] = [
  () => '\0',
  () => `a\0${canary}`,
  () => '\u0001\u001f',
  () => '\ud800',
  () => `x\udc00${canary}`,
  () => '\ufeff',
  () => '\u2028\u2029',
  () => 'İıßſﬀǅ',
  () => 'e\u0301\u0301\u0301',
  () => '👩‍⚕️🏥',
  () => '\u202e\u0000',
  () => '%',
  () => '%00',
  () => '%_%',
  () => "'; drop table resource; --",
  () => `"${canary}"`,
  () => '$1',
  () => '${1}',
  () => '\\',
  () => '\\\\,\\|\\$',
  () => ',',
  () => ',,,',
  () => '|',
  () => '||',
  () => '|||',
  () => '$',
  () => '$$$',
  () => ' ',
  () => '\t\n',
  () => '*',
  () => '(',
  () => '((((((((((a or b) and c)',
  () => '.*+?^${}()|[]',
  () => '__proto__',
  () => 'constructor',
  () => 'toString',
  () => 'null',
  () => 'undefined',
  () => 'NaN',
  () => 'true',
  () => '-1',
  () => '0',
  () => '1e400',
  () => '-1e400',
  () => '1e-400',
  () => '9'.repeat(400),
  () => '9223372036854775808',
  () => '2147483648',
  () => '0x10',
  () => '1.7976931348623157e308',
  () => '-0.0',
  () => '0000-00-00',
  () => '0001-01-01',
  () => '9999-12-31T23:59:59.999999999Z',
  () => '99999-01-01',
  () => '-4713-01-01',
  () => '2024-02-30',
  () => '2024-02-29T24:00:00Z',
  () => '2016-12-31T23:59:60Z',
  () => '2024-01-01T00:00:00+14:01',
  () => '2024-03-31T02:30',
  () => '../../etc/passwd',
  () => 'http://[::1',
  () => 'Patient/../Patient',
  () => 'urn:uuid:',
  () => '#',
  () => `${canary}`.repeat(40),
  () => 'a'.repeat(65_536),
  () => 'é'.repeat(20_000),
  () => Array.from({ length: 1000 }, (_, at) => `v${at}`).join(','),
  () => Array.from({ length: 1000 }, (_, at) => `urn:s|${at}`).join(','),
  () => '-'.repeat(200),
  () => '('.repeat(5000),
  () => '\\'.repeat(999),
];

export function nastyText(random: Random): string {
  return random.pick(texts)();
}

/** JSON values put where another belongs. */
const values: readonly (() => unknown)[] = [
  () => null,
  () => true,
  () => 0,
  () => -1,
  () => 1e308,
  () => 2 ** 53,
  () => 0.1,
  () => '',
  () => ' ',
  () => [],
  () => ({}),
  () => [null],
  () => [[]],
  () => [{}],
  () => ({ '': '' }),
  () => [null, null, 'x'],
  () => JSON.parse('{"__proto__":{"polluted":true}}') as unknown,
  () => ({ constructor: { prototype: { polluted: true } } }),
  () => ({ toString: 'x', valueOf: 1, hasOwnProperty: false }),
  () => ({ resourceType: 'Patient' }),
  () => ({ reference: 'Patient/does-not-exist' }),
  () => ({ reference: '#nowhere' }),
  () => ({ reference: 'urn:uuid:00000000-0000-4000-8000-000000000000' }),
  () => ({ extension: [{ url: 'urn:x' }] }),
  () => ({ extension: [{ url: 'urn:x', valueString: 'y', extension: [{ url: 'z', valueCode: 'c' }] }] }),
  () => deep(300),
  () => deepArray(1500),
  () => Array.from({ length: 2000 }, () => 'x'),
  () => 'x'.repeat(1_100_000),
];

export function nastyValue(random: Random): unknown {
  return random.chance(0.4) ? nastyText(random) : random.pick(values)();
}

function deep(levels: number): unknown {
  let value: unknown = { url: 'urn:deep', valueBoolean: true };
  for (let at = 0; at < levels; at++) value = { url: 'urn:deep', extension: [value] };
  return value;
}

function deepArray(levels: number): unknown {
  let value: unknown = 1;
  for (let at = 0; at < levels; at++) value = [value];
  return value;
}
