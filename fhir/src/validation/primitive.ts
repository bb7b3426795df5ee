/**
 * The formats of FHIR's primitive types: http://hl7.org/fhir/R4/datatypes.html#primitive.
 * A check answers with what the value should have been, as the end of a sentence, or undefined when it is right.
 */
import { numberText } from '../json.ts';
import { narrativeFault } from './narrative.ts';

/** `holder[key]` is the value; numbers are looked at as they were written. */
export type PrimitiveCheck = (value: unknown, holder: object, key: string | number) => string | undefined;

const day = '(?:[0-9](?:[0-9](?:[0-9][1-9]|[1-9]0)|[1-9]00)|[1-9]000)';
const clock = '(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?';
const zone = '(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))';
const monthAndDay = '(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])';

const date = new RegExp(`^(${day})(?:-(?:0[1-9]|1[0-2])|-${monthAndDay})?$`);
const dateTime = new RegExp(`^(${day})(?:-(?:0[1-9]|1[0-2])|-${monthAndDay}(?:T${clock}${zone})?)?$`);
const instant = new RegExp(`^(${day})-${monthAndDay}T${clock}${zone}$`);
const time = new RegExp(`^${clock}$`);

/** FHIR strings hold tab, line feed and carriage return, but no other control characters. */
// oxlint-disable-next-line no-control-regex -- that is what is looked for
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;
const content = /[^ \t\r\n]/;
const longestString = 1024 * 1024;

const uuid = pattern(
  /^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  'must be a UUID as urn:uuid:…, in lower case',
);

export const primitiveChecks: Readonly<Record<string, PrimitiveCheck>> = {
  boolean: (value) => (typeof value === 'boolean' ? undefined : 'must be true or false'),
  integer: (value, holder, key) => whole(value, holder, key, -2147483648, 'must be a whole number of at most 31 bits'),
  unsignedInt: (value, holder, key) => whole(value, holder, key, 0, 'must be a whole number from 0'),
  positiveInt: (value, holder, key) => whole(value, holder, key, 1, 'must be a whole number from 1'),
  decimal: (value) => (typeof value === 'number' && Number.isFinite(value) ? undefined : 'must be a number'),
  string: anyText,
  markdown: anyText,
  code: pattern(/^[^\s]+(?:\s[^\s]+)*$/, 'must be a code: no leading, trailing or doubled spaces'),
  id: pattern(/^[A-Za-z0-9\-.]{1,64}$/, 'must be an id: 1 to 64 letters, digits, hyphens and full stops'),
  uri: link('must be a URI, without spaces'),
  url: link('must be a URL, without spaces'),
  canonical: link('must be a canonical URL, without spaces'),
  oid: pattern(/^urn:oid:[0-2](?:\.(?:0|[1-9][0-9]*))+$/, 'must be an OID as urn:oid:…'),
  uuid,
  date: calendar(date, 'must be a date: YYYY, YYYY-MM or YYYY-MM-DD'),
  dateTime: calendar(dateTime, 'must be a date, or a date and time with seconds and time zone'),
  instant: calendar(instant, 'must be a date and time with seconds and time zone'),
  time: pattern(time, 'must be a time: hh:mm:ss'),
  base64Binary: base64,
  xhtml: (value) => (typeof value === 'string' ? narrativeFault(value) : 'must be a text'),
};

function anyText(value: unknown): string | undefined {
  if (typeof value !== 'string') return 'must be a text';
  // http://hl7.org/fhir/R4/json.html#primitive: at least one character of non-whitespace content.
  if (value === '' || (value.charCodeAt(0) <= 0x20 && !content.test(value))) return 'must not be an empty text';
  if (control.test(value)) return 'must not hold control characters';
  if (value.length > longestString) return 'must not be longer than 1 MB';
  return value.isWellFormed() ? undefined : 'must be valid Unicode';
}

/** A URI that begins as a UUID is one, in lower case (http://hl7.org/fhir/R4/datatypes.html#uri); a canonical may have a version. */
function link(otherwise: string): PrimitiveCheck {
  const any = pattern(/^\S+$/, otherwise);
  return (value, holder, key) =>
    typeof value === 'string' && value.startsWith('urn:uuid:')
      ? uuid(value.replace(/[|#].*$/s, ''), holder, key)
      : any(value, holder, key);
}

function pattern(format: RegExp, otherwise: string): PrimitiveCheck {
  return (value) => (typeof value !== 'string' || !format.test(value) ? otherwise : textFault(value));
}

function textFault(value: string): string | undefined {
  if (control.test(value)) return 'must not hold control characters';
  return value.isWellFormed() ? undefined : 'must be valid Unicode';
}

function calendar(format: RegExp, otherwise: string): PrimitiveCheck {
  return (value) => {
    const match = typeof value === 'string' ? format.exec(value) : null;
    if (match === null) return otherwise;
    const [, year, month, dayOfMonth] = match;
    return dayOfMonth === undefined || Number(dayOfMonth) <= daysIn(Number(year), Number(month))
      ? undefined
      : 'must be a day that exists';
  };
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function whole(
  value: unknown,
  holder: object,
  key: string | number,
  least: number,
  otherwise: string,
): string | undefined {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > 2147483647) return otherwise;
  return /^-?(?:0|[1-9]\d*)$/.test(numberText(holder, key)) ? undefined : otherwise;
}

/** Not by FHIR's own pattern, which takes exponential time on long white space. */
function base64(value: unknown): string | undefined {
  if (typeof value === 'string') {
    const letters = value.replace(/\s+/g, '');
    if (letters.length > 0 && letters.length % 4 === 0 && /^[0-9A-Za-z+/]+={0,2}$/.test(letters)) return undefined;
  }
  return 'must be base64';
}
