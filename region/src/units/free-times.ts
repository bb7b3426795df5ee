/** Free times for return visits at the health centre of the cast: after the day's list, every working day for four months. */
import type { Schedule, Slot } from '@medplum/fhirtypes';
import { castUnits } from '../cast/staff.ts';
import { at, dateText, dateTimeText, dayOf, type Moment, weekday } from '../calendar.ts';
import { testDataTag } from '../people/patient.ts';
import type { RegionTree } from './tree.ts';

const ahead = 120;
const length = 20;
const starts = [15 * 60 + 15, 15 * 60 + 40, 16 * 60 + 5];
const receives = ['sara-lindqvist', 'johan-ekdahl', 'maria-holm'];

export function* freeTimesOf(tree: RegionTree, now: Moment): Generator<Schedule | Slot> {
  const unit = tree.unit(castUnits.healthCentre);
  const meta = { tag: [{ ...testDataTag }] };
  const today = dayOf(now);
  for (const staff of unit.staff.filter(({ id }) => receives.includes(id))) {
    const id = `${staff.id}-returns`;
    yield {
      resourceType: 'Schedule',
      id,
      meta,
      active: true,
      actor: [staff.reference, unit.locationReference],
      planningHorizon: { start: dateText(today), end: dateText(today + ahead) },
      comment: 'Återbesök',
    };
    for (let day = today + 1; day <= today + ahead; day++) {
      if (weekday(day) > 4) continue;
      for (const minutes of starts)
        yield {
          resourceType: 'Slot',
          id: `${id}-${dateText(day)}-${minutes}`,
          meta,
          schedule: { reference: `Schedule/${id}`, display: staff.name },
          status: 'free',
          start: dateTimeText(at(day, minutes)),
          end: dateTimeText(at(day, minutes + length)),
        };
    }
  }
}
