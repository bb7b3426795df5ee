/** What the demo's laboratories and departments of imaging and physiology answer: invented values of the region's tests, and invented texts. */
import type { Patient } from '@medplum/fhirtypes';
import { orderKindOf } from '@vardkedjan/care/coordination/orders/order-of.ts';
import { type LabTest, labTests } from '@vardkedjan/region/catalogue/laboratory.ts';
import { labSystem, npuSystem, ucumSystem } from '@vardkedjan/region/systems.ts';
import type { Answered, Answering } from '../exchange/departments/answering.ts';
import type { Draw } from '../exchange/departments/draw.ts';

const interpretationSystem = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';
const byCode = new Map<string, LabTest>(Object.values(labTests).map((test) => [test.code, test]));
/** Of all values. */
const abnormalShare = 0.12;

/** Of what is answered in words, by the beginning of its code. */
const wordsBy: readonly (readonly [begins: string, category: Answered['category'], texts: readonly string[]])[] = [
  [
    'culture-urine',
    'MB',
    [
      'Ingen växt.',
      'Växt av Escherichia coli >10⁵ CFU/mL.\nKänslig (S): nitrofurantoin, pivmecillinam, cefadroxil, ciprofloxacin. Resistent (R): trimetoprim.',
      'Blandflora, sannolik kontamination. Nytt prov rekommenderas vid symtom.',
    ],
  ],
  ['culture-blood', 'MB', ['Ingen växt efter 5 dygn.']],
  [
    'culture',
    'MB',
    [
      'Växt av normalflora. Inga patogener påvisade.',
      'Växt av Staphylococcus aureus.\nKänslig (S): isoxazolylpenicillin (flukloxacillin), klindamycin, cefadroxil. MRSA ej påvisad.',
    ],
  ],
  [
    'pathology',
    'PAT',
    [
      'Mikroskopi: Hudbit med intradermalt nevus utan atypi.\nDiagnos: Benignt nevus. Radikalt exciderat.',
      'Mikroskopi: Vävnad med lätt kronisk inflammation, ingen dysplasi.\nDiagnos: Ospecifik kronisk inflammation.',
    ],
  ],
  ['cytology', 'PAT', ['Representativt prov. Ingen atypi påvisad.']],
];

const texts = [
  'Ingen fraktur. Normal ledspalt. Inga mjukdelsförändringar.',
  'Ingen säker patologi. Jämfört med tidigare undersökning ingen förändring.',
  'Lätt sänkt ledspalt medialt som vid begynnande artros. Ingen fraktur, ingen utgjutning.',
  'Inga hållpunkter för färsk skelettskada. Degenerativa förändringar, ej tilltagande.',
];

export const demoAnswers: Answering = (request, patient, draw): Answered => {
  const codings = [...(request.orderDetail ?? []), ...(request.code ? [request.code] : [])].flatMap(
    ({ coding }) => coding ?? [],
  );
  const tests = codings.flatMap(({ code }) => byCode.get(code ?? '') ?? []);
  const title = request.code?.text ?? '';
  if (tests.length > 0)
    return { category: 'LAB', title, values: tests.map((test) => valueOf(test, patient, draw)), conclusion: '' };
  const inWords = wordsBy.find(([begins]) => codings.some(({ code }) => code?.startsWith(begins)));
  if (inWords) {
    const [, category, said] = inWords;
    const site = request.bodySite?.[0]?.text;
    return {
      category,
      title: site === undefined ? title : `${title}, ${site}`,
      values: [],
      conclusion: said[Math.floor(draw('text') * said.length)] ?? '',
    };
  }
  switch (orderKindOf(request)) {
    case 'imaging':
      return { category: 'RAD', title, values: [], conclusion: texts[Math.floor(draw('text') * texts.length)] ?? '' };
    case 'physiology':
      return {
        category: 'OTH',
        title,
        values: [],
        conclusion: 'Normala fynd. Ingen förändring jämfört med tidigare undersökning.',
      };
    default:
      // Asked in words only, of whom no more is invented.
      return { category: 'OTH', title, values: [], conclusion: 'Bedömt. Inga ytterligare åtgärder föreslås.' };
  }
};

function valueOf(test: LabTest, patient: Patient, draw: Draw): Answered['values'][number] {
  const [low, high] = test.range(patient.gender === 'female' ? 'female' : 'male', ageOf(patient));
  const [from, to] = [low ?? (high ?? 1) * 0.2, high ?? (low ?? 1) * 1.8];
  const place = draw(test.code);
  const isAbnormal = draw(`${test.code} abnormal`) < abnormalShare;
  const raw = isAbnormal
    ? high === undefined
      ? from * 0.8
      : to * (1.05 + place * 0.2)
    : from + (to - from) * (0.2 + 0.6 * place);
  const value = Number(raw.toFixed(test.decimals));
  const code = low !== undefined && value < low ? 'L' : high !== undefined && value > high ? 'H' : 'N';
  const quantity = (number: number) => ({ value: number, unit: test.unit, system: ucumSystem, code: test.ucum });
  return {
    key: test.code,
    code: {
      coding: [
        { system: labSystem, code: test.code, display: test.name },
        ...(test.npu === undefined ? [] : [{ system: npuSystem, code: test.npu }]),
      ],
      text: test.name,
    },
    valueQuantity: quantity(value),
    referenceRange: [
      { ...(low !== undefined && { low: quantity(low) }), ...(high !== undefined && { high: quantity(high) }) },
    ],
    interpretation: [{ coding: [{ system: interpretationSystem, code }] }],
  };
}

function ageOf({ birthDate = '' }: Patient): number {
  return Math.max(0, new Date().getUTCFullYear() - Number(birthDate.slice(0, 4)));
}
