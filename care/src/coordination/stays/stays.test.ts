import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Encounter } from '@medplum/fhirtypes';
import { Random } from '../../../test/random.ts';
import { stayFault } from './lawful-stay.ts';
import {
  admitted,
  discharged,
  movedTo,
  neverAdmitted,
  takenBack,
  withPlannedEnd,
  withResponsible,
} from './move-stay.ts';
import { bedOf, isGoingOn, isOutOfUse, placesHeld, plannedEndOf, responsibleOf } from './stay.ts';

const bed = (n: number) => ({ reference: `Location/bed-${n}`, display: `Plats ${n}` });
const at = (hour: number) => new Date(Date.UTC(2026, 10, 1) + hour * 3_600_000).toISOString();
const home = { text: 'Till hemmet' };
const begun = (): Encounter =>
  admitted({
    id: 's',
    patient: { reference: 'Patient/p' },
    unit: { reference: 'Organization/ward' },
    bed: bed(1),
    at: at(0),
    reason: 'Pneumoni',
    doctor: { reference: 'Practitioner/a' },
    plannedEnd: '2026-11-05',
  });

describe('a stay on a ward', () => {
  it('is admitted to a bed, moved, and leaves the bed when it is discharged; each bed stays in it', () => {
    const stay = begun();
    assert.equal(bedOf(stay)?.reference, 'Location/bed-1');
    assert.equal(plannedEndOf(stay), '2026-11-05');
    assert.equal(responsibleOf(stay, 'doctor')?.reference, 'Practitioner/a');
    const moved = movedTo(stay, bed(2), at(5));
    assert.equal(bedOf(moved)?.reference, 'Location/bed-2');
    const gone = discharged(moved, at(9), home);
    assert.deepEqual(
      gone.location?.map(({ location, status, period }) => [location.reference, status, period?.start, period?.end]),
      [
        ['Location/bed-1', 'completed', at(0), at(5)],
        ['Location/bed-2', 'completed', at(5), at(9)],
      ],
    );
    assert.deepEqual(placesHeld(gone), []);
    assert.deepEqual(gone.statusHistory, [{ status: 'in-progress', period: { start: at(0), end: at(9) } }]);
    for (const [before, after] of [
      [undefined, stay],
      [stay, moved],
      [moved, gone],
    ] as const)
      assert.equal(stayFault(before, after), undefined);
  });

  it('is taken back into the bed it left, as it was', () => {
    const moved = movedTo(begun(), bed(2), at(5));
    const back = takenBack(discharged(moved, at(9), home), bed(2));
    const { statusHistory: _told, ...rest } = back;
    assert.deepEqual(rest, moved);
    assert.equal(stayFault(discharged(moved, at(9), home), back), undefined);
  });

  it('says who is responsible now, and who was', () => {
    const handed = withResponsible(begun(), 'doctor', { reference: 'Practitioner/b' }, at(3));
    assert.equal(responsibleOf(handed, 'doctor')?.reference, 'Practitioner/b');
    assert.equal(responsibleOf(handed, 'nurse'), undefined);
    assert.deepEqual(
      handed.participant?.map(({ period }) => period?.end),
      [at(3), undefined],
    );
    assert.equal(plannedEndOf(withPlannedEnd(handed, undefined)), undefined);
  });

  it('remains lawful over any history of moves, and loses no place', () => {
    const random = new Random(3);
    for (let n = 0; n < 500; n++) {
      let stay = begun();
      const lain = ['Location/bed-1'];
      for (let hour = 1; hour < 12; hour++) {
        const to = bed(random.below(5));
        const move = random.below(4);
        const next = isGoingOn(stay)
          ? move === 0
            ? discharged(stay, at(hour), home)
            : move === 1
              ? withPlannedEnd(stay, '2026-12-01')
              : movedTo(stay, to, at(hour))
          : takenBack(stay, { reference: lain.at(-1) as string }); // prettier-ignore
        if (isGoingOn(stay) && move > 1) lain.push(to.reference);
        assert.equal(stayFault(stay, next), undefined, `history ${n}, hour ${hour}`);
        stay = next;
        assert.deepEqual(
          stay.location?.map(({ location }) => location.reference),
          lain,
        );
        assert.ok(placesHeld(stay).length === (isGoingOn(stay) ? 1 : 0));
      }
    }
  });

  it('is refused what would be untrue', () => {
    const stay = begun();
    const gone = discharged(stay, at(9), home);
    const two = {
      ...stay,
      location: [...(stay.location ?? []), ...(movedTo(stay, bed(2), at(1)).location?.slice(1) ?? [])],
    };
    const cases: [string, Encounter | undefined, Encounter | undefined][] = [
      ['Who is discharged leaves the bed.', stay, { ...gone, location: stay.location ?? [] }],
      ['Nobody lies in two beds.', stay, two],
      [
        'Where somebody has lain stays in the stay.',
        movedTo(stay, bed(2), at(1)),
        { ...stay, location: movedTo(stay, bed(2), at(1)).location?.slice(1) ?? [] },
      ],
      ['A stay that is finished says when it ended.', stay, { ...gone, period: { start: at(0) } }],
      ['A stay does not end before it began.', stay, discharged(stay, at(-2), home)],
      ['A stay that goes on has no end.', stay, { ...stay, period: { start: at(0), end: at(3) } }],
      ['A stay says when it began.', undefined, { ...stay, period: {} }],
      ['A stay remains the same person’s.', stay, { ...stay, subject: { reference: 'Patient/q' } }],
      ['A stay on a ward remains one.', stay, { ...stay, class: { code: 'AMB' } }],
      ['A stay on a ward is not deleted: one that never was is marked as entered in error.', stay, undefined],
    ]; // prettier-ignore
    for (const [why, before, after] of cases) assert.equal(stayFault(before, after), why);
    assert.equal(stayFault(stay, neverAdmitted(stay, at(1))), undefined);
  });

  it('says nothing of visits, nor of wards without beds', () => {
    const visit: Encounter = { resourceType: 'Encounter', status: 'finished', class: { code: 'AMB' } };
    const ward: Encounter = { ...begun(), location: [{ location: { display: 'Avdelning 3' } }], period: {} };
    assert.equal(stayFault(visit, undefined), undefined);
    assert.equal(stayFault(undefined, ward), undefined);
  });
});

it('a bed that is closed, not clean or inactive is given to nobody', () => {
  const of = (code: string) => isOutOfUse({ resourceType: 'Location', status: 'active', operationalStatus: { code } });
  assert.deepEqual(['C', 'H', 'O', 'U', 'K', 'I'].map(of), [true, true, false, false, true, true]);
  assert.equal(isOutOfUse({ resourceType: 'Location', status: 'suspended' }), true);
});
