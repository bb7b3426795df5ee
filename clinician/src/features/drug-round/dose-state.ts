/** How a dose stands, in words. Pure. */
import { doneBy, givenAt, waitsForSecond } from '@vardkedjan/care/clinical/giving/administration.ts';
import { givenVolume, isRunning } from '@vardkedjan/care/clinical/giving/infusion.ts';
import { formatTime } from '@vardkedjan/ui/dates.ts';
import { quantityText, type RoundDose } from './round-doses.ts';
import type { Texts } from './texts.ts';

export function doseState(dose: RoundDose, t: Texts, now: number): string[] {
  const { recorded, left, order, group } = dose;
  if (group === 'paused') return [t.paused(order.statusReason?.text ?? '')];
  const said = recorded === undefined ? [] : recordedState(dose, t, now);
  if (dose.isUntold) said.push(t.untold);
  if (group === 'as-needed' && !dose.isUntold)
    said.push(
      left === undefined
        ? t.noMost
        : [
            t.left(figure(left.left), quantityText({ value: left.most, unit: left.unit })),
            left.again && t.leftAgain(formatTime(left.again)),
          ]
            .filter(Boolean)
            .join(', '),
    );
  return said;
}

function recordedState({ recorded, effect, asksForTwo }: RoundDose, t: Texts, now: number): string[] {
  if (recorded === undefined) return [];
  const who = nameOf(doneBy(recorded, 'performer')?.display);
  const second = doneBy(recorded, 'verifier')?.display;
  const why = recorded.statusReason?.[0]?.text ?? '';
  const at = formatTime(new Date(givenAt(recorded)).toISOString());
  const volume = recorded.dosage?.dose ?? givenVolume(recorded, now);
  const rate = recorded.dosage?.rateQuantity;
  if (waitsForSecond(recorded, asksForTwo)) return [t.waitsForSecond(who)];
  if (isRunning(recorded) && rate) return [t.running(quantityText(rate), at, volume ? quantityText(volume) : '')];
  switch (recorded.status) {
    case 'completed':
      if (rate) return [t.stoppedAt(formatTime(recorded.effectivePeriod?.end), volume ? quantityText(volume) : '')];
      return [
        [t.given(at, who), second && t.second(nameOf(second))].filter(Boolean).join(', '),
        ...(effect ? [t.effect(effect)] : []),
      ];
    case 'stopped':
      return [`${t.stoppedAt(formatTime(recorded.effectivePeriod?.end), volume ? quantityText(volume) : '')}: ${why}`];
    case 'not-done':
      return [t.notGiven(why, who)];
    case 'on-hold':
      return [t.delayed(why)];
    case 'entered-in-error':
      return [t.undoneBy([why, nameOf(recorded.note?.at(-1)?.authorReference?.display)].filter(Boolean).join(', '))];
    default:
      return [];
  }
}

/** `Elin Sandberg, sjuksköterska`: the name is enough in a row. */
const nameOf = (display: string | undefined): string => (display ?? '').split(',')[0] ?? '';
const figure = (value: number): string => String(value).replace('.', ',');

/** `2 h 10 min`. */
export function ageText(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes} min` : minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}
