/** Tests by the names one writes: `hb, crp`, `elstatus`, `troponin akut`. A name that fits several is no test until one of them is chosen. Pure. */
import type { ServiceRequest } from '@medplum/fhirtypes';
import { matching, type Orderable, unfolded } from '@vardkedjan/care/coordination/orders/order-catalogue.ts';

export type Priority = NonNullable<ServiceRequest['priority']>;

export type WrittenTests =
  | { kind: 'tests'; items: Orderable[]; priority: Priority; when?: string }
  | { kind: 'choose'; among: { name: string; becomes: string }[] };

const urgencies: Readonly<Record<string, Priority>> = { akut: 'stat', snabbt: 'urgent' };
const most = 8;

/** undefined: it is not about tests. What asks from where its sample is taken has a form of its own. */
export function testsIn(line: string, catalogue: readonly Orderable[]): WrittenTests | undefined {
  const all = catalogue.filter(({ asksSite }) => !asksSite);
  const [, before, last = ''] = /^(.+)\s(\S+)$/.exec(line) ?? [];
  const priority = before === undefined ? undefined : urgencies[last.toLowerCase()];
  const names = priority === undefined ? line : (before ?? line).replace(/,$/, '');
  const found = testsNamed(names, all);
  if (found === undefined) return undefined;
  if (found.kind === 'tests')
    return { kind: 'tests', items: unfolded(found.items, all), priority: priority ?? 'routine' };
  return {
    kind: 'choose',
    among: found.among.map(({ name, becomes }) => ({
      name,
      becomes: priority === undefined ? becomes : `${becomes} ${last}`,
    })),
  };
}

type Found = { kind: 'tests'; items: Orderable[] } | Extract<WrittenTests, { kind: 'choose' }>;

/** By commas, and where those do not tell, by spaces. */
function testsNamed(names: string, all: readonly Orderable[]): Found | undefined {
  const whole = exactly(names, all);
  if (whole) return { kind: 'tests', items: [whole] };
  const byComma = eachNamed(names.split(/\s*[,;+]\s*|\s+och\s+/).filter(Boolean), all, ', ');
  if (byComma) return byComma;
  const bySpace = eachNamed(names.split(/[\s,;+]+/).filter(Boolean), all, ', ');
  return bySpace?.kind === 'tests' ? bySpace : undefined;
}

function eachNamed(names: readonly string[], all: readonly Orderable[], between: string): Found | undefined {
  const found = names.map((name) => testsCalled(name, all));
  if (found.some((each) => each.length === 0)) return undefined;
  const open = found.findIndex((each) => each.length > 1);
  if (open === -1) return { kind: 'tests', items: found.flat() };
  return {
    kind: 'choose',
    among: (found[open] ?? []).slice(0, most).map(({ display }) => ({
      name: display,
      becomes: names.map((name, at) => (at === open ? display : name)).join(between),
    })),
  };
}

/** One, where it is told which; several that it may be; none. */
function testsCalled(name: string, all: readonly Orderable[]): Orderable[] {
  const exact = exactly(name, all);
  if (exact) return [exact];
  const fits = matching(all, 'laboratory', name);
  const named = fits.filter(({ display }) => wordsOf(display).includes(name.toLowerCase()));
  return named.length === 1 ? named : fits;
}

const exactly = (name: string, all: readonly Orderable[]): Orderable | undefined =>
  all.find(
    ({ kind, code, display }) =>
      kind === 'laboratory' && [code, display.toLowerCase()].includes(name.trim().toLowerCase()),
  );

const wordsOf = (text: string): string[] => text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
