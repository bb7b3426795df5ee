/**
 * The facts that come with the product: few, each from a public source that says it in so many words. They are not a knowledge base for
 * care: what is not here has not been looked for. Which substances a code holds is ATC's own naming (https://atcddd.fhi.no).
 */
import { type DrugKnowledge, factKinds, type KnowledgeRelease } from './drug-knowledge.ts';

const nsaid = ['M01A', 'N02BA01', 'B01AC06'] as const;
const aminopenicillins = ['J01CA', 'J01CR02'] as const;
const penicillins = ['J01C'] as const;
const cephalosporins = ['J01DB', 'J01DC', 'J01DD', 'J01DE'] as const;
const aceInhibitors = ['C09A', 'C09B'] as const;

const facts: DrugKnowledge = {
  sameSubstance: [
    ['N02BA01', 'B01AC06'],
    ['H02AB06', 'A07EA01', 'D07AA03', 'S01BA04'],
    ['H02AB01', 'D07AC01'],
    ['R01AD09', 'D07AC13', 'R03BA07'],
    ['M01AB05', 'M02AA15'],
    ['M01AE01', 'M02AA13'],
    ['N02AA01'],
  ],
  contains: {
    C09DX04: ['C09CA03'],
    J01CR02: ['J01CA04'],
    J01CR05: ['J01CA12'],
    N02AJ06: ['R05DA04', 'N02BE01'],
    N02AJ13: ['N02AX02', 'N02BE01'],
    R03AK07: ['R03AC13', 'R03BA02'],
  },
  classWords: [
    { name: 'Penicilliner', words: ['penicillin', 'pc'], atc: penicillins },
    { words: ['kåvepenin'], atc: ['J01CE02'] },
    { name: 'Cefalosporiner', words: ['cefalosporin'], atc: cephalosporins },
    { name: 'Sulfonamider', words: ['sulfa', 'sulfonamid'], atc: ['J01E'] },
    { name: 'Makrolider', words: ['makrolid'], atc: ['J01FA'] },
    { name: 'Kinoloner', words: ['kinolon'], atc: ['J01M'] },
    { name: 'Tetracykliner', words: ['tetracyklin'], atc: ['J01AA'] },
    { name: 'ACE-hämmare', words: ['ace-hämmare'], atc: aceInhibitors },
    { name: 'NSAID', words: ['nsaid', 'cox-hämmare'], atc: ['M01A'] },
    { words: ['asa', 'acetylsalicylsyra'], atc: ['N02BA01', 'B01AC06'] },
    { name: 'Opioider', words: ['opioid', 'morfin'], atc: ['N02A'] },
    { name: 'Statiner', words: ['statin'], atc: ['C10AA'] },
  ],
  crossReactions: [
    {
      to: penicillins,
      with: penicillins,
      stops: true,
      why: {
        sv: 'Den som är överkänslig mot ett penicillin ska inte ha något annat.',
        en: 'Whoever is hypersensitive to a penicillin is not to have any other.',
      },
      source: 'https://rxreasoner.com/monographs/amoxicillin/precautions',
    },
    {
      to: cephalosporins,
      with: cephalosporins,
      stops: true,
      why: {
        sv: 'Den som är överkänslig mot en cefalosporin ska inte ha någon annan.',
        en: 'Whoever is hypersensitive to a cephalosporin is not to have any other.',
      },
      source: 'https://rxreasoner.com/monographs/cefadroxil-cap/precautions',
    },
    {
      to: aceInhibitors,
      with: aceInhibitors,
      stops: true,
      why: {
        sv: 'Den som är överkänslig mot en ACE-hämmare ska inte ha någon annan.',
        en: 'Whoever is hypersensitive to an ACE inhibitor is not to have any other.',
      },
      source: 'https://rxreasoner.com/monographs/aqumeldi/precautions',
    },
    {
      to: nsaid,
      with: nsaid,
      stops: true,
      why: {
        sv: 'Den som reagerat på acetylsalicylsyra eller ett NSAID ska inte ha ett annat.',
        en: 'Whoever has reacted to acetylsalicylic acid or an NSAID is not to have another.',
      },
      source: 'https://generika.cc/dt/generika/fachinfo/reg/46929/chapter/contra_indications',
    },
    {
      to: aminopenicillins,
      with: ['J01DB01', 'J01DB05', 'J01DC04'],
      stops: true,
      why: {
        sv: 'Aminopenicilliner och aminocefalosporiner har samma sidokedja: över 30 % kan reagera på båda.',
        en: 'Aminopenicillins and aminocephalosporins share a side chain: more than 30% may react to both.',
      },
      source: 'https://doi.org/10.2147/JAA.S242061',
    },
  ],
  interactions: [
    {
      one: ['C09DX04'],
      other: ['C09A', 'C09B'],
      stops: true,
      why: {
        sv: 'Sakubitril/valsartan ges inte tillsammans med ACE-hämmare; det ska gå 36 timmar emellan.',
        en: 'Sacubitril/valsartan is not given with an ACE inhibitor; 36 hours must pass in between.',
      },
      source: 'https://www.medicines.org.uk/emc/product/7752/smpc',
    },
    {
      one: ['B01AA03', 'B01AE07', 'B01AF'],
      other: ['M01A'],
      stops: true,
      why: {
        sv: 'NSAID tillsammans med antikoagulantia ökar risken för blödning och undviks om möjligt.',
        en: 'An NSAID with an anticoagulant raises the risk of bleeding and is avoided if possible.',
      },
      source:
        'https://www.sdcepdentalprescribing.nhs.scot/guidance/supporting-tools/contraindications-cautions/contraindications-cautions-analgesics/bleeding-tendencies',
    },
    {
      one: ['J01MA02'],
      other: ['M03BX02'],
      stops: true,
      why: {
        sv: 'Ciprofloxacin och tizanidin är kontraindicerade tillsammans.',
        en: 'Ciprofloxacin and tizanidine are contraindicated together.',
      },
      source: 'https://www.rxreasoner.com/monographs/6706/precautions',
    },
  ],
  mostPerDay: [
    {
      atc: 'N02BE01',
      mg: 4000,
      fromAge: 16,
      stops: true,
      why: { sv: 'Paracetamol: högst 4 g per dygn.', en: 'Paracetamol: at most 4 g a day.' },
      source: 'https://www.medicines.org.uk/emc/product/9128/smpc',
    },
    {
      atc: 'N02BE01',
      mg: 4000,
      fromAge: 12,
      belowAge: 16,
      stops: true,
      why: { sv: 'Paracetamol från 12 år: högst 4 g per dygn.', en: 'Paracetamol from 12 years: at most 4 g a day.' },
      source:
        'https://www.fysioterapeuten.no/fysioterapeut-fysioterapeuter-fysioterapi/paracetamol-oppdatering-av-doseringsanbefalingene/143781',
    },
    {
      atc: 'M01AE01',
      mg: 1200,
      fromAge: 12,
      stops: false,
      why: {
        sv: 'Ibuprofen mot smärta eller feber: högst 1 200 mg per dygn.',
        en: 'Ibuprofen for pain or fever: at most 1,200 mg a day.',
      },
      source: 'https://imeds.se/ibuprofen-bril/produktresume?doc=1',
    },
  ],
  mostPerKg: [
    {
      atc: 'N02BE01',
      mgPerKg: 60,
      fromAge: 0,
      belowAge: 12,
      stops: true,
      why: {
        sv: 'Paracetamol till barn under 12 år: högst 60 mg/kg per dygn.',
        en: 'Paracetamol to children under 12: at most 60 mg/kg a day.',
      },
      source: 'https://pro.medicin.dk/Generelt/Nyheder/599',
    },
    {
      atc: 'M01AE01',
      mgPerKg: 30,
      fromAge: 0,
      belowAge: 12,
      stops: true,
      why: {
        sv: 'Ibuprofen till barn: högst 30 mg/kg per dygn.',
        en: 'Ibuprofen to children: at most 30 mg/kg a day.',
      },
      source: 'https://imedi.co.uk/ibuprofen-200mg-5ml-oral-suspension/summary?doc=3',
    },
  ],
  mostAtOnce: [
    {
      atc: 'M01AE01',
      mgPerKg: 10,
      fromAge: 0,
      belowAge: 12,
      stops: false,
      why: {
        sv: 'Ibuprofen till barn: 7–10 mg/kg vid varje tillfälle.',
        en: 'Ibuprofen to children: 7–10 mg/kg at a time.',
      },
      source: 'https://imedi.co.uk/ibuprofen-200mg-5ml-oral-suspension/summary?doc=3',
    },
  ],
  mostByGfr: [
    ...(
      [
        [15, 300],
        [30, 700],
        [60, 1400],
      ] as const
    ).map(([belowGfr, mg]) => ({
      atc: 'N03AX12',
      belowGfr,
      mg,
      fromAge: 18,
      stops: true,
      why: {
        sv: `Gabapentin vid nedsatt njurfunktion, under ${belowGfr} mL/min: högst ${mg} mg per dygn.`,
        en: `Gabapentin with reduced kidney function, below ${belowGfr} mL/min: at most ${mg} mg a day.`,
      },
      source: 'https://www.wikem.org/wiki/Gabapentin',
    })),
    {
      atc: 'N06DX01',
      belowGfr: 30,
      mg: 10,
      fromAge: 18,
      stops: true,
      why: {
        sv: 'Memantin vid svårt nedsatt njurfunktion, under 30 mL/min: högst 10 mg per dygn.',
        en: 'Memantine with severely reduced kidney function, below 30 mL/min: at most 10 mg a day.',
      },
      source: 'https://globalrph.com/renal/memantine/',
    },
  ],
  leastAge: [
    {
      atc: 'N02BA01',
      years: 16,
      stops: true,
      why: {
        sv: 'Acetylsalicylsyra ges inte under 16 år annat än på särskild indikation (Reyes syndrom).',
        en: 'Acetylsalicylic acid is not given under the age of 16 but on a special indication (Reye’s syndrome).',
      },
      source: 'https://www.rxreasoner.com/monographs/nu-seals/precautions',
    },
  ],
  unsuitableFromAge: [],
  leastWeight: [
    {
      atc: 'M01AE01',
      kg: 40,
      fromMg: 400,
      stops: false,
      why: {
        sv: 'Ibuprofen 400 mg är för dem som väger minst 40 kg.',
        en: 'Ibuprofen 400 mg is for those of at least 40 kg.',
      },
      source: 'https://medine.co.uk/ibuprofen-400-mg-soft-capsules/summary',
    },
  ],
  leastGfr: [
    {
      atc: 'A10BA02',
      gfr: 30,
      stops: true,
      why: {
        sv: 'Metformin är kontraindicerat vid eGFR under 30.',
        en: 'Metformin is contraindicated with an eGFR below 30.',
      },
      source: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC5533243/table/t3',
    },
    {
      atc: 'A10BA02',
      gfr: 45,
      stops: false,
      why: {
        sv: 'Metformin bör inte sättas in vid eGFR 30–45; nytta och risk vägs när den redan används.',
        en: 'Metformin should not be begun with an eGFR of 30–45; benefit and risk are weighed when it is in use.',
      },
      source: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC5533243/table/t3',
    },
    {
      atc: 'J01XE01',
      gfr: 45,
      stops: true,
      why: {
        sv: 'Nitrofurantoin är kontraindicerat vid eGFR under 45.',
        en: 'Nitrofurantoin is contraindicated with an eGFR below 45.',
      },
      source:
        'https://www.gov.uk/drug-safety-update/nitrofurantoin-now-contraindicated-in-most-patients-with-an-estimated-glomerular-filtration-rate-egfr-of-less-than-45-ml-min-1-73m2',
    },
  ],
  pregnancy: [
    {
      atc: 'C09A',
      stops: true,
      why: {
        sv: 'ACE-hämmare är kontraindicerade i andra och tredje trimestern och sätts ut när graviditet konstateras.',
        en: 'ACE inhibitors are contraindicated in the second and third trimesters and stopped when pregnancy is found.',
      },
      source: 'CMDh/PhVWP/031/2011',
    },
    {
      atc: 'B01AA03',
      stops: true,
      why: { sv: 'Warfarin är kontraindicerat under graviditet.', en: 'Warfarin is contraindicated in pregnancy.' },
      source: 'https://www.rxreasoner.com/monographs/warfant/precautions',
    },
  ],
};

const release: KnowledgeRelease = {
  url: 'https://vardkedjan.se/fhir/Library/shipped-drug-knowledge',
  name: 'Vårdkedjans medföljande urval',
  version: '2026-11-30',
};

export const shippedKnowledge: DrugKnowledge = {
  ...facts,
  ...(Object.fromEntries(
    factKinds.map((kind) => [kind, facts[kind].map((fact) => ({ ...fact, release }))]),
  ) as unknown as Pick<DrugKnowledge, (typeof factKinds)[number]>),
};
