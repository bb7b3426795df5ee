/**
 * A reconciliation of drugs, as a List with its Provenance (http://hl7.org/fhir/R4/list.html, http://hl7.org/fhir/R4/provenance.html): every entry from
 * every source, what was decided of it, and why. Until it is decided it is unverified, and it is not left out.
 */
import type { List, ListEntry, Practitioner, Provenance, Reference, Resource } from '@medplum/fhirtypes';
import { type DrugAcrossSources, type DrugSource, drugSources } from './drug-sources.ts';

const own = 'https://vardkedjan.se/fhir/CodeSystem';
export const reconciliationCode = { system: `${own}/drug-reconciliation`, code: 'drug-reconciliation' };
const decisionSystem = `${own}/reconciliation-decision`;
const reasonUrl = 'https://vardkedjan.se/fhir/StructureDefinition/reconciliation-reason';

export type DrugDecision = 'confirmed' | 'rejected' | 'changed' | 'undecided';
export const drugDecisions: readonly DrugDecision[] = ['confirmed', 'changed', 'rejected', 'undecided'];

export interface Decided {
  decision: DrugDecision;
  /** Why it is rejected. */
  reason?: string;
}

/** By reference of the entry. */
export type Decisions = ReadonlyMap<string, Decided>;

export type SourceCount = Readonly<Record<DrugDecision | 'all', number>>;

/** How many entries each source has, and what has become of them. They add up, whatever is decided. */
export function countsOf(
  rows: readonly DrugAcrossSources[],
  decisions: Decisions,
): Readonly<Record<DrugSource, SourceCount>> {
  const counts = Object.fromEntries(
    drugSources.map((source) => [source, { all: 0, confirmed: 0, changed: 0, rejected: 0, undecided: 0 }]),
  ) as Record<DrugSource, Record<DrugDecision | 'all', number>>;
  for (const { reference, source } of rows.flatMap(({ entries }) => entries)) {
    counts[source].all++;
    counts[source][decisions.get(reference)?.decision ?? 'undecided']++;
  }
  return counts;
}

export interface Reconciling {
  practitioner: Reference<Practitioner>;
  patientId: string;
  /** FHIR dateTime. */
  now: string;
  /** `admission`, `discharge` or at another time. */
  when: 'admission' | 'discharge' | 'review';
}

const whenTexts = { admission: 'vid inskrivning', discharge: 'vid utskrivning', review: 'genomgång' } as const;
const titleOf = (when: Reconciling['when']): string => `Läkemedelsavstämning ${whenTexts[when]}`;

export function reconciliationList(
  rows: readonly DrugAcrossSources[],
  decisions: Decisions,
  { practitioner, patientId, now, when }: Reconciling,
  /** Orders that it makes: they are right, by their references. */
  made: readonly { reference: string; name: string }[] = [],
): List {
  const entries = rows.flatMap(({ name, entries: own }) =>
    own.map(({ reference }): ListEntry => {
      const { decision, reason } = decisions.get(reference) ?? { decision: 'undecided' };
      return {
        ...(reason && { extension: [{ url: reasonUrl, valueString: reason }] }),
        flag: { coding: [{ system: decisionSystem, code: decision }] },
        item: { reference, display: name },
      };
    }),
  );
  const right = { coding: [{ system: decisionSystem, code: 'confirmed' satisfies DrugDecision }] };
  entries.push(...made.map(({ reference, name }) => ({ flag: right, item: { reference, display: name } })));
  return {
    resourceType: 'List',
    status: 'current',
    mode: 'snapshot',
    title: titleOf(when),
    code: { coding: [{ ...reconciliationCode }], text: 'Läkemedelsavstämning' },
    subject: { reference: `Patient/${patientId}` },
    date: now,
    source: practitioner,
    ...(entries.length > 0 ? { entry: entries } : { emptyReason: { text: 'Inga läkemedel i någon källa' } }),
  };
}

export const isReconciliation = (resource: Resource | undefined): resource is List =>
  resource?.resourceType === 'List' &&
  (resource.code?.coding ?? []).some(({ code }) => code === reconciliationCode.code);

/** Who did it, and from what. `list`: the reference to it. */
export function provenanceOf(
  list: string,
  rows: readonly DrugAcrossSources[],
  { practitioner, now }: Reconciling,
): Provenance {
  const used = rows.flatMap(({ entries }) => entries.map(({ reference }) => reference));
  return {
    resourceType: 'Provenance',
    target: [{ reference: list }],
    recorded: now,
    agent: [{ who: practitioner }],
    ...(used.length > 0 && { entity: used.map((reference) => ({ role: 'source' as const, what: { reference } })) }),
  };
}

/** What the latest reconciliation says of each entry. What it does not name is undecided: it came later. */
export function decidedBy(lists: readonly List[]): Decisions {
  const [latest] = lists
    .filter(
      ({ status, code }) =>
        status === 'current' && code?.coding?.some(({ code: own }) => own === reconciliationCode.code) === true,
    )
    .toSorted((a, b) => ((a.date ?? '') < (b.date ?? '') ? 1 : -1));
  return new Map(
    (latest?.entry ?? []).flatMap(({ item, flag, extension }): [string, Decided][] => {
      const code = flag?.coding?.find(({ system }) => system === decisionSystem)?.code;
      const decision = drugDecisions.find((each) => each === code) ?? 'undecided';
      const reason = extension?.find(({ url }) => url === reasonUrl)?.valueString;
      return item.reference === undefined ? [] : [[item.reference, { decision, ...(reason && { reason }) }]];
    }),
  );
}

/** The latest that was made before somebody goes home, since they came; undefined: none. What was made at admission is none of going home. */
export function reconciledAtDischarge(lists: readonly List[], since: string | undefined): List | undefined {
  return lists
    .filter(({ status, title, date }) => status === 'current' && title === titleOf('discharge') && isSince(date, since))
    .toSorted((a, b) => (b.date ?? '').localeCompare(a.date ?? ''))[0];
}

const isSince = (date: string | undefined, since: string | undefined): boolean =>
  date !== undefined && (since === undefined || Date.parse(date) >= Date.parse(since));
