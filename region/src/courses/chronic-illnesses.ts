/** Lasting illnesses as chronic.ts tells them. A table: words of the notes, drugs, and what they do to the body's levels. */
import type { ChronicIllness } from './chronic.ts';
import { heartIllnesses } from './heart-illnesses.ts';

const morning = { amount: 1, times: ['MORN'] } as const;
const evening = { amount: 1, times: ['EVE'] } as const;

const otherIllnesses = {
  copd: {
    diagnosis: 'copd',
    name: 'KOL',
    interval: 12,
    labs: ['hb', 'crp'],
    reason: 'Långvarig hosta och andfåddhet.',
    current: [
      'Hostar varje morgon sedan flera år, nu andfådd i trappor. Rökt 20 cigaretter om dagen i trettio år. Ingen viktnedgång, inget blod i upphostningen.',
      'Andfådd vid lätt ansträngning. Pip i bröstet vid förkylning. Ingen bröstsmärta.',
    ],
    status: [
      'Ej andfådd i vila. Lungor: nedsatta andningsljud, förlängt exspirium, enstaka ronki. Hjärta utan anmärkning. Spirometri: FEV1/FVC 0,58, FEV1 61 % av förväntat efter bronkdilatation.',
    ],
    tests: ['hb', 'crp', 'leukocytes'],
    assessment: 'KOL, stadium 2, grupp B. CAT 14.',
    drugs: [
      { anyOf: ['olodaterol', 'tiotropium'], dose: { amount: 2, times: ['MORN'] } },
      { anyOf: ['terbutaline', 'salbutamol'], dose: { amount: 1, asNeeded: { most: 6, why: 'vid andnöd' } } },
    ],
    action:
      'Inhalationsteknik demonstrerad. Rökstopp är viktigast, erbjuds tobaksavvänjning. Remiss till fysioterapeut.',
    plan: 'KOL-sköterska om sex veckor. Spirometri årligen. Vaccination mot influensa och pneumokocker.',
    harm(body, random) {
      body.resting.saturation = random.between(93, 96);
      body.resting.respiration += 2;
      body.levels.hb += 4;
    },
    drift(body) {
      body.resting.saturation = Math.max(89, body.resting.saturation - 0.25);
    },
    yearly: {
      current: [
        'Andfådd i uppförsbacke som tidigare. Använder vid behovsinhalation ett par gånger i veckan.',
        'Hosta på morgonen, vitt slem. Ingen försämring i vinter.',
        'En försämring sedan förra kontrollen. Röker färre cigaretter.',
      ],
      status: ['Lungor: något nedsatta andningsljud, inga biljud.', 'Lungor: förlängt exspirium.'],
      assessment: ['KOL, stabil. CAT 12.', 'KOL, oförändrad lungfunktion.', 'KOL med långsam försämring av FEV1.'],
    },
  },
  asthma: {
    diagnosis: 'asthma',
    name: 'astma',
    interval: 12,
    labs: [],
    reason: 'Hosta och pip i bröstet.',
    current: [
      'Torrhosta nattetid och pip vid ansträngning sedan flera månader. Pollenallergi i släkten. Ingen feber.',
      'Återkommande pip i bröstet vid kyla och ansträngning. Vaknar någon natt i veckan. Röker inte.',
    ],
    status: [
      'Opåverkad. Lungor: enstaka ronki vid forcerad utandning. Spirometri med reversibilitet, FEV1 ökar 15 % efter bronkdilatation.',
    ],
    tests: ['ige'],
    assessment: 'Astma. Inga tecken till infektion.',
    drugs: [
      { anyOf: ['budesonideFormoterol', 'budesonide'], dose: { amount: 1, times: ['MORN', 'EVE'] } },
      { anyOf: ['terbutaline', 'salbutamol'], dose: { amount: 1, asNeeded: { most: 4, why: 'vid andnöd' } } },
    ],
    action: 'Inhalationsteknik demonstrerad. Skriftlig behandlingsplan.',
    plan: 'Astmasköterska om sex veckor.',
    harm() {},
    yearly: {
      current: [
        'Få besvär. Använder vid behovsmedicin någon gång i månaden.',
        'Lite mer besvär under pollensäsongen. Sover bra.',
        'Inga nattliga uppvaknanden. Tränar utan besvär.',
      ],
      status: ['Lungor utan biljud.', 'Vesikulära andningsljud, inga ronki.'],
      assessment: ['Välkontrollerad astma, ACT 23.', 'Astma under god kontroll.', 'Delvis kontrollerad astma, ACT 19.'],
    },
  },
  hypothyroidism: {
    diagnosis: 'hypothyroidism',
    name: 'hypotyreos',
    interval: 12,
    labs: ['tsh', 'ft4'],
    reason: 'Trötthet.',
    current: [
      'Tröttare än vanligt i ett halvår, frusen, gått upp tre kilo. Torr hud. Inte nedstämd.',
      'Trött och trög i magen. Sover tillräckligt. Mamma har ämnesomsättningssjukdom.',
    ],
    status: ['Opåverkad. Sköldkörtel palperas utan resistens. Puls långsam, regelbunden. Torr hud.'],
    tests: ['tsh', 'ft4', 'hb', 'ferritin', 'b12', 'glucose'],
    assessment: 'Primär hypotyreos.',
    drugs: [{ anyOf: ['levothyroxine50'], dose: morning }],
    action: 'Information om att ta tabletten på fastande mage.',
    plan: 'TSH och fritt T4 om åtta veckor.',
    harm(body, random) {
      body.levels.tsh = random.between(8.5, 24);
      body.levels.ft4 = random.between(8, 11.5);
    },
    relief(body, random) {
      body.levels.tsh = random.between(1.2, 3.4);
      body.levels.ft4 = random.between(14, 18);
    },
    drift(body, random) {
      body.levels.tsh = Math.max(0.3, body.levels.tsh + random.between(-0.7, 1));
    },
    yearly: {
      current: [
        'Mår bra på sin dos. Inte frusen.',
        'Ork som vanligt. Ingen viktförändring.',
        'Lite trött men arbetar heltid.',
      ],
      assessment: ['Välinställd hypotyreos.', 'Hypotyreos, prover i målområdet.'],
    },
  },
  osteoporosis: {
    diagnosis: 'osteoporosis',
    name: 'benskörhet',
    interval: 12,
    labs: ['calcium', 'creatinine', 'egfr', 'alp'],
    reason: 'Svar på bentäthetsmätning.',
    current: [
      'Bentäthet mätt efter handledsfraktur. Ätit lite mjölkprodukter. Inte rökt. Mamma bröt höften.',
      'Blivit fyra centimeter kortare. Ingen ryggsmärta nu.',
    ],
    status: ['Lätt ökad kyfos. Ingen dunkömhet över kotpelaren. Stabil gång.'],
    tests: ['calcium', 'albumin', 'creatinine', 'egfr', 'alp', 'tsh'],
    assessment: 'Osteoporos, T-score −2,8 i höften. Hög frakturrisk enligt FRAX.',
    drugs: [
      { anyOf: ['alendronate'], dose: { amount: 1, every: 'week' } },
      { anyOf: ['calciumD'], dose: morning },
    ],
    action: 'Genomgång av hur tabletten tas. Råd om balansträning och fallförebyggande åtgärder i hemmet.',
    plan: 'Årlig kontroll, ny bentäthetsmätning om två till tre år.',
    harm() {},
    yearly: {
      current: [
        'Inga nya frakturer. Tar veckotabletten på söndagar.',
        'Inga fall i år. Promenerar med stavar.',
        'Inga magbesvär av tabletterna.',
      ],
      assessment: ['Osteoporos under behandling, inga nya frakturer.', 'Behandlingen fortsätter enligt plan.'],
    },
  },
  alzheimers: {
    diagnosis: 'alzheimers',
    name: 'demenssjukdom',
    interval: 12,
    labs: ['hb', 'tsh', 'b12', 'sodium', 'creatinine', 'egfr'],
    reason: 'Minnesutredning, återbesök.',
    current: [
      'Anhörig beskriver glömska under två år, frågar om samma sak. Går vilse i nya miljöer. Ingen hallucination. Sover bra.',
      'Svårt med räkningar och matlagning. Tappar ord. Inte nedstämd. Har slutat köra bil.',
    ],
    status: [
      'Vänlig, orienterad till person och plats men inte till datum. MMSE 21/30. Klocktest avvikande. Neurologiskt utan anmärkning.',
    ],
    tests: ['hb', 'tsh', 'b12', 'calcium', 'sodium', 'glucose', 'creatinine', 'egfr'],
    assessment: 'Alzheimers sjukdom, lindrig till måttlig. DT hjärna med medial temporal atrofi, inga infarkter.',
    drugs: [{ anyOf: ['donepezil5'], dose: evening }],
    action: 'Information till patient och anhörig. Körförbud muntligt. Kontakt med kommunens demenssköterska.',
    plan: 'Telefonuppföljning om fyra veckor, dosökning. Årlig kontroll.',
    harm() {},
    drift(body) {
      body.weight = Math.max(42, body.weight - 0.8);
    },
    yearly: {
      current: [
        'Mer beroende av hjälp enligt anhörig. Inte orolig. Äter bra.',
        'Vaknar på natten och letar. Anhörig trött, växelboende diskuteras.',
        'Går på dagverksamhet två dagar i veckan och trivs.',
      ],
      status: ['MMSE lägre än förra året.', 'Vänlig, svarar kort. Ingen motorisk påverkan.'],
      assessment: [
        'Demenssjukdom med långsam försämring.',
        'Alzheimers sjukdom, måttlig. Stödet i hemmet är tillräckligt nu.',
      ],
    },
  },
  prostate: {
    diagnosis: 'prostateEnlargement',
    name: 'prostataförstoring',
    interval: 12,
    labs: ['psa', 'creatinine', 'egfr'],
    reason: 'Svag stråle och täta trängningar.',
    current: [
      'Upp och kissar tre gånger per natt. Svag stråle, väntan vid start. Inget blod i urinen.',
      'Efterdropp och trängningar. Ingen sveda. Ingen viktnedgång.',
    ],
    status: ['Buk mjuk. Rektalpalpation: måttligt förstorad, slät prostata utan knutor. Residualurin 60 mL.'],
    tests: ['psa', 'creatinine', 'egfr', 'glucose'],
    assessment: 'Godartad prostataförstoring. Inga hållpunkter för malignitet.',
    drugs: [{ anyOf: ['tamsulosin'], dose: evening }],
    action: 'Information om ortostatism. Dryckesråd kvällstid.',
    plan: 'Telefonuppföljning om sex veckor.',
    harm(body, random) {
      body.levels.psa += random.between(0.4, 1.8);
    },
    yearly: {
      current: ['Upp en till två gånger per natt. Nöjd med effekten.', 'Kissar bättre, ingen yrsel.'],
      assessment: ['Prostatabesvär lindrade.', 'Stabilt, PSA utan stegring.'],
    },
  },
  gout: {
    diagnosis: 'gout',
    name: 'gikt',
    interval: 12,
    labs: ['urate', 'creatinine', 'egfr'],
    reason: 'Svullen och röd stortå.',
    current: ['Vaknade i natt med svår smärta i höger stortå. Tredje gången på ett år. Ingen feber, inget trauma.'],
    status: ['Höger stortås grundled röd, varm, svullen och mycket öm. Inga sår. Ingen feber.'],
    tests: ['urate', 'crp', 'creatinine', 'egfr', 'leukocytes'],
    assessment: 'Gikt, upprepade anfall.',
    drugs: [{ anyOf: ['allopurinol'], dose: morning }],
    action: 'Akut behandling med kolkicin, därefter allopurinol när anfallet lagt sig. Kostråd, alkohol diskuteras.',
    plan: 'Urat om åtta veckor, mål under 360.',
    harm(body, random) {
      body.levels.urate = random.between(480, 590);
    },
    relief(body, random) {
      body.levels.urate = random.between(290, 370);
    },
    yearly: {
      current: ['Inga giktanfall i år.', 'Ett lindrigt anfall efter sommaren.'],
      assessment: ['Gikt, urat under målet.', 'Gikt utan aktuella besvär.'],
    },
  },
  b12Deficiency: {
    diagnosis: 'b12Deficiency',
    name: 'B12-brist',
    interval: 12,
    labs: ['b12', 'hb'],
    reason: 'Trötthet och domningar i fötterna.',
    current: ['Trött, domningar i tårna sedan i våras. Äter allsidigt. Har tagit metformin länge. Ingen blödning.'],
    status: ['Opåverkad. Nedsatt vibrationssinne i stortårna. Reflexer liksidiga.'],
    tests: ['b12', 'hb', 'ferritin', 'tsh'],
    assessment: 'Kobalaminbrist.',
    drugs: [{ anyOf: ['cyanocobalamin'], dose: morning }],
    action: 'Substitution i tablett, dubbel dos första månaden.',
    plan: 'Prover om tre månader.',
    harm(body, random) {
      body.levels.b12 = random.between(80, 130);
    },
    relief(body, random) {
      body.levels.b12 = random.between(320, 600);
    },
    yearly: {
      current: ['Piggare. Domningarna har minskat.', 'Tar sin vitamin varje dag.'],
      assessment: ['B12-brist, väl substituerad.'],
    },
  },
} as const satisfies Record<string, ChronicIllness>;

export const chronicIllnesses = { ...heartIllnesses, ...otherIllnesses } as const;

export type ChronicKey = keyof typeof chronicIllnesses;
