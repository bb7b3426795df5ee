/**
 * Reserve numbers are drawn once: each that is drawn is kept as a Basic of its own, made only if there is none, so that of any number of
 * callers at the same moment no two get the same, and one that came to no use is not given to somebody else.
 */
import type { Basic, Patient } from '@medplum/fhirtypes';
import type { SystemCaller } from '@vardkedjan/care/access/caller.ts';
import {
  type SexLetter,
  type VgrReserveNumber,
  vgrReserveNumbersOf,
  vgrReserveSystem,
} from '@vardkedjan/care/people/vgr-reserve-number.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import { requireValidResource } from '../../interactions/write/require-valid.ts';
import type { OpenRecord, Stored } from '../../store/record.ts';

/** Sees all numbers there are, those of protected persons too, and tells nobody of them. */
export const register: SystemCaller = { kind: 'system', id: 'reserve-numbers', name: 'Reserve numbers' };

/** `dates`: YYYY-MM-DD, in the order in which they are tried. Fails with `conflict` when no number is left on any of them. */
export async function drawNumber(
  record: OpenRecord,
  letter: SexLetter,
  dates: readonly string[],
): Promise<VgrReserveNumber> {
  for (const date of dates) {
    const numbers = vgrReserveNumbersOf(date, letter);
    const taken = await takenOf(record, numbers);
    for (const number of numbers.filter(({ value }) => !taken.has(value))) {
      const resource = drawn(number);
      requireValidResource(resource);
      const [written] = await record.write([
        { action: 'create', resource, ifNoneExist: identifiedBy('Basic', [number]) },
      ]);
      if (written?.result === 'created') return number;
    }
  }
  throw new Failure('conflict', 'No reserve number is left for that year of birth and sex');
}

async function takenOf(record: OpenRecord, numbers: readonly VgrReserveNumber[]): Promise<ReadonlySet<string>> {
  const found = await Promise.all(
    (['Basic', 'Patient'] as const).map((type) => record.search(identifiedBy(type, numbers))),
  );
  return new Set(found.flatMap(({ matches }) => matches.flatMap(valuesOf)));
}

function valuesOf({ body }: Stored): string[] {
  const { identifier } = JSON.parse(body) as Basic | Patient;
  return (identifier ?? []).flatMap(({ system, value }) =>
    system === vgrReserveSystem && value !== undefined ? [value] : [],
  );
}

function identifiedBy(type: 'Basic' | 'Patient', numbers: readonly VgrReserveNumber[]) {
  const any = numbers.map(({ system, value }) => `${system}|${value}`).join(',');
  return parseSearch(
    type,
    [
      ['identifier', any],
      ['_count', '100'],
    ],
    { lenient: false },
  );
}

function drawn({ system, value }: VgrReserveNumber): Basic {
  return {
    resourceType: 'Basic',
    identifier: [{ system, value }],
    code: { text: 'Reserve number, drawn' },
  };
}
