/**
 * What can be ordered in the invented region, as one CodeSystem: laboratory tests by the codes of our own laboratory list, sets of them, and examinations by
 * invented codes (KVÅ is not shipped, docs/open-questions.md). Designations are what clinicians call them.
 */
import type { CodeSystem, CodeSystemConcept } from '@medplum/fhirtypes';
import { containerSystem, orderCatalogueSystem } from '../systems.ts';
import { specimenContainers } from '../units/value-lists.ts';
import { type LabKey, labTests } from './laboratory.ts';

const words: Readonly<Partial<Record<LabKey, string>>> = {
  hb: 'hemoglobin blodvärde',
  leukocytes: 'leukocyter vita blodkroppar',
  platelets: 'trombocyter blodplättar',
  crp: 'C-reaktivt protein snabbsänka infektion',
  sodium: 'natrium Na salt',
  potassium: 'kalium K',
  creatinine: 'kreatinin krea njurfunktion',
  egfr: 'GFR njurfunktion',
  glucose: 'blodsocker glukos fasteglukos',
  hba1c: 'långtidssocker diabetes',
  cholesterol: 'blodfetter lipider',
  ldl: 'blodfetter lipider',
  hdl: 'blodfetter lipider',
  triglycerides: 'TG blodfetter lipider',
  tsh: 'sköldkörtel tyreoidea thyroidea tyreoideastimulerande',
  ft4: 'fritt T4 tyroxin sköldkörtel tyreoidea',
  alat: 'ALT leverprov leverstatus',
  alp: 'alkaliskt fosfatas leverprov',
  albumin: 'alb',
  calcium: 'kalcium Ca',
  probnp: 'BNP hjärtsvikt proBNP',
  troponin: 'TnT hjärtinfarkt',
  inr: 'INR PK waran',
  albuminRatio: 'mikroalbumin U-alb/krea urinalbumin ACR',
  ferritin: 'järn järndepå',
  b12: 'kobalamin vitamin B12',
  psa: 'prostata',
  urate: 'urat urinsyra gikt',
  ige: 'allergi',
  calprotectin: 'kalprotektin tarminflammation IBD',
};

/** What each test's sample is taken in: from general knowledge, not checked against a laboratory (docs/open-questions.md). */
const containers: Readonly<Partial<Record<LabKey, keyof typeof specimenContainers>>> = {
  hb: 'edta',
  leukocytes: 'edta',
  platelets: 'edta',
  hba1c: 'edta',
  inr: 'citrate',
  glucose: 'glucose',
  ige: 'serum',
  albuminRatio: 'urine',
  calprotectin: 'faeces',
};

const sets: readonly [code: string, display: string, words: string, members: readonly LabKey[]][] = [
  ['set-blood-count', 'Blodstatus', 'blodstatus hb lpk tpk anemi', ['hb', 'leukocytes', 'platelets']],
  [
    'set-yearly',
    'Årskontroll',
    'årsprover hypertoni blodtryck',
    ['hb', 'sodium', 'potassium', 'creatinine', 'egfr', 'glucose'],
  ],
  [
    'set-diabetes',
    'Diabeteskontroll',
    'diabetes årskontroll',
    ['hba1c', 'creatinine', 'egfr', 'albuminRatio', 'cholesterol', 'ldl', 'hdl', 'triglycerides'],
  ],
  ['set-lipids', 'Lipidstatus', 'blodfetter lipider kolesterol', ['cholesterol', 'ldl', 'hdl', 'triglycerides']],
  ['set-thyroid', 'Tyreoideastatus', 'sköldkörtel thyroidea TSH T4', ['tsh', 'ft4']],
  [
    'set-kidney',
    'Njur- och elstatus',
    'elstatus elektrolyter njurfunktion salter',
    ['sodium', 'potassium', 'creatinine', 'egfr'],
  ],
  ['set-anaemia', 'Anemiutredning', 'trötthet blodbrist järn', ['hb', 'ferritin', 'b12']],
  [
    'set-emergency',
    'Akutprover',
    'akut',
    ['hb', 'leukocytes', 'platelets', 'crp', 'sodium', 'potassium', 'creatinine', 'egfr', 'glucose'],
  ],
];

/** Answered in words. Codes and containers invented, names what they are called; of those with a site one says from where the sample is. */
const inWords: readonly {
  code: string;
  group: 'Mikrobiologi' | 'Patologi';
  display: string;
  words: string;
  container: keyof typeof specimenContainers;
  asksSite?: true;
}[] = [
  {
    code: 'culture-urine',
    group: 'Mikrobiologi',
    display: 'Odling, urin',
    words: 'urinodling bakterier UVI resistens',
    container: 'culture-urine',
  },
  {
    code: 'culture-wound',
    group: 'Mikrobiologi',
    display: 'Odling, sår',
    words: 'sårodling bakterier sekret infektion',
    container: 'culture-swab',
    asksSite: true,
  },
  {
    code: 'culture-throat',
    group: 'Mikrobiologi',
    display: 'Odling, svalg',
    words: 'svalgodling halsfluss tonsillit streptokocker',
    container: 'culture-swab',
  },
  {
    code: 'culture-nasopharynx',
    group: 'Mikrobiologi',
    display: 'Odling, nasofarynx',
    words: 'nasofarynxodling NPH luftvägar pneumoni',
    container: 'culture-swab',
  },
  {
    code: 'culture-sputum',
    group: 'Mikrobiologi',
    display: 'Odling, sputum',
    words: 'sputumodling upphostning pneumoni luftvägar',
    container: 'culture-sputum',
  },
  {
    code: 'culture-blood',
    group: 'Mikrobiologi',
    display: 'Odling, blod',
    words: 'blododling sepsis feber bakteriemi',
    container: 'culture-blood',
  },
  {
    code: 'culture-faeces',
    group: 'Mikrobiologi',
    display: 'Odling, faeces',
    words: 'avföringsodling tarmpatogener diarré salmonella campylobacter',
    container: 'faeces',
  },
  {
    code: 'pathology-skin',
    group: 'Patologi',
    display: 'PAD, hudbiopsi',
    words: 'patologi histologi biopsi stans excision födelsemärke',
    container: 'formalin',
    asksSite: true,
  },
  {
    code: 'pathology-tissue',
    group: 'Patologi',
    display: 'PAD, annan vävnad',
    words: 'patologi histologi biopsi preparat px',
    container: 'formalin',
    asksSite: true,
  },
  {
    code: 'cytology-cervix',
    group: 'Patologi',
    display: 'Cytologi, cervix',
    words: 'cellprov livmoderhals gynekologisk cytologi',
    container: 'smear',
  },
];

const examinations: readonly [code: string, group: string, display: string, words: string][] = [
  ['xr-chest', 'Röntgen', 'Röntgen lungor', 'slätröntgen lungröntgen hjärta lungor pulm'],
  ['xr-knee-right', 'Röntgen', 'Röntgen höger knä', 'slätröntgen knäled artros'],
  ['xr-knee-left', 'Röntgen', 'Röntgen vänster knä', 'slätröntgen knäled artros'],
  ['xr-hip', 'Röntgen', 'Röntgen höft och bäcken', 'slätröntgen höftled bäcken artros'],
  ['xr-wrist-right', 'Röntgen', 'Röntgen höger handled', 'slätröntgen fraktur radius'],
  ['xr-wrist-left', 'Röntgen', 'Röntgen vänster handled', 'slätröntgen fraktur radius'],
  ['xr-ankle-right', 'Röntgen', 'Röntgen höger fotled', 'slätröntgen fraktur'],
  ['xr-ankle-left', 'Röntgen', 'Röntgen vänster fotled', 'slätröntgen fraktur'],
  ['xr-shoulder-right', 'Röntgen', 'Röntgen höger axel', 'slätröntgen skuldra'],
  ['xr-shoulder-left', 'Röntgen', 'Röntgen vänster axel', 'slätröntgen skuldra'],
  ['xr-lumbar', 'Röntgen', 'Röntgen ländrygg', 'slätröntgen lumbal kota kompression'],
  ['mr-brain', 'MR', 'MR hjärna', 'MRI MRT magnetkamera hjärna huvud skalle'],
  ['mr-lumbar', 'MR', 'MR ländrygg', 'MRI MRT magnetkamera lumbal rygg diskbråck'],
  ['mr-cervical', 'MR', 'MR halsrygg', 'MRI MRT magnetkamera cervikal nacke'],
  ['mr-knee-right', 'MR', 'MR höger knä', 'MRI MRT magnetkamera menisk korsband'],
  ['mr-knee-left', 'MR', 'MR vänster knä', 'MRI MRT magnetkamera menisk korsband'],
  ['ct-brain', 'DT', 'DT hjärna', 'CT datortomografi skiktröntgen huvud stroke blödning'],
  ['ct-chest', 'DT', 'DT thorax', 'CT datortomografi skiktröntgen lungor lungemboli'],
  ['ct-abdomen', 'DT', 'DT buk', 'CT datortomografi skiktröntgen mage'],
  ['us-abdomen', 'Ultraljud', 'Ultraljud buk', 'UL galla lever njurar gallsten'],
  ['us-leg', 'Ultraljud', 'Ultraljud vener ben', 'UL djup ventrombos DVT propp'],
  ['us-thyroid', 'Ultraljud', 'Ultraljud sköldkörtel', 'UL tyreoidea thyroidea hals knöl'],
];

const measurements: typeof examinations = [
  ['ecg-rest', 'Fysiologi', 'Vilo-EKG', 'EKG elektrokardiogram ECG hjärta rytm'],
  ['ecg-exercise', 'Fysiologi', 'Arbets-EKG', 'EKG arbetsprov belastning cykelprov angina'],
  ['ecg-holter', 'Fysiologi', 'Långtids-EKG', 'EKG holter dygn arytmi hjärtklappning'],
  ['bp-24h', 'Fysiologi', '24-timmars blodtryck', 'dygnsmätning ABPM blodtryck hypertoni'],
  ['spirometry', 'Fysiologi', 'Spirometri', 'lungfunktion KOL astma reversibilitet FEV1'],
  ['echo', 'Fysiologi', 'Ekokardiografi', 'UKG hjärtultraljud hjärtsvikt klaff'],
];

const concept = (
  code: string,
  display: string,
  called: string,
  property: [code: string, value: string][],
): CodeSystemConcept => ({
  code,
  display,
  ...(called !== '' && { designation: [{ language: 'sv', value: called }] }),
  property: property.map(([name, value]) =>
    name === 'group' ? { code: name, valueString: value } : { code: name, valueCode: value },
  ),
});

export function orderCatalogue(): CodeSystem {
  const tests = (Object.keys(labTests) as LabKey[]).map((key) => {
    const { code, name } = labTests[key];
    const test = concept(code, name, words[key] ?? '', [['kind', 'laboratory']]);
    const container = containers[key] ?? 'heparin';
    return { ...test, property: [...(test.property ?? []), containedIn(container)] };
  });
  return {
    resourceType: 'CodeSystem',
    id: 'order-catalogue',
    url: orderCatalogueSystem,
    name: 'OrderCatalogue',
    title: 'Beställningskatalog för den påhittade regionen',
    status: 'active',
    content: 'complete',
    caseSensitive: true,
    property: [
      { code: 'kind', type: 'code' },
      { code: 'group', type: 'string' },
      { code: 'member', type: 'code' },
      { code: 'container', type: 'Coding' },
      { code: 'site', type: 'code' },
    ],
    concept: [
      ...sets.map(([code, display, called, members]) =>
        concept(code, display, called, [
          ['kind', 'laboratory'],
          ...members.map((member): [string, string] => ['member', labTests[member].code]),
        ]),
      ),
      ...tests,
      ...inWords.map(({ code, group, display, words: called, container, asksSite }) => {
        const plain = concept(code, display, called, [
          ['kind', 'laboratory'],
          ['group', group],
          ...(asksSite ? ([['site', 'asked']] as [string, string][]) : []),
        ]);
        return { ...plain, property: [...(plain.property ?? []), containedIn(container)] };
      }),
      ...examined('imaging', examinations),
      ...examined('physiology', measurements),
    ],
  };
}

const containedIn = (container: keyof typeof specimenContainers) => ({
  code: 'container',
  valueCoding: { system: containerSystem, code: container, display: specimenContainers[container] },
});

const examined = (kind: string, all: typeof examinations): CodeSystemConcept[] =>
  all.map(([code, group, display, called]) =>
    concept(code, display, called, [
      ['kind', kind],
      ['group', group],
    ]),
  );
