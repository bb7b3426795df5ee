/** The paths of discriminators: the part of FHIRPath that http://hl7.org/fhir/R4/profiling.html#discriminator allows. */
import { isJson, childItems, isKindOf, type Item } from './item.ts';
import type { ProfileRun } from './run.ts';

export type Step =
  | { kind: 'child'; name: string }
  | { kind: 'extension'; url: string }
  | { kind: 'resolve' }
  | { kind: 'ofType'; type: string };

/** undefined for a path that discriminators may not have. */
export function parseDiscriminatorPath(path: string): Step[] | undefined {
  const parts = path.match(/[^.'(]+(?:\((?:'[^']*'|[^)]*)\))?/g) ?? [];
  const steps: Step[] = [];
  for (const part of parts) {
    if (part === '$this') continue;
    const step = stepOf(part);
    if (step === undefined) return undefined;
    steps.push(step);
  }
  return steps;
}

function stepOf(part: string): Step | undefined {
  const [, name = '', argument] = /^(\w+)(?:\((.*)\))?$/.exec(part) ?? [];
  if (argument === undefined) return name === '' ? undefined : { kind: 'child', name };
  const text = argument.replace(/^'(.*)'$/, '$1');
  if (name === 'extension') return { kind: 'extension', url: text };
  if (name === 'resolve') return { kind: 'resolve' };
  return name === 'ofType' || name === 'as' ? { kind: 'ofType', type: text.replace(/^FHIR\./, '') } : undefined;
}

/** undefined when a reference on the way cannot be followed. */
export function itemsAt(item: Item, steps: readonly Step[], run: ProfileRun): readonly Item[] | undefined {
  let items: readonly Item[] = [item];
  for (const step of steps) {
    const next: Item[] = [];
    for (const each of items) {
      const found = follow(each, step, run);
      if (found === undefined) return undefined;
      next.push(...found);
    }
    items = next;
  }
  return items;
}

function follow(item: Item, step: Step, run: ProfileRun): readonly Item[] | undefined {
  switch (step.kind) {
    case 'child':
      return childItems(item, step.name);
    case 'extension':
      return childItems(item, 'extension').filter(({ json }) => json['url'] === step.url);
    case 'ofType':
      return isKindOf(item.type, step.type) ? [item] : [];
    case 'resolve': {
      const reference = isJson(item.value) ? item.value['reference'] : item.value;
      if (typeof reference !== 'string')
        return isJson(item.value) && item.value['identifier'] !== undefined ? undefined : [];
      const found = run.resolve(reference, item);
      return found && [found];
    }
  }
}
