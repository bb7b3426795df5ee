/**
 * The paths of XML Patch: the part of XPath that RFC 5261 has use for (https://www.rfc-editor.org/rfc/rfc5261#section-4.1), steps to
 * children, attributes, texts and comments, with predicates by position and by value. Prefixes are those declared in the patch;
 * `f` and `h` stand for FHIR and XHTML without a declaration, as in HL7's own cases. A name without a prefix is in the default
 * namespace of the patch.
 */
import { Failure } from '../outcome.ts';
import { fhirNamespace, type XmlElement, xhtmlNamespace } from '../xml/xml-element.ts';

export type Test =
  | { kind: 'element' | 'attribute'; name: string; namespace: string | undefined }
  | { kind: 'any' }
  | { kind: 'text' | 'comment' | 'self' };

export type Predicate =
  | { kind: 'position'; position: number | 'last' }
  /** Without a value: that there is such a node. */
  | { kind: 'path'; steps: Step[]; value: string | undefined };

export interface Step {
  test: Test;
  predicates: Predicate[];
}

const token =
  /\s*(?:(?<literal>"[^"]*"|'[^']*')|(?<number>\d+)|(?<name>[A-Za-z_][\w.-]*(?::(?!:)[A-Za-z_][\w.-]*)?)|(?<symbol>[/@[\]=.*()]))/y;
const longestPath = 1000;

/** `scope`: the elements around the path, outermost first, where prefixes are declared. Fails with `invalid` (400). */
export function xmlPath(text: string, scope: readonly XmlElement[], number: number): Step[] {
  return new Reading(text, scope, number).whole();
}

class Reading {
  readonly #tokens: { kind: string; text: string }[] = [];
  readonly #scope: readonly XmlElement[];
  readonly #number: number;
  #at = 0;

  constructor(text: string, scope: readonly XmlElement[], number: number) {
    this.#scope = scope;
    this.#number = number;
    if (text.length > longestPath) throw this.#unreadable();
    const trimmed = text.trim();
    token.lastIndex = 0;
    for (let at = 0; at < trimmed.length; at = token.lastIndex) {
      token.lastIndex = at;
      const [kind, found] =
        Object.entries(token.exec(trimmed)?.groups ?? {}).find(([, group]) => group !== undefined) ?? [];
      if (kind === undefined || found === undefined) throw this.#unreadable();
      this.#tokens.push({ kind, text: found });
    }
  }

  whole(): Step[] {
    this.#take('/');
    const steps = this.#steps();
    if (this.#at < this.#tokens.length) throw this.#unreadable();
    return steps;
  }

  #steps(): Step[] {
    const steps = [this.#step()];
    while (this.#take('/')) steps.push(this.#step());
    return steps;
  }

  #step(): Step {
    const test = this.#test();
    const predicates: Predicate[] = [];
    while (this.#take('[')) {
      predicates.push(this.#predicate());
      this.#need(']');
    }
    return { test, predicates };
  }

  #test(): Test {
    if (this.#take('.')) return { kind: 'self' };
    if (this.#take('*')) return { kind: 'any' };
    if (this.#take('@')) return { kind: 'attribute', ...this.#named(this.#name(), '') };
    const name = this.#name();
    if ((name === 'text' || name === 'comment') && this.#take('(')) {
      this.#need(')');
      return { kind: name };
    }
    return { kind: 'element', ...this.#named(name, this.#declared('')) };
  }

  #predicate(): Predicate {
    const first = this.#tokens[this.#at];
    if (first?.kind === 'number') {
      this.#at++;
      return { kind: 'position', position: Number(first.text) };
    }
    if (first?.text === 'last' && this.#tokens[this.#at + 1]?.text === '(') {
      this.#at += 2;
      this.#need(')');
      return { kind: 'position', position: 'last' };
    }
    const steps = this.#steps();
    if (!this.#take('=')) return { kind: 'path', steps, value: undefined };
    const literal = this.#tokens[this.#at++];
    if (literal?.kind !== 'literal') throw this.#unreadable();
    return { kind: 'path', steps, value: literal.text.slice(1, -1) };
  }

  #name(): string {
    const found = this.#tokens[this.#at++];
    if (found?.kind !== 'name') throw this.#unreadable();
    return found.text;
  }

  #named(text: string, unprefixed: string | undefined): { name: string; namespace: string | undefined } {
    const [prefix, name] = text.includes(':') ? (text.split(':') as [string, string]) : ['', text];
    if (prefix === '') return { name, namespace: unprefixed };
    const namespace =
      this.#declared(prefix) ?? (prefix === 'f' ? fhirNamespace : prefix === 'h' ? xhtmlNamespace : undefined);
    if (namespace === undefined) throw this.#unreadable();
    return { name, namespace };
  }

  #declared(prefix: string): string | undefined {
    for (const { attributes } of this.#scope.toReversed()) {
      const found = attributes.find((one) =>
        prefix === '' ? one.prefix === '' && one.name === 'xmlns' : one.prefix === 'xmlns' && one.name === prefix,
      );
      if (found !== undefined) return found.value;
    }
    return undefined;
  }

  #take(symbol: string): boolean {
    const found = this.#tokens[this.#at];
    if (found?.kind !== 'symbol' || found.text !== symbol) return false;
    this.#at++;
    return true;
  }

  #need(symbol: string): void {
    if (!this.#take(symbol)) throw this.#unreadable();
  }

  #unreadable(): Failure {
    return new Failure(
      'invalid',
      `Operation ${this.#number} of the patch has a path that cannot be read as RFC 5261 has them`,
    );
  }
}
