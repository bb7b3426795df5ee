/**
 * What a scanner reads off a drug's package: a GS1 DataMatrix with its elements (GS1 General Specifications, application identifiers 01, 10, 17,
 * 21), or the thirteen digits of a linear code. A check digit that is wrong is no code.
 */
export interface PackageCode {
  /** Fourteen digits. */
  gtin: string;
  lot?: string;
  /** Day, as FHIR writes it; a code without a day means the last of the month. */
  expires?: string;
  serial?: string;
}

/** What ends an element of any length: FNC1, as scanners send it. */
const separator = '\u001d';
/** The symbology identifiers of GS1 DataMatrix and EAN-13, which some scanners put first. */
const prefix = /^(\]d2|\]C1|\]E0|\]Q3)/;
const fixedLength: Readonly<Record<string, number>> = { '01': 14, '11': 6, '17': 6 };

export function packageCode(scanned: string): PackageCode | undefined {
  const text = withoutSeparator(scanned.replace(prefix, ''));
  if (/^\d{13}$/.test(text)) return withCheck({ gtin: `0${text}` });
  if (/^\d{14}$/.test(text)) return withCheck({ gtin: text });
  const elements = elementsOf(text.startsWith('(') ? plain(text) : text);
  const gtin = elements?.get('01');
  if (elements === undefined || gtin === undefined) return undefined;
  const [lot, expires, serial] = [elements.get('10'), dayOf(elements.get('17')), elements.get('21')];
  if (elements.has('17') && expires === undefined) return undefined;
  return withCheck({ gtin, ...(lot && { lot }), ...(expires && { expires }), ...(serial && { serial }) });
}

const withoutSeparator = (text: string): string => (text.startsWith(separator) ? text.slice(1) : text);

/** As it is printed for people: `(01)…(17)…`. */
const plain = (text: string): string =>
  text.replace(/\((\d\d)\)/g, (_all, ai: string, at: number) => `${at === 0 ? '' : separator}${ai}`);

function elementsOf(text: string): Map<string, string> | undefined {
  const found = new Map<string, string>();
  for (let rest = text; rest !== ''; ) {
    const ai = rest.slice(0, 2);
    const length = fixedLength[ai] ?? (ai === '10' || ai === '21' ? undefined : Number.NaN);
    if (Number.isNaN(length)) return undefined;
    const end = rest.indexOf(separator);
    const value = rest.slice(2, length === undefined ? (end < 0 ? undefined : end) : 2 + length);
    if (value === '' || (length !== undefined && !/^\d+$/.test(value)) || value.length > 20) return undefined;
    if (length !== undefined && value.length < length) return undefined;
    found.set(ai, value);
    rest = withoutSeparator(rest.slice(2 + value.length));
  }
  return found;
}

function dayOf(text: string | undefined): string | undefined {
  const [, year, month, day] = /^(\d\d)(\d\d)(\d\d)$/.exec(text ?? '') ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  if (Number(month) < 1 || Number(month) > 12) return undefined;
  const last = new Date(Date.UTC(2000 + Number(year), Number(month), 0)).getUTCDate();
  if (Number(day) > last) return undefined;
  return `20${year}-${month}-${day === '00' ? last : day}`;
}

function withCheck(code: PackageCode): PackageCode | undefined {
  return isGtin(code.gtin) ? code : undefined;
}

/** GS1's check digit: weights 3 and 1 from the right. */
export function isGtin(gtin: string): boolean {
  if (!/^\d{14}$/.test(gtin)) return false;
  const sum = Array.from(gtin).reduce((all, digit, index) => all + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return sum % 10 === 0;
}
