/** Whether two JSON values say the same: numbers to the letter, the order of properties free, that of array items not. */
import { numberText } from '../src/json.ts';

export function isSameJson(a: object, b: object): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => isSameAt(a, b, key));
}

function isSameAt(a: object, b: object, key: string): boolean {
  const [one, other] = [(a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]];
  if (typeof one === 'object' && typeof other === 'object' && one !== null && other !== null)
    return Array.isArray(one) === Array.isArray(other) && isSameJson(one, other);
  return one === other && (typeof one !== 'number' || numberText(a, key) === numberText(b, key));
}
