/**
 * What a laboratory test is about, in plain words, by the short name Swedish laboratories use. General explanations only: what a
 * value means for somebody is for the one who took the test to say. A test without words here is shown by its name alone.
 */
import type { Language } from '@vardkedjan/ui/language.tsx';

export interface PlainLab {
  name: string;
  about: string;
}

type Entry = readonly [match: RegExp, nameSv: string, aboutSv: string, nameEn: string, aboutEn: string];

const entries: readonly Entry[] = [
  [
    /\bHbA1c\b/i,
    'Långtidsblodsocker',
    'Visar hur blodsockret har legat de senaste två till tre månaderna.',
    'Long-term blood sugar',
    'Shows how the blood sugar has been over the last two to three months.',
  ],
  [
    /\bHb\b|hemoglobin/i,
    'Blodvärde',
    'Ämnet i de röda blodkropparna som bär syre. Lågt värde kallas blodbrist.',
    'Haemoglobin',
    'What carries oxygen in the red blood cells. A low value is called anaemia.',
  ],
  [
    /\bLPK\b|leukocyt/i,
    'Vita blodkroppar',
    'Kroppens försvar mot infektioner. Kan stiga vid infektion och inflammation.',
    'White blood cells',
    'The body’s defence against infections. May rise with infection and inflammation.',
  ],
  [/\bTPK\b|trombocyt/i, 'Blodplättar', 'Hjälper blodet att levra sig.', 'Platelets', 'Help the blood to clot.'],
  [
    /\bCRP\b/i,
    'CRP, snabbsänka',
    'Stiger vid infektion och inflammation i kroppen.',
    'CRP',
    'Rises with infection and inflammation in the body.',
  ],
  [
    /natrium|\bNa\b/i,
    'Natrium, salt',
    'Ett salt som visar kroppens balans av vätska.',
    'Sodium, a salt',
    'A salt that shows the body’s balance of fluid.',
  ],
  [
    /kalium|\bK\b/i,
    'Kalium, salt',
    'Ett salt som hjärtat och musklerna behöver.',
    'Potassium, a salt',
    'A salt that the heart and muscles need.',
  ],
  [
    /albumin\/krea/i,
    'Äggvita i urinen',
    'Visar om njurarna släpper igenom äggvita.',
    'Protein in the urine',
    'Shows whether the kidneys let protein through.',
  ],
  [
    /eGFR/i,
    'Njurarnas förmåga',
    'Uppskattar hur väl njurarna renar blodet. Sjunker naturligt med åldern.',
    'Kidney function',
    'Estimates how well the kidneys clean the blood. Falls naturally with age.',
  ],
  [
    /krea/i,
    'Kreatinin, njurvärde',
    'Restämne från musklerna som njurarna gör sig av med.',
    'Creatinine, a kidney value',
    'Waste from the muscles that the kidneys remove.',
  ],
  [
    /glukos|\bglucose\b/i,
    'Blodsocker',
    'Sockret i blodet när provet togs.',
    'Blood sugar',
    'The sugar in the blood when the sample was taken.',
  ],
  [
    /LDL/i,
    'LDL, det ”onda” kolesterolet',
    'Ett blodfett. Höga nivåer under lång tid ökar risken för hjärt- och kärlsjukdom.',
    'LDL, the “bad” cholesterol',
    'A blood fat. High levels over a long time raise the risk of heart disease.',
  ],
  [
    /HDL/i,
    'HDL, det ”goda” kolesterolet',
    'Ett blodfett som hjälper kroppen att göra sig av med annat kolesterol.',
    'HDL, the “good” cholesterol',
    'A blood fat that helps the body to remove other cholesterol.',
  ],
  [
    /kolesterol/i,
    'Kolesterol',
    'Ett blodfett som kroppen behöver i lagom mängd.',
    'Cholesterol',
    'A blood fat that the body needs in moderation.',
  ],
  [
    /triglycerid/i,
    'Triglycerider',
    'Ett blodfett som påverkas av mat, alkohol och vikt.',
    'Triglycerides',
    'A blood fat that food, alcohol and weight affect.',
  ],
  [
    /TSH/i,
    'TSH, sköldkörteln',
    'Visar om sköldkörteln arbetar lagom.',
    'TSH, the thyroid',
    'Shows whether the thyroid works as it should.',
  ],
  [
    /\bT4\b/i,
    'T4, sköldkörtelhormon',
    'Hormon från sköldkörteln som styr ämnesomsättningen.',
    'T4, thyroid hormone',
    'A hormone of the thyroid that governs the metabolism.',
  ],
  [/ALAT|ASAT/i, 'Levervärde', 'Stiger när levern är påverkad.', 'Liver value', 'Rises when the liver is affected.'],
  [
    /\bALP\b/i,
    'ALP, lever och skelett',
    'Ett ämne från levern och skelettet.',
    'ALP, liver and bone',
    'A substance from the liver and the bones.',
  ],
  [
    /albumin/i,
    'Albumin, äggvita i blodet',
    'Ett protein från levern som håller vätska kvar i blodet.',
    'Albumin, protein in the blood',
    'A protein from the liver that keeps fluid in the blood.',
  ],
  [
    /calcium|kalcium/i,
    'Kalcium, kalk',
    'Finns i skelettet och behövs för nerver och muskler.',
    'Calcium',
    'In the bones, and needed by nerves and muscles.',
  ],
  [
    /proBNP/i,
    'NT-proBNP, hjärtvärde',
    'Stiger när hjärtat är ansträngt.',
    'NT-proBNP, a heart value',
    'Rises when the heart is strained.',
  ],
  [
    /troponin/i,
    'Troponin, hjärtvärde',
    'Stiger när hjärtmuskeln är skadad.',
    'Troponin, a heart value',
    'Rises when the heart muscle is damaged.',
  ],
  [
    /INR/i,
    'PK, hur snabbt blodet levrar sig',
    'Används för att följa behandling mot blodproppar.',
    'INR, how fast the blood clots',
    'Used to follow treatment against blood clots.',
  ],
  [
    /ferritin/i,
    'Ferritin, järnförråd',
    'Visar hur mycket järn kroppen har sparat.',
    'Ferritin, iron store',
    'Shows how much iron the body has stored.',
  ],
  [
    /kobalamin|B12/i,
    'Vitamin B12',
    'Behövs för blodet och nerverna.',
    'Vitamin B12',
    'Needed by the blood and the nerves.',
  ],
  [
    /PSA/i,
    'PSA, prostataprov',
    'Kommer från prostatan och kan stiga av flera skäl.',
    'PSA, prostate test',
    'Comes from the prostate and may rise for several reasons.',
  ],
  [/urat/i, 'Urat, urinsyra', 'Höga nivåer kan ge gikt.', 'Urate, uric acid', 'High levels can give gout.'],
  [
    /\bIgE\b/i,
    'IgE, allergi',
    'Ett slags antikropp som kan stiga vid allergi.',
    'IgE, allergy',
    'A kind of antibody that may rise with allergy.',
  ],
  [
    /kalprotektin/i,
    'Kalprotektin',
    'Stiger vid inflammation i tarmen.',
    'Calprotectin',
    'Rises with inflammation of the bowel.',
  ],
  [
    /systol/i,
    'Övre blodtryck',
    'Trycket i blodkärlen när hjärtat drar ihop sig.',
    'Upper blood pressure',
    'The pressure in the vessels when the heart contracts.',
  ],
  [
    /diastol/i,
    'Undre blodtryck',
    'Trycket i blodkärlen när hjärtat vilar mellan slagen.',
    'Lower blood pressure',
    'The pressure in the vessels when the heart rests between beats.',
  ],
];

/** Order matters: the first that matches is the most particular. */
export function plainLab(name: string, language: Language): PlainLab | undefined {
  const entry = entries.find(([match]) => match.test(name));
  if (!entry) return undefined;
  const [, nameSv, aboutSv, nameEn, aboutEn] = entry;
  return language === 'sv' ? { name: nameSv, about: aboutSv } : { name: nameEn, about: aboutEn };
}
