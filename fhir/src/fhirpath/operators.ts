/** FHIRPath's operators: http://hl7.org/fhirpath/N1/#operations. `~` and `!~` are not supported: R4 does not use them. */
import { booleanNode, none, single, truthOf, WithoutValue, type Env, type Items, type Node } from './node.ts';
import { FhirPathError } from './tokens.ts';
import { distinct, equal, includes, order, orderDates, textOf } from './values.ts';

type Test = (item: unknown, env: Env) => boolean | undefined;

export function operatorNode(operator: string, left: Node, right: Node): Node {
  switch (operator) {
    case 'and':
    case 'or':
    case 'xor':
    case 'implies':
      return booleanNode(logic[operator](truthOf(left), truthOf(right)));
    case '=':
      return booleanNode(equality(left, right));
    case '!=':
      return booleanNode(negated(equality(left, right)));
    case '<':
    case '<=':
    case '>':
    case '>=':
      return booleanNode(comparison(operator, left, right));
    case 'in':
      return booleanNode(membership(left, right));
    case 'contains':
      return booleanNode(membership(right, left));
    case '|':
      return unionNode(left, right);
    case '&':
      return { types: ['string'], run: (item, env) => [text(left.run(item, env)) + text(right.run(item, env))] };
    case '+':
    case '-':
    case '*':
      return arithmetic(operator, left, right);
    default:
      throw new FhirPathError(`the operator ${operator} is not supported`);
  }
}

/** Three-valued logic: undefined is "not known". */
const logic: Record<'and' | 'or' | 'xor' | 'implies', (left: Test, right: Test) => Test> = {
  and: (left, right) => (item, env) => {
    const first = left(item, env);
    if (first === false) return false;
    const second = right(item, env);
    if (second === false) return false;
    return first === true && second === true ? true : undefined;
  },
  or: (left, right) => (item, env) => {
    const first = left(item, env);
    if (first === true) return true;
    const second = right(item, env);
    if (second === true) return true;
    return first === false && second === false ? false : undefined;
  },
  xor: (left, right) => (item, env) => {
    const first = left(item, env);
    const second = right(item, env);
    return first === undefined || second === undefined ? undefined : first !== second;
  },
  implies: (left, right) => (item, env) => {
    const first = left(item, env);
    if (first === false) return true;
    const second = right(item, env);
    if (second === true) return true;
    return first === true ? second : undefined;
  },
};

const dateTypes = new Set(['date', 'dateTime', 'instant']);

function areDates(node: Node): boolean {
  return node.types !== undefined && node.types.length > 0 && node.types.every((type) => dateTypes.has(type));
}

function equality(left: Node, right: Node): Test {
  const asDates = areDates(left) && areDates(right);
  return (item, env) => {
    const first = left.run(item, env);
    const second = right.run(item, env);
    if (first.length === 0 || second.length === 0) return undefined;
    if (first.length !== second.length) return false;
    if (first.some(lacksValue) || second.some(lacksValue)) return undefined;
    if (asDates && first.length === 1) {
      const difference = orderDates(String(first[0]), String(second[0]));
      return difference === undefined ? undefined : difference === 0;
    }
    return first.every((value, index) => equal(value, second[index]));
  };
}

function lacksValue(item: unknown): boolean {
  return item instanceof WithoutValue;
}

function negated(test: Test): Test {
  return (item, env) => {
    const result = test(item, env);
    return result === undefined ? undefined : !result;
  };
}

function comparison(operator: '<' | '<=' | '>' | '>=', left: Node, right: Node): Test {
  const asDates = areDates(left) && areDates(right);
  return (item, env) => {
    const [first, second] = [single(left.run(item, env)), single(right.run(item, env))];
    requireSameKind(first, second);
    const difference = order(first, second, asDates);
    if (difference === undefined) return undefined;
    if (operator === '<') return difference < 0;
    if (operator === '<=') return difference <= 0;
    return operator === '>' ? difference > 0 : difference >= 0;
  };
}

/** Values of different kinds are an error: http://hl7.org/fhirpath/N1/#comparison, http://hl7.org/fhirpath/N1/#math */
function requireSameKind(first: unknown, second: unknown): void {
  if (isPlain(first) && isPlain(second) && typeof first !== typeof second)
    throw new FhirPathError('values of the same kind are expected');
}

/** A number is also a quantity, so that objects are let be. */
function isPlain(value: unknown): boolean {
  return value !== undefined && typeof value !== 'object';
}

function membership(element: Node, collection: Node): Test {
  return (item, env) => {
    const value = single(element.run(item, env));
    return value === undefined ? undefined : includes(collection.run(item, env), value);
  };
}

export function unionNode(left: Node, right: Node): Node {
  const types = left.types && right.types ? [...new Set([...left.types, ...right.types])] : undefined;
  return {
    types,
    run: (item, env) => {
      const first = left.run(item, env);
      const second = right.run(item, env);
      if (second.length === 0) return distinct(first);
      return first.length === 0 ? distinct(second) : distinct([...first, ...second]);
    },
  };
}

/** `&` takes the empty collection for the empty string. */
function text(items: Items): string {
  return textOf(single(items)) ?? '';
}

function arithmetic(operator: '+' | '-' | '*', left: Node, right: Node): Node {
  const calculate = (first: unknown, second: unknown): Items => {
    if (typeof first === 'number' && typeof second === 'number') {
      const result = operator === '+' ? first + second : operator === '-' ? first - second : first * second;
      // Decimals are decimal: 1.8 - 1.2 is 0.6, to as many digits as a double holds.
      return [Number(result.toPrecision(15))];
    }
    requireSameKind(first, second);
    if (typeof first !== 'string' || typeof second !== 'string') return none;
    if (operator !== '+') throw new FhirPathError('texts can be added only');
    return [first + second];
  };
  return {
    types: left.types,
    run: (item, env) => calculate(single(left.run(item, env)), single(right.run(item, env))),
  };
}
