/**
 * Whether two paths name the same element, or one the parent of the other (what is missing is told of at either). The reference
 * writes choices as `value.ofType(Quantity)` and names resources in remarks (in comments after the step); here they are as in JSON.
 */
export function isSamePlace(ours: string, theirs: string): boolean {
  const [first, second] = [stepsOf(ours), stepsOf(theirs)];
  if (Math.abs(first.length - second.length) > 1) return false;
  const shorter = first.length < second.length ? first : second;
  const longer = shorter === first ? second : first;
  return shorter.every((step, index) => isSameStep(step, longer[index] ?? ''));
}

function stepsOf(path: string): string[] {
  return path
    .replaceAll(/\/\*.*?\*\//g, '')
    .replaceAll(/\.(?:ofType|as)\([^)]*\)/g, '')
    .replaceAll(/\[x\]|\[url='[^']*'\]/g, '')
    .replaceAll(/\/f:/g, '.')
    .split('.')
    .filter((step) => step !== '');
}

/** `valueQuantity` here is `value` there; a place in a list is compared where both tell it. */
function isSameStep(one: string, other: string): boolean {
  const [name, place] = split(one);
  const [wanted, at] = split(other);
  const same = name === wanted || isChoiceOf(name, wanted) || isChoiceOf(wanted, name);
  return same && (place === undefined || at === undefined || place === at);
}

function isChoiceOf(name: string, choice: string): boolean {
  return name.startsWith(choice) && /^[A-Z]/.test(name.slice(choice.length));
}

function split(step: string): [name: string, place?: string] {
  const [, name = step, place] = /^_?([^[]*)(?:\[(\d+)\])?$/.exec(step) ?? [];
  return place === undefined ? [name] : [name, place];
}
