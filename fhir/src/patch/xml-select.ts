/** What a path of an XML Patch selects: https://www.rfc-editor.org/rfc/rfc5261#section-4.1 */
import type { XmlAttribute, XmlElement, XmlNode } from '../xml/xml-element.ts';
import type { Predicate, Step, Test } from './xml-path.ts';

/** A node or an attribute, what holds it, and all that is around it. */
export type Selected =
  | { kind: 'node'; node: XmlNode; holder: XmlElement; around: readonly XmlElement[] }
  | { kind: 'attribute'; attribute: XmlAttribute; holder: XmlElement; around: readonly XmlElement[] };

/** `document` holds the root as its only element. */
export function select(document: XmlElement, steps: readonly Step[]): Selected[] {
  return steps.reduce<Selected[]>(
    (found, step) => found.flatMap((one) => stepFrom(one, step)),
    [{ kind: 'node', node: document, holder: document, around: [] }],
  );
}

function stepFrom(from: Selected, { test, predicates }: Step): Selected[] {
  return predicates.reduce(
    (found, predicate) => found.filter((one, at) => holds(predicate, one, at, found.length)),
    tested(from, test),
  );
}

function tested(from: Selected, test: Test): Selected[] {
  if (test.kind === 'self') return [from];
  if (from.kind !== 'node' || from.node.kind !== 'element') return [];
  const holder = from.node;
  const around = [...from.around, holder];
  if (test.kind === 'attribute')
    return holder.attributes
      .filter(({ name, namespace }) => name === test.name && namespace === (test.namespace ?? ''))
      .map((attribute) => ({ kind: 'attribute', attribute, holder, around }));
  return holder.children.filter((node) => isSuch(node, test)).map((node) => ({ kind: 'node', node, holder, around }));
}

function isSuch(node: XmlNode, test: Exclude<Test, { kind: 'self' }>): boolean {
  if (test.kind === 'any') return node.kind === 'element';
  if (test.kind === 'element')
    return node.kind === 'element' && node.name === test.name && node.namespace === (test.namespace ?? '');
  return node.kind === test.kind;
}

function holds(predicate: Predicate, one: Selected, at: number, length: number): boolean {
  if (predicate.kind === 'position') return at + 1 === (predicate.position === 'last' ? length : predicate.position);
  const found = predicate.steps.reduce<Selected[]>((from, step) => from.flatMap((each) => stepFrom(each, step)), [one]);
  return predicate.value === undefined ? found.length > 0 : found.some((each) => valueOf(each) === predicate.value);
}

function valueOf(selected: Selected): string {
  return selected.kind === 'attribute' ? selected.attribute.value : textOf(selected.node);
}

function textOf(node: XmlNode): string {
  if (node.kind === 'element') return node.children.map(textOf).join('');
  return node.kind === 'instruction' ? '' : node.text;
}
