import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { castResidents } from '../cast/residents.ts';
import { dayOfText } from '../calendar.ts';
import { birthNumber, isOfficialTestNumber, luhn, numberOf, reserveNumber, setAside } from './personal-number.ts';

const published = new URL(
  '../../../../shared/data/terminology/skatteverket-testpersonnummer/testpersonnummer.txt',
  import.meta.url,
);
const absent = existsSync(published) ? false : "Skatteverket's list is not here";

const years = Array.from({ length: 105 }, (_, i) => 1920 + i);
const sexes = ['female', 'male'] as const;

test('the check digit is the one Skatteverket gives in SKV 704', () => {
  assert.equal(luhn('640823323'), 4);
  assert.equal(luhn('811228987'), 4);
});

test('every number of a year is given once, fits the sex and has a right check digit', () => {
  for (const year of [1938, 1951, 1973, 1990, 2007, 2014, 2020, 2023, 2025]) {
    const seen = new Set<string>();
    for (const sex of sexes) {
      for (let n = 0; n < 3000; n++) {
        const { number, birth } = birthNumber(year, sex, n);
        assert.ok(!seen.has(number), `${number} twice`);
        seen.add(number);
        assert.equal(Number(number.charAt(10)) % 2, sex === 'male' ? 1 : 0);
        assert.equal(luhn(number.slice(2, 11)), Number(number.charAt(11)));
        assert.equal(number, numberOf(birth, Number(number.slice(8, 11))));
      }
    }
  }
});

test('a number set aside is never one that is given', () => {
  const birth = dayOfText('1951-11-23');
  const aside = new Set(sexes.map((sex) => setAside(birth, sex).number));
  for (const sex of sexes) for (let n = 0; n < 5000; n++) assert.ok(!aside.has(birthNumber(1951, sex, n).number));
});

test('a full year says so', () => {
  assert.throws(() => birthNumber(1951, 'male', 50_000), /no numbers left/);
});

test('reserve numbers of Västra Götaland reproduce the four published examples', () => {
  assert.equal(reserveNumber(dayOfText('1981-08-29'), 'M', 7), '19810829M071');
  assert.equal(reserveNumber(dayOfText('1945-08-29'), 'K', 8), '19450829K088');
  assert.equal(reserveNumber(dayOfText('1993-08-29'), 'X', 80), '19930829X802');
  assert.equal(reserveNumber(dayOfText('2021-03-25'), 'K', 6), '20210325K069');
});

test("the first numbers of each year are on Skatteverket's list of test numbers", { skip: absent }, () => {
  const list = new Set(readFileSync(published, 'utf8').split(/\s+/));
  let checked = 0;
  for (const year of years) {
    for (const sex of sexes) {
      for (let n = 0; n < 400; n++) {
        const { number } = birthNumber(year, sex, n);
        if (!isOfficialTestNumber(number)) break;
        assert.ok(list.has(number), number);
        checked++;
      }
    }
  }
  assert.ok(checked > 30_000, `${checked} checked`);
});

test("the cast's personal numbers, relatives included, are on Skatteverket's list", { skip: absent }, () => {
  const list = new Set(readFileSync(published, 'utf8').split(/\s+/));
  for (const { personalNumber, relatives, sex } of castResidents) {
    for (const number of [personalNumber, ...(relatives ?? []).map((r) => r.personalNumber)]) {
      if (number) assert.ok(list.has(number), number);
    }
    if (personalNumber) assert.equal(Number(personalNumber.charAt(10)) % 2, sex === 'male' ? 1 : 0, personalNumber);
  }
});
