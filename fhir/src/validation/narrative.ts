/**
 * The XHTML of a narrative: well-formed, only formatting, nothing that runs or loads anything but images.
 * Norm: http://hl7.org/fhir/R4/narrative.html#xhtml (invariants txt-1 and txt-2).
 */
import { isXmlText } from '../xml/escape.ts';

const elements = new Set(
  (
    'a abbr acronym address b bdo big blockquote br caption cite code col colgroup dd del dfn div dl dt em h1 h2 h3 h4 h5 h6 hr ' +
    'i img ins kbd li ol p pre q samp small span strong sub sup table tbody td tfoot th thead tr tt ul var'
  ).split(' '),
);

const anyElement = 'class dir id lang style title xml:lang xml:space xmlns';
const tableCells = 'abbr align axis bgcolor char charoff colspan headers height nowrap rowspan scope valign width';

/** Beside those that every element may have. No event attributes anywhere. */
const attributes: Record<string, string> = {
  a: 'charset coords href hreflang name rel rev shape type',
  blockquote: 'cite',
  q: 'cite',
  col: 'align char charoff span valign width',
  colgroup: 'align char charoff span valign width',
  del: 'cite datetime',
  ins: 'cite datetime',
  img: 'align alt border height hspace longdesc src vspace width',
  ol: 'start type',
  li: 'value',
  table: 'align bgcolor border cellpadding cellspacing frame rules summary width',
  tbody: 'align char charoff valign',
  thead: 'align char charoff valign',
  tfoot: 'align char charoff valign',
  tr: 'align bgcolor char charoff valign',
  td: tableCells,
  th: tableCells,
  p: 'align',
  div: 'align',
  hr: 'align noshade size width',
  br: 'clear',
  caption: 'align',
};

const allowed = new Map<string, Set<string>>();
for (const name of elements) allowed.set(name, new Set(`${anyElement} ${attributes[name] ?? ''}`.trim().split(' ')));

const addresses = new Set(['href', 'src', 'cite', 'longdesc']);

const openTag = /<([A-Za-z][\w:.-]*)((?:\s+[A-Za-z_:][\w:.-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const closeTag = /<\/([A-Za-z][\w:.-]*)\s*>/y;
const comment = /<!--(?:(?!--)[\s\S])*-->/y;
const attribute = /([A-Za-z_:][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const text = /[^<]+/y;
const looseAmpersand = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);)/;
const numericReference = /&#(?:x([\da-fA-F]+)|(\d+));/g;
const pictureInText = /^data:image\/(?:png|jpeg|gif);base64,/;
const namespace = 'http://www.w3.org/1999/xhtml';

/** What is wrong, as the end of a sentence, or undefined. Names elements and attributes, never text. */
export function narrativeFault(div: string): string | undefined {
  if (!isXmlText(div)) return 'holds a character that XML cannot hold';
  const open: string[] = [];
  let hasContent = false;
  let at = 0;
  while (at < div.length) {
    if (at > 0 && open.length === 0)
      return div.slice(at).trim() === '' ? contentFault(hasContent) : 'has something after its div';
    const part = nextPart(div, at);
    if (part === undefined) return 'is not well-formed XHTML';
    at = part.end;
    if (part.kind === 'text') {
      if (hasWrongReference(part.text)) return 'holds an & or an entity that XML does not know';
      if (part.text.includes(']]>')) return 'is not well-formed XHTML';
      hasContent ||= part.text.trim() !== '';
    } else if (part.kind === 'close') {
      if (open.pop() !== part.name) return `closes ${safeName(part.name)} where it is not open`;
    } else if (part.kind === 'open') {
      const fault = elementFault(part.name, part.attributes, open.length === 0);
      if (fault !== undefined) return fault;
      hasContent ||= part.name === 'img';
      if (!part.closed) open.push(part.name);
      else if (open.length === 0) return contentFault(hasContent);
    }
  }
  return open.length > 0 || div.length === 0 ? 'is not well-formed XHTML' : contentFault(hasContent);
}

type Part =
  | { kind: 'open'; name: string; attributes: string; closed: boolean; end: number }
  | { kind: 'close'; name: string; end: number }
  | { kind: 'comment'; end: number }
  | { kind: 'text'; text: string; end: number };

function nextPart(div: string, at: number): Part | undefined {
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(div);
  };
  if (div[at] !== '<') {
    const found = match(text);
    return at === 0 || found === null ? undefined : { kind: 'text', text: found[0], end: at + found[0].length };
  }
  const opened = match(openTag);
  if (opened !== null) {
    const [all, name = '', given = '', slash] = opened;
    return { kind: 'open', name, attributes: given, closed: slash === '/', end: at + all.length };
  }
  const closed = match(closeTag);
  if (closed !== null) return { kind: 'close', name: closed[1] ?? '', end: at + closed[0].length };
  const remark = match(comment);
  return remark === null ? undefined : { kind: 'comment', end: at + remark[0].length };
}

function elementFault(name: string, given: string, outermost: boolean): string | undefined {
  const names = allowed.get(name);
  if (names === undefined) return `has the element ${safeName(name)}, which a narrative must not have`;
  if (outermost && name !== 'div') return 'is not a div';
  const seen = new Set<string>();
  for (const [, attributeName = '', double, quoted] of given.matchAll(attribute)) {
    const value = double ?? quoted ?? '';
    if (!names.has(attributeName)) {
      return `has the attribute ${safeName(attributeName)} on ${name}, which a narrative must not have`;
    }
    if (seen.has(attributeName)) return `has the attribute ${attributeName} twice on ${name}`;
    seen.add(attributeName);
    if (!isSafe(name, attributeName, value)) return `has an unsafe value in ${attributeName} on ${name}`;
  }
  return outermost && !seen.has('xmlns') ? 'lacks the XHTML namespace on its div' : undefined;
}

function isSafe(element: string, name: string, value: string): boolean {
  if (hasWrongReference(value)) return false;
  if (name === 'xmlns') return value === namespace;
  const plain = decoded(value)
    .replace(/[\s\p{Cc}]+/gu, '')
    .toLowerCase();
  if (name === 'style') return isSafeStyle(plain);
  if (!addresses.has(name)) return true;
  if (element === 'img' && pictureInText.test(plain)) return true;
  const scheme = /^([^/?#]*?):/.exec(plain)?.[1];
  return scheme === undefined || ['http', 'https', 'mailto', 'tel', 'urn'].includes(scheme);
}

/** Backgrounds may stand in the narrative or beside it, not come from another place. */
function isSafeStyle(plain: string): boolean {
  if (/expression\(|@import|javascript:|behavior:|-moz-binding|\\|\/\*/.test(plain)) return false;
  return [...plain.matchAll(/url\(["']?([^)]*)/g)].every(
    ([, address = '']) => pictureInText.test(address) || !/^(?:[a-z][a-z0-9+.-]*:|\/\/)/.test(address),
  );
}

/** An & that begins nothing, or a reference to a character that XML does not have. */
function hasWrongReference(value: string): boolean {
  if (looseAmpersand.test(value)) return true;
  for (const [, hex, decimal = ''] of value.matchAll(numericReference)) {
    const code = hex === undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
    if (code > 0x10ffff || !isXmlText(String.fromCodePoint(code))) return true;
  }
  return false;
}

function decoded(value: string): string {
  const characters: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return value.replace(/&(?:#x([\da-fA-F]+)|#(\d+)|(\w+));/g, (_, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return characters[name] ?? '';
    const code = Number.parseInt(hex ?? decimal ?? '0', hex === undefined ? 10 : 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

function contentFault(hasContent: boolean): string | undefined {
  return hasContent ? undefined : 'has no content';
}

/** A name as it may be said in a message: it comes from the sender and could be anything. */
function safeName(name: string): string {
  return /^[A-Za-z][\w:.-]{0,30}$/.test(name) ? name : 'of that name';
}
