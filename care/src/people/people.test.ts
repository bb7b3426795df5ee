import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { ageInWords, ageOn } from './age.ts';
import { nameWithTitle } from './name-with-title.ts';
import { formatPersonId, parsePersonId, shownIdentity } from './person-id.ts';
import { callName, fullName, listName } from './person-name.ts';
import { parsePersonNumber, personNumber, shortPersonNumber } from './person-number.ts';
import { makeVgrReserveNumber, vgrReserveNumber } from './vgr-reserve-number.ts';

const today = '2026-11-22';

describe('personnummer', () => {
  it('is read as people write it', () => {
    for (const text of ['191212121212', '19121212-1212', '121212+1212', '1912 1212 1212', ' 19121212-1212 '])
      assert.equal(parsePersonNumber(text, today)?.value, '191212121212', text);
    assert.equal(parsePersonNumber('121212-1212', today)?.value, '201212121212');
  });

  it('says date of birth and sex', () => {
    assert.deepEqual(personNumber('189001019802'), {
      kind: 'personnummer',
      system: 'http://electronichealth.se/identifier/personnummer',
      value: '189001019802',
      birthDate: '1890-01-01',
      sex: 'female',
    });
  });

  it('ten digits of a day later this year are a hundred years old', () => {
    const born = '2026-12-24';
    const short = valueWith(born).slice(2);
    assert.equal(parsePersonNumber(short, today)?.birthDate, '1926-12-24');
    assert.equal(parsePersonNumber(short, '2026-12-24')?.birthDate, born);
  });

  it('a samordningsnummer has sixty added to its day', () => {
    const number = personNumber(valueWith('1970-10-03', 60));
    assert.equal(number?.kind, 'samordningsnummer');
    assert.equal(number?.birthDate, '1970-10-03');
    assert.equal(number?.system, 'http://electronichealth.se/identifier/samordningsnummer');
  });

  it('is refused when it cannot be one', () => {
    for (const text of [
      '191212121213',
      '191213121212',
      '19121212',
      '',
      '19121212+1212',
      'abc',
      '19121212-12123',
      '000000000000',
    ])
      assert.equal(parsePersonNumber(text, today), undefined, text);
  });

  it('any single wrong digit is found', () => {
    const right = '191212121212';
    for (let place = 2; place < 12; place++)
      for (let digit = 0; digit < 10; digit++) {
        const wrong = `${right.slice(0, place)}${digit}${right.slice(place + 1)}`;
        if (wrong !== right) assert.equal(personNumber(wrong), undefined, wrong);
      }
  });

  it('is written short, with a plus from the year one turns a hundred', () => {
    assert.equal(shortPersonNumber('191212121212', today), '121212+1212');
    assert.equal(shortPersonNumber(valueWith('1926-12-24'), '2026-01-01').at(6), '+');
    assert.equal(shortPersonNumber(valueWith('1926-12-24'), '2025-12-31').at(6), '-');
    assert.equal(formatPersonId('191212121212'), '19121212-1212');
    assert.equal(formatPersonId('ej känt'), 'ej känt');
  });

  const published = new URL(
    '../../../../shared/data/terminology/skatteverket-testpersonnummer/testpersonnummer.txt',
    import.meta.url,
  );
  it('all official test numbers are valid, and survive being written short', {
    skip: existsSync(published) ? false : 'the list is not here',
  }, () => {
    const values = readFileSync(published, 'utf8').trim().split('\n');
    assert.ok(values.length > 40_000);
    for (const value of values) {
      const number = personNumber(value);
      assert.ok(number !== undefined && number.kind === 'personnummer', value);
      const turnsHundredThisYear = value.startsWith('1926');
      const born = number.birthDate >= '1827-01-01' && (!turnsHundredThisYear || number.birthDate <= today);
      if (born) assert.equal(parsePersonNumber(shortPersonNumber(value, today), today)?.value, value);
    }
  });
});

describe('reserve numbers of Västra Götalandsregionen', () => {
  it('the published examples are valid', () => {
    for (const value of ['19810829M071', '19450829K088', '19930829X802', '20210325K069'])
      assert.equal(vgrReserveNumber(value)?.value, value);
  });
  it('sex follows the letter, and X says none', () => {
    assert.equal(vgrReserveNumber('19810829M071')?.sex, 'male');
    assert.equal(vgrReserveNumber('19450829k088')?.sex, 'female');
    assert.equal(vgrReserveNumber('19930829X802')?.sex, undefined);
  });
  it('a serial number of the other sex, a wrong check digit and a date that never was are refused', () => {
    for (const value of ['19810829M089', '19810829M072', '19811329M071', '19810829X071', '19810829B071'])
      assert.equal(vgrReserveNumber(value), undefined, value);
  });
  it('is made out of its parts', () => {
    assert.equal(makeVgrReserveNumber('1981-08-29', 'M', 7)?.value, '19810829M071');
    assert.equal(makeVgrReserveNumber('1981-08-29', 'M', 8), undefined);
  });
  it('is found among what is typed', () => assert.equal(parsePersonId('19930829x802', today)?.kind, 'vgr-reserve'));
});

describe('identifiers of a Patient', () => {
  it('the personnummer is shown before others', () => {
    const identifier = [
      { system: 'urn:oid:1.2.752.113.11.0.2.1.1.1', value: '19810829M071' },
      { system: 'http://electronichealth.se/identifier/personnummer', value: '191212121212' },
    ];
    assert.equal(shownIdentity(identifier), '19121212-1212');
    assert.equal(shownIdentity([{ system: 'urn:other', value: 'x' }]), 'x');
    assert.equal(shownIdentity(undefined), '');
  });
  it('says of what kind one is that is not Swedish, and shows nobody a UUID', () => {
    const machine = { system: 'urn:other', value: 'd614dcb6-435f-be94-5344-00143898b1c3' };
    const record = { ...machine, type: { text: 'Medical Record Number' } };
    const passport = { system: 'urn:pass', value: 'X33569032X', type: { coding: [{ display: 'Passport Number' }] } };
    assert.equal(shownIdentity([machine, record, { value: '17' }, passport]), 'Passport Number X33569032X');
    assert.equal(shownIdentity([machine, record]), '');
  });
});

describe('age on a day', () => {
  const cases: [string, string, string][] = [
    ['2026-11-22', today, '0 dagar'],
    ['2026-11-21', today, '1 dag'],
    ['2026-10-23', today, '30 dagar'],
    ['2026-10-22', today, '1 månad'],
    ['2024-11-23', today, '23 månader'],
    ['2024-11-22', today, '2 år'],
    ['1942-03-01', today, '84 år'],
    ['2010-11-23', today, '15 år'],
    ['2010-11-22', today, '16 år'],
  ];
  for (const [birth, day, text] of cases) it(`${birth} → ${text}`, () => assert.equal(ageInWords(birth, day), text));
  it('one born on a leap day turns on the first of March in other years', () => {
    assert.equal(ageOn('2008-02-29', '2026-02-28')?.years, 17);
    assert.equal(ageOn('2008-02-29', '2026-03-01')?.years, 18);
  });
  it('is not guessed from half a date or before the birth', () => {
    assert.equal(ageOn('1980', today), undefined);
    assert.equal(ageOn('2027-01-01', today), undefined);
    assert.equal(ageInWords('1980-05', today), '');
    assert.equal(ageInWords('2027', today), '');
  });
  it('is about so many years when only the year of birth is known', () => {
    assert.equal(ageInWords('1980', today), 'omkring 46 år');
    assert.equal(ageInWords('1980', today, 'en'), 'about 46 years');
  });
  it('is said in English too', () => assert.equal(ageInWords('2026-11-21', today, 'en'), '1 day'));
});

describe('names', () => {
  it('carries the title of staff in small letters, but for abbreviations', () => {
    assert.equal(nameWithTitle('Sara Lindqvist', 'Distriktsläkare'), 'Sara Lindqvist, distriktsläkare');
    assert.equal(nameWithTitle('Ali Ek', 'ST-läkare'), 'Ali Ek, ST-läkare');
    assert.equal(nameWithTitle('Ali Ek', ''), 'Ali Ek');
  });

  const names = [
    { use: 'old' as const, family: 'Berg', given: ['Anna'] },
    {
      use: 'official' as const,
      family: 'Andersson',
      given: ['Eva', 'Anna'],
      _given: [
        null,
        { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/iso21090-EN-qualifier', valueCode: 'CL' }] },
      ],
    },
  ];
  it('the official name is shown', () => {
    assert.equal(fullName(names), 'Eva Anna Andersson');
    assert.equal(listName(names), 'Andersson, Eva Anna');
    assert.equal(callName(names), 'Anna');
  });
  it('text serves where there are no parts, and nobody has no name', () => {
    assert.equal(fullName([{ text: 'Okänd kvinna' }]), 'Okänd kvinna');
    assert.equal(listName([{ text: 'Okänd kvinna' }]), 'Okänd kvinna');
    assert.equal(callName([{ text: 'Okänd kvinna' }]), 'Okänd kvinna');
    assert.equal(fullName(undefined), '');
  });
});

/** A valid number of somebody born on the day. */
function valueWith(birthDate: string, added = 0): string {
  const [year = '', month = '', day = ''] = birthDate.split('-');
  const start = `${year}${month}${Number(day) + added < 10 ? '0' : ''}${Number(day) + added}`;
  for (let rest = 2380; rest < 2400; rest++) {
    const value = `${start}${rest}`;
    if (personNumber(value) !== undefined) return value;
  }
  throw new Error('None is valid.');
}
