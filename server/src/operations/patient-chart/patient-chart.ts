/** `GET Patient/[id]/$chart`: the first page of a record in one answer, from one statement on the store. */
import type { Coding } from '@medplum/fhirtypes';
import { blocksTag } from '@vardkedjan/care/access/blocks.ts';
import { isShownInPart, offered } from '@vardkedjan/care/access/offered.ts';
import { offeredTag, shownTag } from '@vardkedjan/care/access/offered-tags.ts';
import { sharedTag } from '@vardkedjan/care/access/shared-records.ts';
import { visibilityOf } from '@vardkedjan/care/access/visibility.ts';
import { bundleText, collectedEntry } from '../../http/form/bundle.ts';
import type { Asked } from '../../http/asked.ts';
import type { Decided } from '../../http/wiring.ts';
import { linkedTag } from '@vardkedjan/care/people/linked-persons.ts';
import { openLinked } from '../../access/open-linked.ts';
import { readChart, readChartTogether } from '../../store/read/chart.ts';
import { sharedState } from '../../store/facts/sharing-facts.ts';
import type { Operation } from '../operation.ts';
import { terms } from './terms.ts';

export const patientChart: Operation = {
  terms,
  act: 'open',
  concerns: ({ id }) => [{ act: 'open', patient: id }],
  async handle(asked) {
    const { lane } = asked.wiring.database;
    const [chart, shared] = await Promise.all([
      readChart(lane, visibilityOf(asked.caller), asked.id),
      sharedTags(asked),
    ]);
    const [person] = chart ?? [];
    if (chart === undefined || person === undefined) throw await asked.whyAbsent('Patient', asked.id);
    const { opened, hasHidden } = await openLinked(
      { caller: asked.caller, access: asked.wiring.access, database: lane },
      person,
    );
    const others = opened.map(({ patientKey }) => patientKey);
    const shown =
      others.length === 0
        ? chart
        : ((await readChartTogether(lane, visibilityOf(asked.caller), person, others)) ?? chart);
    const entries = shown.map((stored) => collectedEntry(asked.base, stored));
    return {
      status: 200,
      text: bundleText({
        type: 'collection',
        tags: [
          ...tagsOf([...asked.decided, ...opened.map(({ decided }) => decided)]),
          ...shared,
          ...offeredTags(asked),
          ...(hasHidden ? [{ system: linkedTag, code: 'hidden' }] : []),
        ],
        entries,
      }),
      shown,
    };
  },
};

/** Of blocks, what the decisions to open have found: one in force in any of the records goes before one that is lifted. */
function tagsOf(decided: readonly Decided[]): Coding[] {
  const states = decided.map(
    ({ decision }) => decision.findings.find(({ rule }) => rule === 'blocks-are-known')?.facts['block'],
  );
  const code = ['in-force', 'lifted'].find((state) => states.includes(state));
  return code === undefined ? [] : [{ system: blocksTag, code }];
}

/** What staff may be offered to do: the apps show that and nothing else, and each act is decided anew when it is done. */
function offeredTags({ caller, decided: [decided] }: Asked): Coding[] {
  if (caller.kind !== 'staff' || decided?.situation === undefined) return [];
  const acts = offered(decided.situation, decided.decision.day).map((code) => ({ system: offeredTag, code }));
  return isShownInPart(visibilityOf(caller)) ? [...acts, { system: shownTag, code: 'part' }] : acts;
}

const forTreatment: ReadonlySet<string> = new Set(['care', 'social-care']);

/** Of other care providers' entries, for those who may reach them. */
async function sharedTags({ caller, decided, wiring }: Asked): Promise<Coding[]> {
  const key = decided[0]?.patient?.key;
  if (caller.kind !== 'staff' || !forTreatment.has(caller.assignment.purpose) || key === undefined) return [];
  const { elsewhere, open } = await sharedState(wiring.database.lane, key, caller);
  return [...(elsewhere ? ['elsewhere'] : []), ...(open ? ['open'] : [])].map((code) => ({ system: sharedTag, code }));
}
