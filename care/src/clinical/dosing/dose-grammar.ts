/**
 * A dose as clinicians type it (`1x3`, `1+0+1`, `500 mg 1-2 vid behov högst 6/dygn`, `30 mg i 5 dagar sedan minska 5 mg var 5:e dag`),
 * and as dose-text.ts tells it, as the structured dosage (http://hl7.org/fhir/R4/dosage.html). All of the text is understood, or none:
 * what is left over is named, and there is no dosage.
 */
import type { Dosage } from '@medplum/fhirtypes';
import { doseText } from '../dose-text.ts';
import { contradictionsIn } from './contradictions.ts';
import { dosagesOf } from './dosage-of.ts';
import { type HeardDose, phrases } from './dose-phrases.ts';
import { type DoseProblem, NotADose } from './not-a-dose.ts';
import { isReduction, reduced } from './reduction.ts';
import type { DosedDrug } from './typed-amount.ts';

export type TypedDose = { dosages: Dosage[] } | { problem: DoseProblem };

const mostSteps = 60;

export function readTypedDose(text: string, drug?: DosedDrug): TypedDose {
  try {
    const dosages = stepsOf(text.trim().replace(/\.$/, ''), drug);
    if (doseText(dosages).source !== 'structured') throw new NotADose('never', text.trim());
    if (contradictionsIn(dosages).length > 0) throw new NotADose('contradiction');
    return { dosages: dosages.map((dosage) => ({ ...dosage, text: doseText([dosage]).text })) };
  } catch (error) {
    if (error instanceof NotADose) return { problem: error.problem };
    throw error;
  }
}

/** One dose, or steps one after the other: everything that stands together has the same `sequence`. */
function stepsOf(text: string, drug: DosedDrug | undefined): Dosage[] {
  const parts = partsOf(text);
  if (parts.length === 1 && !isReduction(parts[0] ?? '')) return besides(text, drug, undefined);
  const steps: Dosage[][] = [];
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const before = steps.at(-1);
    if (isReduction(part)) steps.push(...reduced(part, steps, { isLast, drug }));
    else steps.push(besides(part, drug, before ?? []));
    if (steps.length > mostSteps) throw new NotADose('too-long', part);
  }
  if (steps.slice(0, -1).some((step) => step.some((dosage) => !isBounded(dosage)))) throw new NotADose('no-length');
  return steps.flatMap((step, index) => step.map((dosage) => ({ sequence: index + 1, ...dosage })));
}

function isBounded({ timing }: Dosage): boolean {
  return timing?.repeat?.boundsDuration !== undefined || timing?.repeat?.count === 1;
}

function partsOf(text: string): string[] {
  const split = text.split(/\s*,?\s*(?:sedan|därefter|→|->)\s+/i);
  return split.flatMap((part) => part.split(/\s*,?\s*(?=minskas?\s)/i)).filter((part) => part !== '');
}

/** Doses at the same time. `before`: of a taper, the step before, whose times hold where none are said. */
function besides(text: string, drug: DosedDrug | undefined, before: readonly Dosage[] | undefined): Dosage[] {
  return text.split(/\s+samt\s+/i).flatMap((part) => {
    const heard = heardIn(part);
    if (before !== undefined && isWithoutTime(heard)) {
      const { boundsDuration: _length, boundsPeriod: _period, count, ...often } = before[0]?.timing?.repeat ?? {};
      if (count !== undefined) throw new NotADose('no-time');
      heard.often = before.length === 0 ? { frequency: 1, period: 1, periodUnit: 'd' } : often;
    }
    return dosagesOf(heard, drug);
  });
}

const isWithoutTime = ({ once, often, times, weekdays, pattern, needed, rate }: HeardDose): boolean =>
  rate === undefined &&
  once === undefined &&
  often === undefined &&
  times === undefined &&
  weekdays === undefined &&
  pattern === undefined &&
  needed === undefined;

function heardIn(text: string): HeardDose {
  const heard: HeardDose = { amounts: [] };
  const taken = new Set<string>();
  let rest = text.trim();
  while (rest !== '') {
    const found = phrases
      .map((phrase) => ({ phrase, match: phrase.pattern.exec(rest) }))
      .find(({ match }) => match !== null);
    if (found?.match == null) throw new NotADose('not-understood', rest);
    const { phrase, match } = found;
    const isAgain = phrase.slot === 'amount' ? heard.amounts.length === 2 : taken.has(phrase.slot);
    if (isAgain) throw new NotADose('said-twice', match[0].trim());
    taken.add(phrase.slot);
    phrase.hear(heard, match.slice(1));
    rest = rest.slice(match[0].length).replace(/^[\s,]+/, '');
  }
  return heard;
}
