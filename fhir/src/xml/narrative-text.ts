/**
 * The text of a narrative (http://hl7.org/fhir/R4/narrative.html): letter for letter as it was written, wherever it can stand by
 * itself; otherwise (the namespace declared further out, CDATA, processing instructions) written anew with the same content.
 */
import { escapeAttribute, escapeText } from './escape.ts';
import { type XmlElement, type XmlNode, xhtmlNamespace } from './xml-element.ts';

export function narrativeText(element: XmlElement): string {
  return element.source ?? written(element, true);
}

function written(node: XmlNode, outermost = false): string {
  switch (node.kind) {
    case 'text':
      return escapeText(node.text);
    case 'comment':
      return `<!--${node.text}-->`;
    case 'instruction':
      return '';
    case 'element': {
      // Anything that is not XHTML keeps its prefix, and is refused by the rules for narratives.
      const name = node.namespace === xhtmlNamespace ? node.name : `${node.prefix || 'not-xhtml'}:${node.name}`;
      const attributes = node.attributes
        .filter(({ name: own, prefix }) => prefix !== 'xmlns' && !(prefix === '' && own === 'xmlns'))
        .map(({ prefix, name: own, value }) => ` ${prefix && `${prefix}:`}${own}="${escapeAttribute(value)}"`);
      const head = `${name}${outermost ? ` xmlns="${xhtmlNamespace}"` : ''}${attributes.join('')}`;
      const content = node.children.map((child) => written(child)).join('');
      return content === '' ? `<${head}/>` : `<${head}>${content}</${name}>`;
    }
  }
}
