/**
 * XML Patch (https://www.rfc-editor.org/rfc/rfc5261) on a document as a tree: add, replace and remove what the paths (xml-path.ts)
 * select. Each path selects exactly one node. Works on the given tree, which must be the caller's own.
 */
import { Failure } from '../outcome.ts';
import type { XmlAttribute, XmlElement, XmlNode } from '../xml/xml-element.ts';
import { xmlPath } from './xml-path.ts';
import { type Selected, select } from './xml-select.ts';

const declarations = 'http://www.w3.org/2000/xmlns/';

/** The patched root. Fails with `invalid`: 400 for what is no patch, 422 for one that does not fit the document. */
export function applyXmlPatch(root: XmlElement, patch: XmlElement): XmlElement {
  const operations = patch.children.filter((node) => node.kind === 'element');
  if (operations.length === 0) throw new Failure('invalid', 'The XML Patch has no operations');
  const whole: XmlElement = { ...root, name: '', namespace: '', attributes: [], children: [root] };
  for (const [index, operation] of operations.entries()) apply(whole, operation, [patch, operation], index + 1);
  const [patched] = whole.children.filter((node) => node.kind === 'element');
  if (patched === undefined)
    throw new Failure('invalid', 'A patch cannot take the whole document away', { status: 422 });
  return patched;
}

function apply(whole: XmlElement, operation: XmlElement, scope: readonly XmlElement[], number: number): void {
  const sel = attribute(operation, 'sel');
  if (sel === undefined) throw wrong(number, 'it needs sel, the path of what it is about');
  const found = select(whole, xmlPath(sel, scope, number));
  const [selected] = found;
  if (selected === undefined) throw misfit(number, 'its path selects nothing');
  if (found.length > 1) throw misfit(number, 'its path selects several nodes');
  // What is changed within a narrative is no longer as it was written.
  for (const around of selected.around) delete around.source;
  if (selected.kind === 'node' && selected.node.kind === 'element') delete selected.node.source;
  switch (operation.name) {
    case 'add':
      return add(selected, operation, number);
    case 'replace':
      return replace(selected, operation, number);
    case 'remove':
      return remove(selected, operation, number);
  }
  throw wrong(number, 'it must be add, replace or remove');
}

/** https://www.rfc-editor.org/rfc/rfc5261#section-4.3 */
function add(selected: Selected, operation: XmlElement, number: number): void {
  const type = attribute(operation, 'type');
  const pos = attribute(operation, 'pos');
  if (selected.kind !== 'node') throw misfit(number, 'nothing can be added to an attribute');
  const { node } = selected;
  if (type !== undefined) {
    if (node.kind !== 'element') throw misfit(number, 'only an element has attributes');
    return addAttribute(node, attributeNamed(type, textOf(operation), number), number);
  }
  if (pos === 'before' || pos === 'after') {
    const { holder } = selected;
    if (holder.name === '' && operation.children.some(isContent)) throw misfit(number, 'a document has one root');
    holder.children.splice(holder.children.indexOf(node) + (pos === 'after' ? 1 : 0), 0, ...copies(operation));
    return join(holder);
  }
  if (pos !== undefined && pos !== 'prepend') throw wrong(number, 'its pos must be before, after or prepend');
  if (node.kind !== 'element') throw misfit(number, 'only an element has content');
  if (pos === 'prepend') node.children.unshift(...copies(operation));
  else node.children.push(...copies(operation));
  join(node);
}

function addAttribute(element: XmlElement, added: XmlAttribute, number: number): void {
  const there = element.attributes.some(({ name, namespace }) => name === added.name && namespace === added.namespace);
  if (there) throw misfit(number, 'the attribute is there already');
  element.attributes.push(added);
}

function attributeNamed(type: string, value: string, number: number): XmlAttribute {
  const declared = /^namespace::([A-Za-z_][\w.-]*)$/.exec(type)?.[1];
  if (declared !== undefined) return { name: declared, prefix: 'xmlns', namespace: declarations, value };
  const name = /^@([A-Za-z_][\w.-]*)$/.exec(type)?.[1];
  if (name === undefined)
    throw wrong(number, 'its type must be the name of an attribute, as in @value, or namespace::prefix');
  return { name, prefix: '', namespace: '', value };
}

/** https://www.rfc-editor.org/rfc/rfc5261#section-4.4 */
function replace(selected: Selected, operation: XmlElement, number: number): void {
  if (selected.kind === 'attribute') {
    selected.attribute.value = textOf(operation);
    return;
  }
  const { node, holder } = selected;
  const nodes = copies(operation);
  const content = node.kind === 'text' ? nodes : nodes.filter((one) => one.kind !== 'text' || one.text.trim() !== '');
  const [only] = content;
  if (
    content.length > 1 ||
    (only !== undefined && only.kind !== node.kind) ||
    (only === undefined && node.kind !== 'text')
  )
    throw misfit(number, 'a node is replaced by one of its kind');
  holder.children.splice(holder.children.indexOf(node), 1, ...content);
  join(holder);
}

/** https://www.rfc-editor.org/rfc/rfc5261#section-4.5 */
function remove(selected: Selected, operation: XmlElement, number: number): void {
  if (selected.kind === 'attribute') {
    const { holder, attribute: gone } = selected;
    holder.attributes.splice(holder.attributes.indexOf(gone), 1);
    return;
  }
  const { node, holder } = selected;
  const ws = attribute(operation, 'ws');
  let [from, until] = [holder.children.indexOf(node), holder.children.indexOf(node) + 1];
  const space = (at: number): number => {
    const beside = holder.children[at];
    if (beside?.kind === 'text' && beside.text.trim() === '') return 1;
    throw misfit(number, 'there is no white space beside the node');
  };
  if (ws === 'before' || ws === 'both') from -= space(from - 1);
  if (ws === 'after' || ws === 'both') until += space(until);
  holder.children.splice(from, until - from);
  join(holder);
}

/** Texts that have come together are one. */
function join(element: XmlElement): void {
  const joined: XmlNode[] = [];
  for (const node of element.children) {
    const last = joined.at(-1);
    if (node.kind === 'text' && last?.kind === 'text')
      joined[joined.length - 1] = { kind: 'text', text: last.text + node.text };
    else joined.push(node);
  }
  element.children = joined;
}

function copies({ children }: XmlElement): XmlNode[] {
  return structuredClone(children);
}

function textOf({ children }: XmlElement): string {
  return children.map((node) => (node.kind === 'text' ? node.text : '')).join('');
}

function isContent(node: XmlNode): boolean {
  return node.kind === 'element' || (node.kind === 'text' && node.text.trim() !== '');
}

function attribute({ attributes }: XmlElement, wanted: string): string | undefined {
  return attributes.find(({ name, namespace }) => name === wanted && namespace === '')?.value;
}

function wrong(number: number, why: string): Failure {
  return new Failure('invalid', `Operation ${number} of the patch is wrong: ${why}`);
}

function misfit(number: number, why: string): Failure {
  return new Failure('invalid', `Operation ${number} of the patch does not fit: ${why}`, { status: 422 });
}
