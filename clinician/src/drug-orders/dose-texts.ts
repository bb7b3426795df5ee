import { defineTexts } from '@vardkedjan/ui/language.tsx';
import type { DoseProblem } from '@vardkedjan/care/clinical/dosing/not-a-dose.ts';

type Told = Record<DoseProblem['kind'], (what: string) => string>;

export const doseTexts = defineTexts({
  sv: {
    drug: 'Läkemedel',
    drugHelp: 'Namn, substans eller ATC-kod, med styrka: para 500',
    hits: 'Läkemedel som passar',
    noHits: 'Inget läkemedel i katalogen passar.',
    freeText: (name: string) => `Ordinera ”${name}” som fritext`,
    dose: 'Dosering',
    doseHelp:
      '1x3 · 1+0+1 · 2 nu · 1-2 vb högst 6/dygn · 30 mg i 5 dagar sedan minska 5 mg var 5:e dag · 1x1 21 dagar på 7 dagar av · 125 ml/h · under 30 min',
    doseMissing: 'Ange doseringen.',
    step: 'Från',
    days: 'Dagar',
    perDay: (unit: string) => `${unit} per dag`,
    sum: (days: number, amount: string) => `${days} dagar, ${amount}.`,
    goesOn: 'Sista steget gäller tills vidare.',
    bar: 'Stapel',
    total: 'Summa',
    picture: 'Nedtrappningen dag för dag',
    openEnd: 'tills vidare',
    ends: (day: string) => `Sista dagen är ${day}.`,
    nearest: (what: string) => `Närmast är ${what}.`,
    problems: {
      'not-understood': (what) => `Förstår inte ”${what}”.`,
      'said-twice': (what) => (what === '' ? 'Samma sak är sagd två gånger.' : `”${what}” är sagt en gång till.`),
      'no-amount': () => 'Hur mycket?',
      'no-time': () => 'Hur ofta?',
      'other-strength': (what) => `Läkemedlet har inte styrkan ${what}.`,
      unit: (what) => `${what} går inte att räkna om till det som läkemedlet doseras i.`,
      part: (what) => `${what} går inte jämnt upp i det som läkemedlet doseras i.`,
      uneven: () => 'Nedtrappningen går inte jämnt ut: sista steget blir mindre än de andra.',
      rises: () => 'Det minskar inte.',
      'no-length': () => 'Ett steg saknar längd: skriv i hur många dagar.',
      'unit-not-said': (what) => `Skriv enheten: ${what}?`,
      contradiction: () => 'Doseringen motsäger sig själv.',
      backwards: (what) => `Sista dagen är före den första: ${what}.`,
      'too-long': () => 'Så många steg tas inte emot.',
      never: () => 'Det blir ingen dos.',
    } as Told,
  },
  en: {
    drug: 'Drug',
    drugHelp: 'Name, substance or ATC code, with strength: para 500',
    hits: 'Drugs that fit',
    noHits: 'No drug of the catalogue fits.',
    freeText: (name: string) => `Order “${name}” as free text`,
    dose: 'Dose',
    doseHelp:
      '1x3 · 1+0+1 · 2 nu · 1-2 vb högst 6/dygn · 30 mg i 5 dagar sedan minska 5 mg var 5:e dag · 1x1 21 dagar på 7 dagar av · 125 ml/h · under 30 min',
    doseMissing: 'Give the dose.',
    step: 'From',
    days: 'Days',
    perDay: (unit: string) => `${unit} a day`,
    sum: (days: number, amount: string) => `${days} days, ${amount}.`,
    goesOn: 'The last step goes on until further notice.',
    bar: 'Bar',
    total: 'In all',
    picture: 'The taper day by day',
    openEnd: 'until further notice',
    ends: (day: string) => `The last day is ${day}.`,
    nearest: (what: string) => `Nearest is ${what}.`,
    problems: {
      'not-understood': (what) => `“${what}” is not understood.`,
      'said-twice': (what) => (what === '' ? 'The same is said twice.' : `“${what}” is said once more.`),
      'no-amount': () => 'How much?',
      'no-time': () => 'How often?',
      'other-strength': (what) => `The drug has not the strength ${what}.`,
      unit: (what) => `${what} cannot be counted in what the drug is dosed in.`,
      part: (what) => `${what} does not come out even in what the drug is dosed in.`,
      uneven: () => 'The taper does not come out even: the last step is smaller than the others.',
      rises: () => 'It does not decrease.',
      'no-length': () => 'A step has no length: write for how many days.',
      'unit-not-said': (what) => `Write the unit: ${what}?`,
      contradiction: () => 'The dose contradicts itself.',
      backwards: (what) => `The last day is before the first: ${what}.`,
      'too-long': () => 'So many steps are not taken.',
      never: () => 'That makes no dose.',
    } as Told,
  },
});

/** Why a typed dose is none, with what could be given instead. */
export function problemText({ kind, what, nearest }: DoseProblem, t: (typeof doseTexts)['sv']): string {
  return [t.problems[kind](what), ...(nearest === undefined ? [] : [t.nearest(nearest)])].join(' ');
}
