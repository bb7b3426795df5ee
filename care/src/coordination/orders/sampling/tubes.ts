/**
 * What a laboratory order is to be sampled in: its tests by the container that the catalogue gives them, one tube for each. A tube has its
 * number before it is taken, from the order and the container alone, so that a label that is printed twice, or at two places, says the same.
 */
import type { ServiceRequest } from '@medplum/fhirtypes';
import type { Container, Orderable } from '../order-catalogue.ts';

export interface Tube {
  /** Of the Specimen that it becomes. */
  id: string;
  /** Sixteen digits, as they stand in the bar code. */
  number: string;
  container: Container;
  /** By name. */
  tests: readonly string[];
}

/** Of tests for which the catalogue names none. */
export const unspecified: Container = { code: 'unspecified', display: 'Kärl enligt laboratoriet' };

/** `catalogue`: what can be ordered. */
export function tubesOf(request: ServiceRequest, catalogue: readonly Orderable[]): Tube[] {
  const byCode = new Map(catalogue.map((one) => [one.code, one]));
  const site = request.bodySite?.[0]?.text;
  const asked = request.orderDetail ?? (request.code ? [request.code] : []);
  const found = new Map<string, { container: Container; tests: string[] }>();
  for (const { coding = [], text } of asked) {
    const [test] = coding.flatMap(({ code }) => byCode.get(code ?? '') ?? []);
    const container = test?.container ?? unspecified;
    const tube = found.get(container.code) ?? { container, tests: [] };
    const name = text ?? coding[0]?.display ?? '';
    tube.tests.push(test?.asksSite === true && site !== undefined ? `${name}, ${site}` : name);
    found.set(container.code, tube);
  }
  return [...found.values()].map(({ container, tests }) => ({
    id: specimenId(request.id ?? '', container),
    number: specimenNumber(request.id ?? '', container),
    container,
    tests,
  }));
}

/** An order has one sample in each container: a second is asked for by another order. */
export const specimenId = (order: string, { code }: Pick<Container, 'code'>): string => `${order}-${code}`;

/**
 * Neither ten, twelve nor fourteen digits, and it begins with none of GS1's identifiers of drugs: it is mistaken for no person's number and no package's.
 * Fifteen digits of FNV-1a with 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/): of the tubes that are on their way at a time, 100,000, two share theirs once in 200,000 such crowds.
 */
export function specimenNumber(order: string, { code }: Pick<Container, 'code'>): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(`${order}|${code}`))
    hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  return `9${String(hash % 10n ** 15n).padStart(15, '0')}`;
}

/** What a scanner reads off a tube; undefined: it is another code. */
export const scannedNumber = (scanned: string): string | undefined => /^(?:\]C0)?(9\d{15})$/.exec(scanned)?.[1];
