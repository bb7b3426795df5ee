/**
 * Which records under reserve numbers are read together with the one that is open: those of the same person that the law opens to the caller, each
 * decided by its own facts. For staff only, who open a person's record; others ask for each as it stands.
 */
import type { Patient } from '@medplum/fhirtypes';
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { visibilityOf } from '@vardkedjan/care/access/visibility.ts';
import type { Asked } from '../http/asked.ts';
import { Refused } from '../http/refused.ts';
import type { Access, Decided } from '../http/wiring.ts';
import type { Queryable } from '../store/queryable.ts';
import { type LinkedRecord, saysLinked, writtenUnderReserve } from '../store/read/linked-records.ts';
import type { Stored } from '../store/record.ts';

export interface OpenedLinked {
  opened: readonly (LinkedRecord & { decided: Decided })[];
  /** There are others, which the law does not open to the caller now. */
  hasHidden: boolean;
}

const none: OpenedLinked = { opened: [], hasHidden: false };

export async function openLinked(
  { caller, access, database }: { caller: Caller; access: Access; database: Queryable },
  person: Pick<Stored, 'id' | 'patientKey' | 'body'>,
): Promise<OpenedLinked> {
  if (caller.kind !== 'staff' || !saysLinked(person.body)) return none;
  const { id, patientKey } = person;
  const own = { id, patientKey, patient: JSON.parse(person.body) as Patient };
  const linked = await writtenUnderReserve(own, { database, visibility: visibilityOf(caller) });
  const asked = await Promise.all(
    linked.map(async (each) => {
      const decided = await access.decide(caller, { act: 'open', patient: each.id }).catch(unlessRefused);
      return decided && { ...each, decided };
    }),
  );
  const opened = asked.filter((each) => each !== undefined);
  return { opened, hasHidden: opened.length < linked.length };
}

/** Those beside the record that is asked about, where the decision to open it has found that there are any. */
export async function openedBeside(
  { caller, decided, record, wiring }: Asked,
  id: string,
): Promise<OpenedLinked['opened']> {
  if (decided.every(({ patient }) => patient?.linked !== true)) return none.opened;
  const person = await record.read('Patient', id);
  if (person === undefined || person.deleted) return none.opened;
  return (await openLinked({ caller, access: wiring.access, database: wiring.database.lane }, person)).opened;
}

/** A refusal is an answer here: that record stays closed. */
function unlessRefused(failure: unknown): undefined {
  if (!(failure instanceof Refused)) throw failure;
}
