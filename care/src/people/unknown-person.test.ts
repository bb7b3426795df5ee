import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Patient } from '@medplum/fhirtypes';
import { Random } from '../../test/random.ts';
import { linkPersons, type LinkedPersons, replaced, replacedBy, unlinkPersons } from './linked-persons.ts';
import { datesToNumber, isUnknownPerson, unknownPatient } from './unknown-person.ts';
import { vgrReserveNumber, vgrReserveNumbersOf } from './vgr-reserve-number.ts';

describe('an unknown person', () => {
  it('has every number of a date before the next date is taken', () => {
    assert.deepEqual(
      (['K', 'M', 'X'] as const).map((letter) => vgrReserveNumbersOf('1975-11-29', letter).length),
      [37, 37, 10],
    );
    const dates = datesToNumber(1975, '2026-11-29');
    assert.deepEqual([dates[0], dates[1], dates.at(-1), dates.length], ['1975-11-29', '1975-11-30', '1975-11-28', 365]);
    assert.equal(datesToNumber(undefined, '2024-02-29')[0], '1900-03-01');
  });
  it('is called by sex and number, and is nobody we know until a name is there', () => {
    const number = vgrReserveNumber('19810829M071');
    assert.ok(number);
    const patient = unknownPatient(number, 'male', 1981);
    assert.deepEqual([patient.name?.[0]?.text, patient.birthDate], ['Okänd man M071', '1981']);
    assert.equal(isUnknownPerson(patient), true);
    assert.equal(isUnknownPerson({ ...patient, name: [{ family: 'Ek', given: ['Johanna'] }] }), false);
  });
});

type Known = Patient & { id: string };

describe('who an unknown person turned out to be', () => {
  const numbers = vgrReserveNumbersOf('1981-08-29', 'M').slice(0, 3);
  const unknowns = numbers.map((number, at): Known => ({ ...unknownPatient(number, 'male', 1981), id: `u${at}` }));
  const people = [0, 1].map(
    (at): Known => ({ resourceType: 'Patient', id: `k${at}`, active: true, name: [{ text: 'K' }] }),
  );

  it('is said on both, and taken back so that both are as they were', () => {
    const pair = { unknown: unknowns[0], known: people[0] } as LinkedPersons;
    const linked = linkPersons(pair);
    assert.ok(typeof linked === 'object');
    assert.deepEqual([replacedBy(linked.unknown), replaced(linked.known)], ['k0', ['u0']]);
    assert.deepEqual([linked.unknown.active, linked.known.active], [false, true]);
    assert.deepEqual(unlinkPersons(linked), pair);
  });

  it('whatever is linked and unlinked in whatever order, both say the same and nobody stands for two', () => {
    const before = JSON.stringify([...unknowns, ...people]);
    let done = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const random = new Random(seed);
      const all = new Map([...unknowns, ...people].map((one) => [one.id, one]));
      for (let step = 0; step < 12; step++) {
        const [unknown, known] = [random.pick([...all.values()]), random.pick([...all.values()])];
        const changed = random.chance(0.6) ? linkPersons({ unknown, known }) : unlinkPersons({ unknown, known });
        if (typeof changed === 'string') continue;
        done++;
        all.set(changed.unknown.id, changed.unknown).set(changed.known.id, changed.known);
        for (const one of all.values()) {
          const by = replacedBy(one);
          assert.ok((one.link ?? []).filter(({ type }) => type === 'replaced-by').length <= 1);
          assert.ok(by === undefined || replaced(all.get(by) ?? one).includes(one.id), `seed ${seed}`);
          assert.ok(by === undefined || replacedBy(all.get(by) ?? one) === undefined, `seed ${seed}: a chain`);
          for (const id of replaced(one)) assert.equal(replacedBy(all.get(id) ?? one), one.id, `seed ${seed}`);
        }
      }
      for (const { id } of unknowns) {
        const [unknown, known] = [id, replacedBy(all.get(id) ?? { resourceType: 'Patient' }) ?? ''].map((one) =>
          all.get(one),
        );
        const changed = unknown && known ? unlinkPersons({ unknown, known }) : 'not-linked';
        if (typeof changed === 'object')
          all.set(changed.unknown.id, changed.unknown).set(changed.known.id, changed.known);
      }
      assert.equal(JSON.stringify([...all.values()]), before, `seed ${seed}`);
    }
    assert.ok(done > 300, `${done} changes`);
  });
});
