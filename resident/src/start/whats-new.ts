/** What has come into the record lately, the newest first, each thing as one line that leads to it. */
import { localTime } from '@vardkedjan/ui/dates.ts';
import { noteTitle } from '@vardkedjan/ui/note/note-title.ts';
import type { OwnRecord } from '../record/own-record.ts';
import { textOfConcept } from '../record/concept.ts';

export type NewsKind = 'note' | 'results' | 'answer' | 'diagnosis' | 'drug' | 'vaccination' | 'plan';

export interface News {
  id: string;
  kind: NewsKind;
  /** ISO 8601. */
  at: string;
  /** The thing's own name; empty for results, which are many. */
  what: string;
  from: string;
  count: number;
}

/** Within `days` of `now` (ISO 8601). */
export function whatsNew(record: OwnRecord, now: string, days = 90): News[] {
  const since = new Date(Date.parse(now) - days * 86_400_000).toISOString();
  const { nameOf } = record;
  const one = (kind: NewsKind, id: string | undefined, at: string | undefined, what: string, from: string): News[] =>
    at ? [{ id: `${kind}-${id ?? ''}`, kind, at, what, from, count: 1 }] : [];
  const all = [
    ...record.notes.flatMap((note) => one('note', note.id, note.authored, noteTitle(note) ?? '', nameOf(note.author))),
    ...resultDays(record),
    ...record.answers.flatMap((answer) =>
      isLaboratory(answer)
        ? []
        : one(
            'answer',
            answer.id,
            answer.issued ?? answer.effectiveDateTime,
            textOfConcept(answer.code),
            nameOf(answer.performer?.[0]),
          ),
    ),
    ...record.conditions.flatMap((each) =>
      one('diagnosis', each.id, each.recordedDate, textOfConcept(each.code), nameOf(each.recorder)),
    ),
    ...record.drugs
      .filter((drug) => drug.status === 'active')
      .flatMap((drug) =>
        one('drug', drug.id, drug.authoredOn, textOfConcept(drug.medicationCodeableConcept), nameOf(drug.requester)),
      ),
    ...record.vaccinations.flatMap((each) =>
      one('vaccination', each.id, each.occurrenceDateTime, textOfConcept(each.vaccineCode), ''),
    ),
    ...record.plans.flatMap((plan) => one('plan', plan.id, plan.created, plan.title ?? '', nameOf(plan.author))),
  ];
  return all
    .filter((news) => Date.parse(news.at) >= Date.parse(since) && Date.parse(news.at) <= Date.parse(now))
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

/** A day's laboratory results as one line. */
function resultDays(record: OwnRecord): News[] {
  const days = new Map<string, News>();
  for (const observation of record.observations) {
    const at = observation.effectiveDateTime;
    if (!at || !isLaboratory(observation)) continue;
    const { date } = localTime(new Date(at));
    const found = days.get(date);
    if (found) found.count++;
    else days.set(date, { id: `results-${date}`, kind: 'results', at, what: '', from: '', count: 1 });
  }
  return [...days.values()];
}

function isLaboratory(resource: { category?: { coding?: { code?: string }[] }[] }): boolean {
  return (resource.category ?? []).some((category) =>
    category.coding?.some((coding) => coding.code === 'laboratory' || coding.code === 'LAB'),
  );
}
