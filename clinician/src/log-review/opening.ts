/** An opening as `AuditEvent/$review-log` and `$review-samples` give it: what one user did in one record on one day. */
import type { Parameters, ParametersParameter } from '@medplum/fhirtypes';
import { oddWeights, type Odd } from '@vardkedjan/care/access/review/odd.ts';

export type Decision = 'justified' | 'ask' | 'unjustified';

export interface Decided {
  at: string;
  reviewer: string;
  decision: Decision;
  comment: string;
  followUp: string;
}

export interface OpeningRow {
  key: string;
  agent: string;
  agentName: string;
  titles: string[];
  units: string[];
  /** `Patient/[id]`; empty when the row of the log cannot be read. */
  patient: string;
  /** Empty when protected. */
  patientName: string;
  number: string;
  isProtected: boolean;
  day: string;
  from: string;
  until: string;
  acts: number;
  opened: number;
  occasions: number;
  hasCareContact: boolean;
  reason: string;
  odd: Odd[];
  drawn: 'random' | 'directed' | 'asked' | '';
  /** The earliest first. */
  decisions: Decided[];
}

export interface OpeningList {
  rows: OpeningRow[];
  total: number;
  odd: number;
  /** Scheduled samples, the newest day first. */
  draws: { day: string; openings: number; odd: number }[];
}

export function openingListOf(answer: Parameters): OpeningList {
  const all = answer.parameter ?? [];
  const number = (name: string): number => all.find((one) => one.name === name)?.valueInteger ?? 0;
  return {
    rows: all.filter(({ name }) => name === 'opening').map(openingOf),
    total: number('total'),
    odd: number('odd'),
    draws: all
      .filter(({ name }) => name === 'draw')
      .map((draw) => ({ day: text(draw, 'day'), openings: whole(draw, 'openings'), odd: whole(draw, 'odd') })),
  };
}

function openingOf(opening: ParametersParameter): OpeningRow {
  const patient = part(opening, 'patient')?.valueReference;
  const [agent, day, reference] = [text(opening, 'agent'), text(opening, 'day'), patient?.reference ?? ''];
  return {
    key: `${day} ${agent} ${reference}`,
    agent,
    agentName: text(opening, 'agent-name') || agent,
    titles: texts(opening, 'title'),
    units: texts(opening, 'unit'),
    patient: reference,
    patientName: patient?.display ?? '',
    number: text(opening, 'number'),
    isProtected: part(opening, 'protected')?.valueBoolean === true,
    day,
    from: text(opening, 'from'),
    until: text(opening, 'until'),
    acts: whole(opening, 'acts'),
    opened: whole(opening, 'opened'),
    occasions: whole(opening, 'occasions'),
    hasCareContact: part(opening, 'care-contact')?.valueBoolean === true,
    reason: text(opening, 'reason'),
    odd: texts(opening, 'odd').filter((sign): sign is Odd => Object.hasOwn(oddWeights, sign)),
    drawn: (['random', 'directed', 'asked'] as const).find((how) => how === text(opening, 'drawn')) ?? '',
    decisions: (opening.part ?? []).filter(({ name }) => name === 'decision').flatMap(decidedOf),
  };
}

function decidedOf(one: ParametersParameter): Decided[] {
  const decision = (['justified', 'ask', 'unjustified'] as const).find((each) => each === text(one, 'decision'));
  if (decision === undefined) return [];
  const [at, comment, followUp] = [text(one, 'at'), text(one, 'comment'), text(one, 'follow-up')];
  return [{ at, decision, comment, followUp, reviewer: text(one, 'reviewer-name') || text(one, 'reviewer') }];
}

function part({ part: parts = [] }: ParametersParameter, name: string): ParametersParameter | undefined {
  return parts.find((one) => one.name === name);
}

function texts({ part: parts = [] }: ParametersParameter, name: string): string[] {
  return parts.flatMap((one) => {
    const value = one.valueString ?? one.valueCode ?? one.valueDate ?? one.valueInstant;
    return one.name === name && value !== undefined ? [value] : [];
  });
}

function text(opening: ParametersParameter, name: string): string {
  return texts(opening, name)[0] ?? '';
}

function whole(opening: ParametersParameter, name: string): number {
  return part(opening, name)?.valueInteger ?? 0;
}

/** When a user usually opens records, and what one day was like. */
export interface UsualRow {
  days: number;
  recordsMiddle: number;
  recordsThatDay: number;
  hours: { hour: number; weekday: number; weekend: number; isThatDay: boolean }[];
}

export function usualOf(answer: Parameters): UsualRow {
  const all: ParametersParameter = { name: 'usual', part: answer.parameter ?? [] };
  return {
    days: whole(all, 'days'),
    recordsMiddle: whole(all, 'records-middle'),
    recordsThatDay: whole(all, 'records-that-day'),
    hours: (answer.parameter ?? [])
      .filter(({ name }) => name === 'hour')
      .map((hour) => ({
        hour: whole(hour, 'hour'),
        weekday: part(hour, 'weekday')?.valueDecimal ?? 0,
        weekend: part(hour, 'weekend')?.valueDecimal ?? 0,
        isThatDay: part(hour, 'that-day')?.valueBoolean === true,
      })),
  };
}
