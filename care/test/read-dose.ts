/** Reads a Swedish dose text back to the dosage it was made from: the other half of the round trip, written on its own. */
import type { Dosage, TimingRepeat } from '@medplum/fhirtypes';

const singular: Record<string, string> = {
  tabletter: 'tablett',
  kapslar: 'kapsel',
  inhalationer: 'inhalation',
  droppar: 'droppe',
  sprayer: 'spray',
};
const moments: Record<string, NonNullable<TimingRepeat['when']>[number]> = {
  'på morgonen': 'MORN',
  'mitt på dagen': 'NOON',
  'på eftermiddagen': 'AFT',
  'på kvällen': 'EVE',
  'till natten': 'NIGHT',
}; // prettier-ignore
const weekdays: Record<string, NonNullable<TimingRepeat['dayOfWeek']>[number]> = {
  måndagar: 'mon',
  tisdagar: 'tue',
  onsdagar: 'wed',
  torsdagar: 'thu',
  fredagar: 'fri',
  lördagar: 'sat',
  söndagar: 'sun',
}; // prettier-ignore
const perUnit: Record<string, NonNullable<TimingRepeat['periodUnit']>> = {
  dagligen: 'd',
  'i veckan': 'wk',
  'i månaden': 'mo',
  'om året': 'a',
};
const units: Record<string, NonNullable<TimingRepeat['periodUnit']>> = {
  timme: 'h',
  timmar: 'h',
  dag: 'd',
  dagar: 'd',
  vecka: 'wk',
  veckor: 'wk',
  månad: 'mo',
  månader: 'mo',
}; // prettier-ignore
const ordinals: Record<string, number> = {
  varannan: 2,
  'var tredje': 3,
  'var fjärde': 4,
  'var sjätte': 6,
  'var åttonde': 8,
  'var tolfte': 12,
};

export function readDose(text: string): Dosage[] {
  return text.split(/(, därefter | samt )/).reduce<Dosage[]>((dosages, part, index, parts) => {
    if (index % 2 === 1) return dosages;
    const dosage = readOne(part);
    if (parts.some((one) => one === ', därefter ')) dosage.sequence = index / 2 + 1;
    return [...dosages, dosage];
  }, []);
}

function readOne(whole: string): Dosage {
  const [text = '', most] = whole.split(', högst ');
  const [, low, high, unit = '', after = ''] = /^([\d,]+)(?:–([\d,]+))? (\S+) (.*)$/.exec(text) ?? [];
  const name = singular[unit] ?? unit;
  const needed = after.startsWith('vid behov');
  const rest = after.replace(/^vid behov ?/, '');
  return {
    doseAndRate: [
      high === undefined
        ? { doseQuantity: { value: number(low), unit: name } }
        : { doseRange: { low: { value: number(low), unit: name }, high: { value: number(high), unit: name } } },
    ],
    ...(needed ? { asNeededBoolean: true } : {}),
    ...(rest === '' ? {} : { timing: { repeat: readRepeat(rest) } }),
    ...(most === undefined ? {} : { maxDosePerPeriod: readMost(most) }),
  };
}

function readRepeat(text: string): TimingRepeat {
  const [, often = '', length, lengthUnit] =
    /^(.*?)(?: i ([\d,]+) (dagar|dag|veckor|vecka|månader|månad))?$/.exec(text) ?? [];
  const bounds =
    length === undefined ? {} : { boundsDuration: { value: number(length), code: units[lengthUnit ?? ''] ?? '' } };
  return { ...readOften(often), ...bounds };
}

function readOften(text: string): TimingRepeat {
  const times = /^(\d+)(?:–(\d+))? gånge?r? (dagligen|i veckan|i månaden|om året)$/.exec(text);
  if (times !== null) {
    const most = times[2] === undefined ? {} : { frequencyMax: Number(times[2]) };
    return { frequency: Number(times[1]), ...most, period: 1, periodUnit: perUnit[times[3] ?? ''] };
  }
  const every = /^(varannan|var \S+) (timme|dag|vecka|månad)$/.exec(text);
  if (every !== null)
    return {
      frequency: 1,
      period: ordinals[every[1] ?? ''] ?? Number.parseInt((every[1] ?? '').slice(4), 10),
      periodUnit: units[every[2] ?? ''],
    };
  const [moment = '', days] =
    text.startsWith('kl.') || !/^på \S+dagar/.test(text) ? text.split(/ på (?=\S+dagar)/) : ['', text.slice(3)];
  const dayOfWeek = days === undefined ? {} : { dayOfWeek: split(days).map((day) => weekdays[day] ?? 'mon') };
  if (moment === '') return { frequency: 1, period: 1, periodUnit: 'd', ...dayOfWeek };
  if (moment.startsWith('kl. ')) {
    const timeOfDay = split(moment.slice(4)).map((time) => `${time.replace('.', ':')}:00`);
    return { frequency: timeOfDay.length, period: 1, periodUnit: 'd', timeOfDay, ...dayOfWeek };
  }
  const when = split(moment).map((word) => moments[word] ?? 'MORN');
  return { frequency: when.length, period: 1, periodUnit: 'd', when, ...dayOfWeek };
}

function readMost(text: string): NonNullable<Dosage['maxDosePerPeriod']> {
  const [, amount, unit = ''] = /^([\d,]+) (\S+) per dygn$/.exec(text) ?? [];
  return { numerator: { value: number(amount), unit: singular[unit] ?? unit }, denominator: { value: 1, code: 'd' } };
}

function split(text: string): string[] {
  return text.split(/, | och /);
}

function number(text: string | undefined): number {
  return Number((text ?? '').replace(',', '.'));
}
