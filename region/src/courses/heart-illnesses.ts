/** Lasting illnesses of heart, vessels and kidneys, as chronic.ts tells them. A table, see chronic-illnesses.ts. */
import type { ChronicIllness } from './chronic.ts';

const morning = { amount: 1, times: ['MORN'] } as const;
const evening = { amount: 1, times: ['EVE'] } as const;
const twice = { amount: 1, times: ['MORN', 'EVE'] } as const;

export const heartIllnesses = {
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
    status: [
      'Ej andfådd i vila. Hjärta: regelbunden rytm, tredje ton hörs inte, svagt systoliskt blåsljud över apex. Lungor: enstaka basala krepitationer. Lätta pittingödem.',
    ],
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
      status: [
        'Lungor: inga krepitationer. Inga ödem.',
        'Lungor: vesikulära andningsljud. Lätta ankelödem bilateralt.',
        'Halsvener ej stasade. Lungor rena.',
      ],
      assessment: [
        'Hjärtsvikt, NYHA II, stabil.',
        'Stabil hjärtsvikt utan tecken till inkompensation.',
        'Hjärtsvikt NYHA II–III, i balans.',
      ],
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
    status: [
      'Opåverkad. Hjärta: oregelbunden rytm, frekvens omkring 95, inga blåsljud. Lungor utan anmärkning. Inga ödem. EKG: förmaksflimmer, smala QRS.',
    ],
    tests: ['hb', 'platelets', 'creatinine', 'egfr', 'tsh', 'potassium', 'inr'],
    assessment:
      'Förmaksflimmer. CHA₂DS₂-VASc minst 2, indikation för antikoagulation. Inga hållpunkter för ökad blödningsrisk.',
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
      current: [
        'Inga blödningar, inga blåmärken. Ingen hjärtklappning.',
        'Glömmer inte sina doser. Inga fall. Inga blödningar.',
        'Känner av hjärtat någon gång i månaden. Ingen yrsel. Inga blödningar från näsa eller tarm.',
      ],
      status: ['Hjärta: oregelbunden rytm, inga blåsljud.', 'Oregelbunden rytm, god frekvens.'],
      assessment: [
        'Förmaksflimmer, frekvensreglerat, antikoagulation fungerar väl.',
        'Stabilt förmaksflimmer. Blodvärde och njurfunktion tillåter oförändrad dos.',
      ],
    },
  },
  ischaemicHeart: {
    diagnosis: 'ischaemicHeart',
    name: 'kranskärlssjukdom',
    interval: 12,
    labs: ['ldl', 'cholesterol', 'hb', 'creatinine', 'egfr', 'alat'],
    foundAt: 'cardiology',
    reason: 'Ansträngningsutlöst bröstsmärta.',
    current: [
      'Tryck över bröstet i uppförsbacke, går över på två minuter i vila. Samma besvär i tre månader. Ingen vilosmärta.',
      'Bröstsmärta och tyngd i vänster arm när jag bär tungt. Aldrig i vila.',
    ],
    status: [
      'Opåverkad. Hjärta: regelbunden rytm, inga blåsljud. Arbetsprov avbröts vid 110 W på grund av bröstsmärta, ST-sänkning 2 mm.',
    ],
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
      current: [
        'Ingen bröstsmärta i vardagen. Har inte behövt nitrospray.',
        'Enstaka kärlkramp i kyla, går över med nitro. Ingen försämring.',
        'Promenerar en timme dagligen utan besvär.',
      ],
      status: ['Hjärta: regelbunden rytm, inga blåsljud.'],
      assessment: ['Stabil kranskärlssjukdom.', 'Symtomfri kranskärlssjukdom. LDL under målet.'],
    },
  },
  hyperlipidaemia: {
    diagnosis: 'hyperlipidaemia',
    name: 'blodfetter',
    interval: 12,
    labs: ['cholesterol', 'ldl', 'hdl', 'triglycerides', 'alat'],
    reason: 'Förhöjda blodfetter vid hälsokontroll.',
    current: [
      'Pappa fick hjärtinfarkt vid 58. Inga egna symtom. Äter husmanskost.',
      'Inga symtom. Motionerar en gång i veckan. Röker inte.',
    ],
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
  kidneyFailure: {
    diagnosis: 'kidneyFailure3',
    name: 'njurfunktion',
    interval: 6,
    labs: ['creatinine', 'egfr', 'potassium', 'hb', 'albuminRatio', 'calcium'],
    reason: 'Sänkt njurfunktion vid provtagning.',
    current: [
      'Inga besvär. Kissar som vanligt. Använder inte antiinflammatoriska läkemedel.',
      'Ingen klåda, ingen trötthet. Har haft högt blodtryck i många år.',
    ],
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
    yearly: {
      current: ['Inga svullnader. Dricker ordentligt.', 'Mår bra, undviker antiinflammatoriska.'],
      assessment: ['Stabil njurfunktion.', 'Långsamt sjunkande eGFR, enligt förväntan.'],
    },
  },
} as const satisfies Record<string, ChronicIllness>;
