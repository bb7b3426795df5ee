/**
 * A CodeSystem resource (http://hl7.org/fhir/R4/codesystem.html), with its supplements, indexed for asking: which concept a code
 * is, what lies above and below it, which codes a set has. For systems that fit in memory; large ones are in SQL.
 */
import type { CodeSystem, CodeSystemConcept } from '@medplum/fhirtypes';
import type { Concept, ConceptProperty, Designation } from './concept.ts';
import { searchableText } from './search-words.ts';
import { selectNodes } from './select-nodes.ts';
import type { Members } from './members.ts';

/** A concept with its neighbours. */
export interface Node extends Concept {
  designations: Designation[];
  properties: ConceptProperty[];
  parents: string[];
  children: string[];
}

/** Deeper than any real hierarchy; a guard against resources made to exhaust the stack. */
const deepest = 100;

export class CodeSystemIndex {
  readonly resource: CodeSystem;
  /** In the resource's order: each concept before those below it. */
  readonly nodes: ReadonlyMap<string, Node>;
  readonly #folded: ReadonlyMap<string, Node> | undefined;
  readonly #selected = new WeakMap<Members, ReadonlySet<Node>>();
  readonly #searchable = new WeakMap<Node, string[]>();

  constructor(resource: CodeSystem, supplements: readonly CodeSystem[] = []) {
    this.resource = resource;
    const nodes = new Map<string, Node>();
    addConcepts(nodes, resource.concept ?? [], undefined, 0);
    linkByProperties(nodes, resource);
    for (const supplement of supplements) supply(nodes, supplement.concept ?? []);
    this.nodes = nodes;
    // http://hl7.org/fhir/R4/codesystem-definitions.html#CodeSystem.caseSensitive
    if (resource.caseSensitive === false) {
      this.#folded = new Map([...nodes].reverse().map(([code, node]) => [code.toLowerCase(), node]));
    }
  }

  find(code: string): Node | undefined {
    return this.nodes.get(code) ?? this.#folded?.get(code.toLowerCase());
  }

  /** The concepts of a set, in the order they are to be shown. Fails with `not-supported` on a filter that does not apply. */
  select(members: Members): ReadonlySet<Node> {
    let found = this.#selected.get(members);
    if (found === undefined) {
      found = selectNodes(this, members);
      this.#selected.set(members, found);
    }
    return found;
  }

  /** The texts of a concept's terms, the display first, as search-words.ts makes them. */
  searchable(node: Node): readonly string[] {
    let texts = this.#searchable.get(node);
    if (texts === undefined) {
      texts = [node.display ?? node.code, ...node.designations.map(({ value }) => value)].map(searchableText);
      this.#searchable.set(node, texts);
    }
    return texts;
  }

  /** Itself and everything above it. */
  above(code: string): Set<string> {
    return this.#reach(code, ({ parents }) => parents);
  }

  /** Itself and everything below it. */
  below(code: string): Set<string> {
    return this.#reach(code, ({ children }) => children);
  }

  #reach(code: string, next: (node: Node) => readonly string[]): Set<string> {
    const start = this.find(code);
    const reached = new Set<string>(start === undefined ? [] : [start.code]);
    for (const at of reached) for (const other of next(this.nodes.get(at) as Node)) reached.add(other);
    return reached;
  }
}

function addConcepts(
  nodes: Map<string, Node>,
  concepts: readonly CodeSystemConcept[],
  parent: Node | undefined,
  depth: number,
): void {
  if (depth > deepest) return;
  for (const concept of concepts) {
    const { code } = concept;
    if (code === undefined) continue;
    const node = nodes.get(code) ?? nodeOf(code, concept);
    nodes.set(code, node);
    if (parent !== undefined) link(parent, node);
    addConcepts(nodes, concept.concept ?? [], node, depth + 1);
  }
}

function nodeOf(code: string, { display, definition, designation = [], property = [] }: CodeSystemConcept): Node {
  const properties = property.map(propertyOf);
  const is = (name: string): boolean => properties.some((one) => one.code === name && one.value === true);
  // http://hl7.org/fhir/R4/codesystem-concept-properties.html
  const retired = properties.some(
    (one) => one.code === 'status' && (one.value === 'retired' || one.value === 'inactive'),
  );
  return {
    code,
    ...(display !== undefined && { display }),
    ...(definition !== undefined && { definition }),
    active: !is('inactive') && !retired,
    abstract: is('notSelectable') || is('abstract'),
    designations: designation.map(designationOf),
    properties,
    parents: [],
    children: [],
  };
}

function designationOf({ language, use, value }: NonNullable<CodeSystemConcept['designation']>[number]): Designation {
  return { ...(language !== undefined && { language }), ...(use !== undefined && { use }), value: value ?? '' };
}

function propertyOf(property: NonNullable<CodeSystemConcept['property']>[number]): ConceptProperty {
  const [key, value] = Object.entries(property).find(([name]) => name.startsWith('value')) ?? ['valueString', ''];
  const type = key.slice('value'.length);
  return {
    code: property.code ?? '',
    type: type === 'Coding' ? type : type.charAt(0).toLowerCase() + type.slice(1),
    value,
  };
}

function link(parent: Node, child: Node): void {
  if (parent === child || child.parents.includes(parent.code)) return;
  child.parents.push(parent.code);
  parent.children.push(child.code);
}

/** A hierarchy may also be told by properties that say `parent`, `child` or, in HL7 v3, `subsumedBy`. */
function linkByProperties(nodes: ReadonlyMap<string, Node>, { property = [] }: CodeSystem): void {
  const uriOf = new Map(property.map(({ code, uri }) => [code, uri]));
  for (const node of nodes.values()) {
    for (const { code, value } of node.properties) {
      const meaning = uriOf.get(code)?.split('#')[1] ?? code;
      const other = typeof value === 'string' ? nodes.get(value) : undefined;
      if (other === undefined) continue;
      if (meaning === 'parent' || meaning === 'subsumedBy') link(other, node);
      else if (meaning === 'child') link(node, other);
    }
  }
}

/** http://hl7.org/fhir/R4/codesystem.html#supplements: more designations and properties, never more codes. */
function supply(nodes: ReadonlyMap<string, Node>, concepts: readonly CodeSystemConcept[]): void {
  for (const { code = '', display, designation = [], property = [], concept = [] } of concepts) {
    const node = nodes.get(code);
    if (node !== undefined) {
      node.designations.push(...designation.map(designationOf));
      node.properties.push(...property.map(propertyOf));
      if (display !== undefined && node.display === undefined) node.display = display;
    }
    supply(nodes, concept);
  }
}
