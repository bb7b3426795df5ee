/** Lasting illnesses as chronic.ts tells them. A table: words of the notes, drugs, and what they do to the body's levels. */
import type { ChronicIllness } from './chronic.ts';

const morning = { amount: 1, times: ['MORN'] } as const;
const evening = { amount: 1, times: ['EVE'] } as const;
const twice = { amount: 1, times: ['MORN', 'EVE'] } as const;

export const chronicIllnesses = {
  heartFailure: {
    diagnosis: 'heartFailure',
    name: 'hjärtsvikt',
    interval: 6,
    labs: ['probnp', 'potassium', 'creatinine', 'egfr', 'sodium', 'ferritin'],
    foundAt: 'cardiology',
    reason: 'Remiss från primärvården, misstänkt hjärtsvikt.',
    current: [
      'Tilltagande andfåddhet vid ansträngning senaste halvåret. Sover med två kuddar. Svullna fotleder på kvällen. Ingen bröstsmärta, ingen hjärtklappning.',
      'Orkar inte lika långt som förut, stannar i backar. Inga nattliga andnödsattacker. Har inte haft bröstsmärta.',
    ],
    status: ['Ej andfådd i vila. Hjärta: regelbunden rytm, tredje ton hörs inte, svagt systoliskt blåsljud över apex. Lungor: enstaka basala krepitationer. Lätta pittingödem.'],
    tests: ['probnp', 'hb', 'sodium', 'potassium', 'creatinine', 'egfr', 'tsh', 'ferritin'],
    assessment: 'Hjärtsvikt med nedsatt ejektionsfraktion, 38 % vid ekokardiografi. NYHA II–III.',
    drugs: [
      { anyOf: ['ramipril5', 'candesartan8'], dose: morning },
      { anyOf: ['bisoprolol', 'metoprolol50'], dose: morning },
      { anyOf: ['furosemide40'], dose: morning },
      { anyOf: ['dapagliflozin'], dose: morning },
    ],
    action: 'Upptrappning på sköterskemottagning varannan vecka. Daglig vikt i hemmet. Råd om salt och vätska.',
    plan: 'Sjuksköterska om två veckor med elektrolyter. Därefter uppföljning på vårdcentralen.',
    harm(body, random) {
      body.levels.probnp = random.between(1400, 3900);
      body.levels.creatinine += 12;
      body.resting.saturation = Math.min(body.resting.saturation, 96);
      body.resting.respiration += 2;
    },
    relief(body) {
      body.levels.probnp *= 0.6;
      body.resting.systolic -= 9;
      body.resting.pulse -= 6;
      body.levels.potassium += 0.25;
    },
    drift(body, random) {
      body.levels.probnp *= random.between(0.92, 1.18);
      body.levels.creatinine *= random.between(1, 1.035);
    },
    yearly: {
      current: [
        'Går till affären utan att stanna. Ingen vilodyspné, sover plant.',
        'Något mer andfådd i backar. Vikten stabil. Inga nattliga besvär.',
        'Väger sig varje morgon, stabil vikt. Ingen bröstsmärta.',
        'Mår efter omständigheterna bra. Lätt bensvullnad kvällstid.',
      ],
      status: ['Lungor: inga krepitationer. Inga ödem.', 'Lungor: vesikulära andningsljud. Lätta ankelödem bilateralt.', 'Halsvener ej stasade. Lungor rena.'],
      assessment: ['Hjärtsvikt, NYHA II, stabil.', 'Stabil hjärtsvikt utan tecken till inkompensation.', 'Hjärtsvikt NYHA II–III, i balans.'],
    },
  },
  atrialFibrillation: {
    diagnosis: 'atrialFibrillation',
    name: 'förmaksflimmer',
    interval: 12,
    labs: ['hb', 'creatinine', 'egfr', 'potassium', 'tsh'],
    reason: 'Oregelbunden puls och hjärtklappning.',
    current: [
      'Hjärtklappning i omgångar senaste månaden, varar några timmar. Ingen svimning, ingen bröstsmärta. Dricker måttligt med alkohol.',
      'Oregelbunden puls upptäckt vid blodtryckskontroll. Inga symtom. Ingen andfåddhet.',
    ],
    status: ['Opåverkad. Hjärta: oregelbunden rytm, frekvens omkring 95, inga blåsljud. Lungor utan anmärkning. Inga ödem. EKG: förmaksflimmer, smala QRS.'],
    tests: ['hb', 'platelets', 'creatinine', 'egfr', 'tsh', 'potassium', 'inr'],
    assessment: 'Förmaksflimmer. CHA₂DS₂-VASc minst 2, indikation för antikoagulation. Inga hållpunkter för ökad blödningsrisk.',
    drugs: [
      { anyOf: ['apixaban5'], dose: twice },
      { anyOf: ['metoprolol50', 'bisoprolol'], dose: morning },
    ],
    action: 'Information om blödningsrisk och vikten av att inte glömma doser. Remiss för ekokardiografi.',
    plan: 'Kontroll av puls och prover om tre månader, därefter årligen.',
    harm(body) {
      body.resting.pulse += 18;
      body.levels.probnp += 420;
    },
    relief(body) {
      body.resting.pulse -= 14;
    },
    yearly: {
      current: ['Inga blödningar, inga blåmärken. Ingen hjärtklappning.', 'Glömmer inte sina doser. Inga fall. Inga blödningar.', 'Känner av hjärtat någon gång i månaden. Ingen yrsel. Inga blödningar från näsa eller tarm.'],
      status: ['Hjärta: oregelbunden rytm, inga blåsljud.', 'Oregelbunden rytm, god frekvens.'],
      assessment: ['Förmaksflimmer, frekvensreglerat, antikoagulation fungerar väl.', 'Stabilt förmaksflimmer. Blodvärde och njurfunktion tillåter oförändrad dos.'],
    },
  },
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
    status: ['Ej andfådd i vila. Lungor: nedsatta andningsljud, förlängt exspirium, enstaka ronki. Hjärta utan anmärkning. Spirometri: FEV1/FVC 0,58, FEV1 61 % av förväntat efter bronkdilatation.'],
    tests: ['hb', 'crp', 'leukocytes'],
    assessment: 'KOL, stadium 2, grupp B. CAT 14.',
    drugs: [
      { anyOf: ['olodaterol', 'tiotropium'], dose: { amount: 2, times: ['MORN'] } },
      { anyOf: ['terbutaline', 'salbutamol'], dose: { amount: 1, asNeeded: { most: 6, why: 'vid andnöd' } } },
    ],
    action: 'Inhalationsteknik demonstrerad. Rökstopp är viktigast, erbjuds tobaksavvänjning. Remiss till fysioterapeut.',
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
      current: ['Andfådd i uppförsbacke som tidigare. Använder vid behovsinhalation ett par gånger i veckan.', 'Hosta på morgonen, vitt slem. Ingen försämring i vinter.', 'En försämring sedan förra kontrollen. Röker färre cigaretter.'],
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
    status: ['Opåverkad. Lungor: enstaka ronki vid forcerad utandning. Spirometri med reversibilitet, FEV1 ökar 15 % efter bronkdilatation.'],
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
      current: ['Få besvär. Använder vid behovsmedicin någon gång i månaden.', 'Lite mer besvär under pollensäsongen. Sover bra.', 'Inga nattliga uppvaknanden. Tränar utan besvär.'],
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
    current: ['Tröttare än vanligt i ett halvår, frusen, gått upp tre kilo. Torr hud. Inte nedstämd.', 'Trött och trög i magen. Sover tillräckligt. Mamma har ämnesomsättningssjukdom.'],
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
      current: ['Mår bra på sin dos. Inte frusen.', 'Ork som vanligt. Ingen viktförändring.', 'Lite trött men arbetar heltid.'],
      assessment: ['Välinställd hypotyreos.', 'Hypotyreos, prover i målområdet.'],
    },
  },
  osteoporosis: {
    diagnosis: 'osteoporosis',
    name: 'benskörhet',
    interval: 12,
    labs: ['calcium', 'creatinine', 'egfr', 'alp'],
    reason: 'Svar på bentäthetsmätning.',
    current: ['Bentäthet mätt efter handledsfraktur. Ätit lite mjölkprodukter. Inte rökt. Mamma bröt höften.', 'Blivit fyra centimeter kortare. Ingen ryggsmärta nu.'],
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
      current: ['Inga nya frakturer. Tar veckotabletten på söndagar.', 'Inga fall i år. Promenerar med stavar.', 'Inga magbesvär av tabletterna.'],
      assessment: ['Osteoporos under behandling, inga nya frakturer.', 'Behandlingen fortsätter enligt plan.'],
    },
  },
  hyperlipidaemia: {
    diagnosis: 'hyperlipidaemia',
    name: 'blodfetter',
    interval: 12,
    labs: ['cholesterol', 'ldl', 'hdl', 'triglycerides', 'alat'],
    reason: 'Förhöjda blodfetter vid hälsokontroll.',
    current: ['Pappa fick hjärtinfarkt vid 58. Inga egna symtom. Äter husmanskost.', 'Inga symtom. Motionerar en gång i veckan. Röker inte.'],
    status: ['Opåverkad. Hjärta och lungor utan anmärkning. Inga xantelasmata.'],
    tests: ['cholesterol', 'ldl', 'hdl', 'triglycerides', 'alat', 'glucose', 'tsh'],
    assessment: 'Hyperlipidemi med måttligt ökad kardiovaskulär risk.',
    drugs: [{ anyOf: ['atorvastatin20', 'simvastatin'], dose: evening }],
    action: 'Kostråd och motion. Information om muskelvärk som biverkning.',
    plan: 'Kolesterol och ALAT om tre månader.',
    harm(body, random) {
      body.levels.ldl = random.between(4.8, 6.2);
      body.levels.cholesterol = body.levels.ldl + 2.1;
    },
    relief(body) {
      body.levels.ldl *= 0.58;
      body.levels.cholesterol = body.levels.ldl + 2.1;
    },
    yearly: {
      current: ['Ingen muskelvärk. Tar tabletten varje kväll.', 'Mår bra på medicinen.'],
      assessment: ['LDL i målområdet.', 'Blodfetter väl behandlade.'],
    },
  },
  ischaemicHeart: {
    diagnosis: 'ischaemicHeart',
    name: 'kranskärlssjukdom',
    interval: 12,
    labs: ['ldl', 'cholesterol', 'hb', 'creatinine', 'egfr', 'alat'],
    foundAt: 'cardiology',
    reason: 'Ansträngningsutlöst bröstsmärta.',
    current: ['Tryck över bröstet i uppförsbacke, går över på två minuter i vila. Samma besvär i tre månader. Ingen vilosmärta.', 'Bröstsmärta och tyngd i vänster arm när jag bär tungt. Aldrig i vila.'],
    status: ['Opåverkad. Hjärta: regelbunden rytm, inga blåsljud. Arbetsprov avbröts vid 110 W på grund av bröstsmärta, ST-sänkning 2 mm.'],
    tests: ['hb', 'cholesterol', 'ldl', 'hdl', 'glucose', 'creatinine', 'egfr', 'troponin'],
    assessment: 'Stabil angina pectoris. Kranskärlsröntgen med enkärlssjuka, stentad.',
    drugs: [
      { anyOf: ['acetylsalicylic', 'clopidogrel'], dose: morning },
      { anyOf: ['atorvastatin40'], dose: evening },
      { anyOf: ['metoprolol50', 'bisoprolol'], dose: morning },
      { anyOf: ['nitroglycerin'], dose: { amount: 1, asNeeded: { most: 3, why: 'vid kärlkramp' } } },
    ],
    action: 'Information om vila, nitrospray och när man ringer 112. Fysisk träning på recept.',
    plan: 'Uppföljning på vårdcentralen årligen.',
    harm(body) {
      body.levels.ldl += 0.6;
    },
    relief(body) {
      body.levels.ldl *= 0.48;
      body.levels.cholesterol = body.levels.ldl + 2;
      body.resting.pulse -= 8;
    },
    yearly: {
      current: ['Ingen bröstsmärta i vardagen. Har inte behövt nitrospray.', 'Enstaka kärlkramp i kyla, går över med nitro. Ingen försämring.', 'Promenerar en timme dagligen utan besvär.'],
      status: ['Hjärta: regelbunden rytm, inga blåsljud.'],
      assessment: ['Stabil kranskärlssjukdom.', 'Symtomfri kranskärlssjukdom. LDL under målet.'],
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
    status: ['Vänlig, orienterad till person och plats men inte till datum. MMSE 21/30. Klocktest avvikande. Neurologiskt utan anmärkning.'],
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
      current: ['Mer beroende av hjälp enligt anhörig. Inte orolig. Äter bra.', 'Vaknar på natten och letar. Anhörig trött, växelboende diskuteras.', 'Går på dagverksamhet två dagar i veckan och trivs.'],
      status: ['MMSE lägre än förra året.', 'Vänlig, svarar kort. Ingen motorisk påverkan.'],
      assessment: ['Demenssjukdom med långsam försämring.', 'Alzheimers sjukdom, måttlig. Stödet i hemmet är tillräckligt nu.'],
    },
  },
  prostate: {
    diagnosis: 'prostateEnlargement',
    name: 'prostataförstoring',
    interval: 12,
    labs: ['psa', 'creatinine', 'egfr'],
    reason: 'Svag stråle och täta trängningar.',
    current: ['Upp och kissar tre gånger per natt. Svag stråle, väntan vid start. Inget blod i urinen.', 'Efterdropp och trängningar. Ingen sveda. Ingen viktnedgång.'],
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
    yearly: { current: ['Inga giktanfall i år.', 'Ett lindrigt anfall efter sommaren.'], assessment: ['Gikt, urat under målet.', 'Gikt utan aktuella besvär.'] },
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
    yearly: { current: ['Piggare. Domningarna har minskat.', 'Tar sin vitamin varje dag.'], assessment: ['B12-brist, väl substituerad.'] },
  },
  kidneyFailure: {
    diagnosis: 'kidneyFailure3',
    name: 'njurfunktion',
    interval: 6,
    labs: ['creatinine', 'egfr', 'potassium', 'hb', 'albuminRatio', 'calcium'],
    reason: 'Sänkt njurfunktion vid provtagning.',
    current: ['Inga besvär. Kissar som vanligt. Använder inte antiinflammatoriska läkemedel.', 'Ingen klåda, ingen trötthet. Har haft högt blodtryck i många år.'],
    status: ['Opåverkad. Inga ödem. Hjärta och lungor utan anmärkning.'],
    tests: ['creatinine', 'egfr', 'potassium', 'sodium', 'hb', 'calcium', 'albuminRatio'],
    assessment: 'Kronisk njursvikt stadium 3, troligen på grund av blodtryck och ålder. Ultraljud njurar utan hinder.',
    drugs: [],
    action: 'Genomgång av läkemedel med hänsyn till njurfunktion. Undvik NSAID.',
    plan: 'Prover var sjätte månad. Remiss till njurmottagning vid eGFR under 30.',
    harm(body, random) {
      body.levels.creatinine += random.between(30, 50);
      body.levels.albuminRatio *= random.between(2, 12);
      body.levels.hb -= 5;
    },
    drift(body, random) {
      body.levels.creatinine *= random.between(0.99, 1.04);
    },
    yearly: { current: ['Inga svullnader. Dricker ordentligt.', 'Mår bra, undviker antiinflammatoriska.'], assessment: ['Stabil njurfunktion.', 'Långsamt sjunkande eGFR, enligt förväntan.'] },
  },
} as const satisfies Record<string, ChronicIllness>;

export type ChronicKey = keyof typeof chronicIllnesses;
