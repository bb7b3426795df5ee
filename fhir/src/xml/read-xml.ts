/**
 * XML text → tree: XML 1.0 with namespaces (https://www.w3.org/TR/xml/, https://www.w3.org/TR/xml-names/), strictly well-formed.
 * There is nothing to expand and nothing to fetch: a document type declaration is refused as such, so that neither entities of
 * the sender's own nor external ones exist (https://owasp.org/www-community/vulnerabilities/XML_External_Entity_(XXE)_Processing).
 */
import { SaxesParser, type SaxesTagNS } from 'saxes';
import { Failure } from '../outcome.ts';
import { type XmlAttribute, type XmlElement, type XmlNode, xhtmlNamespace } from './xml-element.ts';

/** Deeper than any real resource with its narrative; a guard against bodies made to exhaust the stack. */
export const maxXmlDepth = 200;

/** In characters. Reading XML takes about a fifth of a second of processor time a million, in which nothing else is done. */
export const longestXml = 16_000_000;

/**
 * The document's root. Fails with `invalid` (400), saying where by line and column, never what stood there; with `too-large` (413)
 * beyond `longestXml`.
 */
export function readXml(text: string): XmlElement {
  if (text.length > longestXml)
    throw new Failure(
      'too-large',
      `XML is taken up to ${longestXml / 1_000_000} million characters; send JSON, or less at a time`,
    );
  return new Reading(text).document();
}

/** Line and column, from 1, of a position in the text. */
export function placeIn(text: string, at: number): string {
  const before = text.slice(0, at);
  const lines = before.split(/\r\n?|\n/);
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}

class Reading {
  readonly #text: string;
  readonly #parser = new SaxesParser({ xmlns: true, position: true });
  readonly #open: XmlElement[] = [];
  #root: XmlElement | undefined;
  #start = 0;
  /** Whether the XHTML element that is open can stand by itself as it is written. */
  #selfContained = true;

  constructor(text: string) {
    this.#text = text;
    const parser = this.#parser;
    parser.on('error', ({ message }) => this.#broken(message));
    parser.on('xmldecl', ({ version, encoding }) => this.#declared(version, encoding));
    parser.on('doctype', () => this.#stop('a document type declaration (DOCTYPE) is not allowed'));
    parser.on('opentagstart', ({ name }) => {
      this.#start = parser.position - 2 - name.length;
    });
    parser.on('opentag', (tag) => this.#opened(tag));
    parser.on('closetag', () => this.#closed());
    parser.on('text', (value) => this.#add({ kind: 'text', text: value }));
    parser.on('comment', (value) => this.#add({ kind: 'comment', text: value }));
    parser.on('cdata', (value) => {
      this.#selfContained = false;
      this.#add({ kind: 'text', text: value });
    });
    parser.on('processinginstruction', ({ target, body }) => {
      this.#selfContained = false;
      this.#add({ kind: 'instruction', target, text: body });
    });
  }

  document(): XmlElement {
    this.#parser.write(this.#text).close();
    if (this.#root === undefined) throw new Failure('invalid', 'The body is not valid XML: it has no element.');
    return this.#root;
  }

  #opened(tag: SaxesTagNS): void {
    if (this.#open.length >= maxXmlDepth) this.#stop(`it is nested deeper than ${maxXmlDepth} levels`);
    const attributes: XmlAttribute[] = [];
    for (const key in tag.attributes) {
      const attribute = tag.attributes[key];
      if (attribute === undefined) continue;
      const { local, prefix, uri, value } = attribute;
      attributes.push({ name: local, prefix, namespace: uri, value });
    }
    const { local: name, prefix, uri: namespace } = tag;
    const element: XmlElement = { kind: 'element', name, prefix, namespace, attributes, children: [], at: this.#start };
    if (namespace === xhtmlNamespace) {
      if (this.#open.at(-1)?.namespace !== xhtmlNamespace) this.#selfContained = tag.attributes['xmlns'] !== undefined;
      if (prefix !== '') this.#selfContained = false;
    }
    this.#add(element);
    this.#root ??= element;
    this.#open.push(element);
  }

  #closed(): void {
    const element = this.#open.pop();
    if (element?.namespace !== xhtmlNamespace || this.#open.at(-1)?.namespace === xhtmlNamespace) return;
    if (this.#selfContained) element.source = this.#text.slice(element.at, this.#parser.position);
  }

  #add(node: XmlNode): void {
    const siblings = this.#open.at(-1)?.children;
    const last = siblings?.at(-1);
    // CDATA is written text and read as such, so it joins what stands before and after it.
    if (node.kind === 'text' && last?.kind === 'text') last.text += node.text;
    else siblings?.push(node);
  }

  #declared(version: string | undefined, encoding: string | undefined): void {
    if (version !== undefined && version !== '1.0') this.#stop('only XML 1.0 is taken');
    if (encoding !== undefined && !/^(?:utf-?8|us-ascii)$/i.test(encoding)) this.#stop('only UTF-8 is taken');
  }

  /** The parser's own messages name elements and prefixes after a colon; those come from the sender and are left out. */
  #broken(message: string): never {
    const [, line, column, what = ''] = /^(\d+):(\d+): ([^:]*)/.exec(message) ?? [];
    const said = what.trim().replace(/\.$/, '');
    throw new Failure('invalid', `The body is not valid XML: at line ${line}, column ${column}, ${said}.`);
  }

  #stop(what: string): never {
    const { line, column } = this.#parser;
    throw new Failure('invalid', `The body is not valid XML: at line ${line}, column ${column}, ${what}.`);
  }
}
