/**
 * JSON Patch (https://www.rfc-editor.org/rfc/rfc6902) with JSON Pointers (https://www.rfc-editor.org/rfc/rfc6901) on a resource
 * whose decimals keep their letters (fhir/src/json.ts), which is why it is not left to a library. Works on the given document,
 * which must be the caller's own copy.
 */
import { copyJson, insertJson, numberText, removeJson } from '../json.ts';
import { Failure } from '../outcome.ts';

interface Place {
  holder: object;
  key: string;
}

/** Applies all operations, or fails: `invalid` for what is no patch, 422 for one that does not fit the document. */
export function applyJsonPatch<T extends object>(document: T, patch: unknown): T {
  if (!Array.isArray(patch)) throw new Failure('invalid', 'A JSON Patch is a list of operations');
  const root = { document };
  for (const [index, operation] of patch.entries()) {
    if (typeof operation !== 'object' || operation === null)
      throw new Failure('invalid', `Operation ${index + 1} is not an object`);
    apply(root, operation as Record<string, unknown>, index + 1);
  }
  return root.document;
}

function apply(root: object, operation: Record<string, unknown>, number: number): void {
  const path = pointer(operation['path'], 'path', number);
  switch (operation['op']) {
    case 'add':
      requireValue(operation, number);
      return add(place(root, path, number), operation, 'value', number);
    case 'remove':
      return remove(existing(root, path, number));
    case 'replace':
      requireValue(operation, number);
      return put(existing(root, path, number), operation, 'value');
    case 'move': {
      const from = pointer(operation['from'], 'from', number);
      if (path.length > from.length && from.every((part, at) => part === path[at])) {
        throw misfit(number, 'a value cannot be moved into itself');
      }
      const source = existing(root, from, number);
      const held = {};
      copyJson(source.holder, source.key, held, 'value');
      remove(source);
      return add(place(root, path, number), held, 'value', number);
    }
    case 'copy': {
      const source = existing(root, pointer(operation['from'], 'from', number), number);
      return add(place(root, path, number), source.holder, source.key, number);
    }
    case 'test': {
      requireValue(operation, number);
      const { holder, key } = existing(root, path, number);
      if (!sameAt(holder, key, operation, 'value')) throw misfit(number, 'the test does not hold');
      return undefined;
    }
    default:
      throw new Failure('invalid', `Operation ${number}: op must be add, remove, replace, move, copy or test`);
  }
}

function requireValue(operation: Record<string, unknown>, number: number): void {
  if (!('value' in operation)) throw new Failure('invalid', `Operation ${number} needs a value`);
}

function pointer(text: unknown, name: string, number: number): string[] {
  if (typeof text !== 'string' || (text !== '' && !text.startsWith('/')) || /~(?![01])/.test(text)) {
    throw new Failure('invalid', `Operation ${number}: ${name} must be a JSON Pointer, as in /status`);
  }
  const parts = text.split('/').slice(1);
  return ['document', ...parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))];
}

/** The place that a pointer names; its holder must be there, the place itself need not. */
function place(root: object, parts: readonly string[], number: number): Place {
  let holder: unknown = root;
  for (const part of parts.slice(0, -1)) {
    holder = typeof holder === 'object' && holder !== null && isThere(holder, part) ? valueAt(holder, part) : undefined;
  }
  if (typeof holder !== 'object' || holder === null) throw misfit(number, 'the path leads nowhere');
  return { holder, key: parts.at(-1) ?? '' };
}

function existing(root: object, parts: readonly string[], number: number): Place {
  const found = place(root, parts, number);
  if (!isThere(found.holder, found.key)) throw misfit(number, 'there is nothing at the path');
  return found;
}

function isThere(holder: object, key: string): boolean {
  return Array.isArray(holder) ? /^(0|[1-9]\d*)$/.test(key) && Number(key) < holder.length : Object.hasOwn(holder, key);
}

function valueAt(holder: object, key: string): unknown {
  return (holder as Record<string, unknown>)[key];
}

function add({ holder, key }: Place, from: object, fromKey: string, number: number): void {
  if (!Array.isArray(holder)) return put({ holder, key }, from, fromKey);
  const at = key === '-' ? holder.length : /^(0|[1-9]\d*)$/.test(key) ? Number(key) : Number.NaN;
  if (!(at <= holder.length)) throw misfit(number, 'the place in the list is not one');
  return insertJson(holder, at, from, fromKey);
}

function put({ holder, key }: Place, from: object, fromKey: string): void {
  copyJson(from, fromKey, holder, key);
}

function remove({ holder, key }: Place): void {
  if (Array.isArray(holder)) removeJson(holder, Number(key));
  else Reflect.deleteProperty(holder, key);
}

/** Equal by RFC 6902, 4.6: objects in any order, numbers by their value, all of their digits. */
function sameAt(a: object, aKey: string, b: object, bKey: string): boolean {
  const [one, other] = [valueAt(a, aKey), valueAt(b, bKey)];
  if (typeof one === 'number' && typeof other === 'number')
    return one === other && digitsOf(numberText(a, aKey)) === digitsOf(numberText(b, bKey));
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && sameAt(one, key, other, key))
  );
}

/** A number's value as text, whatever way it is written: 1.50, 15e-1 and 1.5 are the same. */
function digitsOf(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const all = (whole + fraction).replace(/^0+/, '');
  const digits = all.replace(/0+$/, '');
  return digits === '' ? '0' : `${sign}${digits}e${Number(exponent) - fraction.length + all.length - digits.length}`;
}

function misfit(number: number, why: string): Failure {
  return new Failure('invalid', `Operation ${number} of the patch does not fit: ${why}`, { status: 422 });
}
