/** Illnesses that bring people to hospital, as stay.ts tells them. A table with the words of the notes. */
import type { Illness } from './stay.ts';

export const illnesses = {
  pneumonia: {
    diagnosis: 'pneumonia',
    specialty: 'medicine',
    reason: 'Feber, hosta och andnöd.',
    current: [
      'Insjuknade för fyra dagar sedan med hosta och feber. Sedan i natt andfådd även i vila. Ingen bröstsmärta. Inte förvirrad enligt anhörig.',
      'En veckas hosta, nu frossa och andfåddhet. Har inte ätit på två dagar. Inget blod i upphostningen.',
    ],
    status: [
      'Påverkat allmäntillstånd, andfådd men talar hela meningar. Lungor: krepitationer basalt höger. Hjärta: snabb regelbunden rytm. Buk mjuk och oöm. Inga bensvullnader.',
    ],
    assessment: 'Samhällsförvärvad pneumoni med syrgasbehov. Ingen misstanke om lungemboli.',
    plan: 'Bensylpenicillin intravenöst, syrgas med mål 92–96 %. Odlingar tagna. Nya prover i morgon.',
    vitals: { temperature: 39, pulse: 104, respiration: 26, saturation: 89, systolic: 128 },
    levels: { crp: 180, leukocytes: 14.8, sodium: 134 },
    drugs: [
      { key: 'benzylpenicillin', dose: { amount: 1, timesADay: 3 } },
      { key: 'paracetamol500', dose: { amount: 2, timesADay: 4 } },
      { key: 'dalteparin', dose: { amount: 1, timesADay: 1 } },
    ],
    days: [3, 7],
    rounds: [
      'Fortsatt feber i natt. Syrgas 2 liter. Äter lite.',
      'Feberfri sedan i morse. Syrgas 1 liter. Mobiliseras.',
      'Feberfri, klarar sig utan syrgas i vila.',
      'Mår bra. Går i korridoren utan andnöd.',
    ],
    course:
      'Behandlades med bensylpenicillin intravenöst i tre dygn och därefter tabletter. Feberfri sedan dag två. Syrgas kunde avslutas. Inga komplikationer.',
  },
  heartFailure: {
    diagnosis: 'heartFailure',
    specialty: 'cardiology',
    reason: 'Tilltagande andfåddhet och bensvullnad.',
    current: [
      'Tilltagande andfåddhet senaste veckan, sover med tre kuddar. Gått upp fyra kilo. Ingen bröstsmärta, ingen feber.',
      'Andfådd vid minsta ansträngning sedan tre dagar. Svullna ben. Har tagit sina läkemedel. Ingen hosta.',
    ],
    status: [
      'Andfådd vid påklädning. Halsvenstas. Lungor: krepitationer bilateralt till halva fälten. Hjärta: dova toner, inga blåsljud. Pittingödem till knäna.',
    ],
    assessment: 'Försämrad hjärtsvikt. Inga tecken till akut koronart syndrom. Ingen infektion.',
    plan: 'Furosemid intravenöst, vätskekarens 1,5 liter, daglig vikt. Ekokardiografi under vårdtiden. Elektrolyter dagligen.',
    vitals: { respiration: 25, saturation: 90, pulse: 98, systolic: 148 },
    levels: { probnp: 6800, creatinine: 128, sodium: 135, troponin: 31 },
    drugs: [
      { key: 'furosemideInjection', dose: { amount: 40, timesADay: 2 } },
      { key: 'potassiumChloride', dose: { amount: 1, timesADay: 2 } },
      { key: 'dalteparin', dose: { amount: 1, timesADay: 1 } },
    ],
    days: [4, 8],
    rounds: [
      'Sovit bättre, minus 1,8 liter senaste dygnet. Vikt minskar.',
      'Mindre andfådd. Benen smalare. Vikt minus 3 kg.',
      'Ligger plant utan andnöd. Övergår till tabletter.',
      'Stabil vikt två dygn.',
    ],
    course:
      'Avvattnades med furosemid intravenöst och minskade fem kilo i vikt. Ekokardiografi med ejektionsfraktion 35–40 %. Kreatinin steg övergående. Inga arytmier på telemetri.',
  },
  urosepsis: {
    diagnosis: 'sepsis',
    specialty: 'infection',
    reason: 'Frossa och hög feber.',
    current: [
      'Frossa och 40 graders feber sedan i natt. Sveda vid vattenkastning i två dagar. Ont i ryggen på höger sida. Förvirrad enligt make.',
      'Fallit i hemmet, feber, kan inte stå. Kissar ofta. Ingen hosta.',
    ],
    status: [
      'Allmänpåverkad, varm, svettig. Orienterad till person, osäker på tid. Lungor utan biljud. Dunkömhet över höger njurloge. Ingen nackstelhet.',
    ],
    assessment: 'Sepsis, sannolikt urinvägsfokus. NEWS2 8 poäng vid ankomst.',
    plan: 'Vätska 1 000 mL Ringer-Acetat, cefotaxim 1 g × 3 efter odlingar. Kontroll av vitalparametrar varje timme första sex timmarna.',
    vitals: { temperature: 39.7, pulse: 118, respiration: 25, saturation: 93, systolic: 96, diastolic: 55 },
    levels: { crp: 240, leukocytes: 18.4, creatinine: 148, sodium: 133, platelets: 128 },
    drugs: [
      { key: 'cefotaxime', dose: { amount: 1, timesADay: 3 } },
      { key: 'paracetamol500', dose: { amount: 2, timesADay: 4 } },
      { key: 'dalteparin', dose: { amount: 1, timesADay: 1 } },
    ],
    days: [4, 8],
    rounds: [
      'Stabilt blodtryck efter vätska. Feber 38,8. Klar och orienterad.',
      'Växt av E. coli i blod och urin, känslig för cefotaxim. Feber vänder.',
      'Feberfri. Äter. Övergår till ciprofloxacin i tablett.',
      'Uppegående på avdelningen.',
    ],
    course:
      'Urosepsis med växt av E. coli i blododling. Snabb förbättring på cefotaxim och vätska. Övergång till tabletter dag tre. Ultraljud njurar utan avflödeshinder.',
  },
  copdExacerbation: {
    diagnosis: 'copdExacerbation',
    specialty: 'lung',
    reason: 'Försämrad andning vid KOL.',
    current: [
      'Ökad andfåddhet, hosta och missfärgat slem sedan fem dagar. Tagit sin vid behovsinhalation var tredje timme. Ingen bröstsmärta.',
      'Förkyld en vecka, nu andnöd i vila. Inte feber. Sover sittande.',
    ],
    status: ['Andfådd, talar i korta meningar. Förlängt exspirium, ronki bilateralt. Ingen cyanos. Inga ödem.'],
    assessment: 'Akut exacerbation av KOL, sannolikt infektionsutlöst. Blodgas utan koldioxidretention.',
    plan: 'Inhalationer, prednisolon 30 mg i fem dagar, doxycyklin. Kontrollerad syrgas med mål 88–92 %.',
    vitals: { respiration: 28, saturation: 86, pulse: 106, temperature: 37.5 },
    levels: { crp: 46, leukocytes: 12.1 },
    drugs: [
      { key: 'ipratropium', dose: { amount: 1, timesADay: 4 } },
      { key: 'prednisolone5', dose: { amount: 6, times: ['MORN'], days: 5 } },
      { key: 'doxycycline', dose: { amount: 1, timesADay: 1, days: 7 } },
    ],
    days: [3, 6],
    rounds: [
      'Något bättre. Syrgas 1 liter. Hostar upp slem.',
      'Klarar toaletten utan vila. Utan syrgas i vila.',
      'Nära sitt vanliga. Inhalationsteknik genomgången.',
    ],
    course: 'Förbättrad på inhalationer, kortison och antibiotika. Inget behov av andningsstöd. Rökstopp diskuterat.',
  },
  chestPain: {
    diagnosis: 'chestPain',
    specialty: 'cardiology',
    reason: 'Bröstsmärta.',
    current: [
      'Tryckande bröstsmärta i 40 minuter i morse, utan utstrålning. Ingen andnöd, ingen svettning. Smärtfri nu.',
      'Stickande smärta till vänster i bröstet som kom och gick under dagen. Ingen utlösande ansträngning.',
    ],
    status: [
      'Opåverkad, smärtfri. Hjärta: regelbunden rytm, inga blåsljud. Lungor utan anmärkning. Ingen ömhet över bröstväggen.',
    ],
    assessment:
      'Bröstsmärta utan EKG-förändringar. Upprepade troponin under beslutsgräns. Ingen hållpunkt för infarkt.',
    plan: 'Observation med telemetri över natten. Arbetsprov polikliniskt.',
    vitals: { pulse: 84, systolic: 146 },
    levels: { troponin: 11 },
    drugs: [{ key: 'acetylsalicylic', dose: { amount: 1, timesADay: 1 } }],
    days: [1, 2],
    rounds: ['Smärtfri sedan i går. Inga arytmier.', 'Mår bra.'],
    course: 'Observerades utan nya smärtor. Inga arytmier. Troponin utan dynamik.',
  },
  stroke: {
    diagnosis: 'stroke',
    specialty: 'stroke',
    reason: 'Plötslig svaghet i höger sida.',
    current: [
      'Vaknade med svaghet i höger arm och sluddrigt tal. Sågs frisk i går kväll. Ingen huvudvärk. Inget fall.',
    ],
    status: [
      'Vaken, orienterad. Lätt facialispares höger, dysartri. Höger arm 4/5, höger ben 4+/5. NIHSS 5. Hjärta: oregelbunden rytm. Inga blåsljud över halskärl.',
    ],
    assessment: 'Ischemisk stroke, vänster media-område. Utanför tidsfönster för trombolys. DT utan blödning.',
    plan: 'Strokeenhet, sväljtest, telemetri, ultraljud halskärl. Tidig mobilisering.',
    vitals: { systolic: 172, diastolic: 92, pulse: 86 },
    levels: { cholesterol: 5.9, ldl: 3.8 },
    drugs: [
      { key: 'clopidogrel', dose: { amount: 1, times: ['MORN'] } },
      { key: 'atorvastatin40', dose: { amount: 1, times: ['EVE'] } },
    ],
    days: [6, 12],
    rounds: [
      'Sväljer tjockflytande. Går med stöd av en.',
      'Bättre i armen. Talet tydligare.',
      'Går med rullator. Arbetsterapeut bedömer.',
      'Klarar personlig vård.',
    ],
    course:
      'Förbättrades successivt. DT hjärna visade liten färsk infarkt. Ultraljud halskärl utan betydande stenos. Bedömd av fysioterapeut och arbetsterapeut.',
  },
  cholecystitis: {
    diagnosis: 'cholecystitis',
    specialty: 'surgery',
    reason: 'Smärta under höger revbensbåge.',
    current: ['Ont under höger arcus sedan i går kväll efter mat. Kräkts två gånger. Feber 38. Ingen gulsot.'],
    status: ['Smärtpåverkad. Öm med muskelförsvar under höger arcus, Murphy positiv. Tarmljud finns. Ingen ikterus.'],
    assessment: 'Akut kolecystit, ultraljud med sten och förtjockad gallblåsevägg.',
    plan: 'Fasta, dropp, piperacillin/tazobaktam. Operation i morgon.',
    vitals: { temperature: 38.3, pulse: 94 },
    levels: { crp: 118, leukocytes: 13.9, alat: 1.4 },
    drugs: [
      { key: 'piperacillin', dose: { amount: 1, timesADay: 4 } },
      { key: 'paracetamol500', dose: { amount: 2, timesADay: 4 } },
      { key: 'morphineInjection', dose: { amount: 5, asNeeded: { most: 6, why: 'mot smärta' } } },
    ],
    days: [2, 4],
    rounds: [
      'Opererad i går med laparoskopisk kolecystektomi. Smärtlindrad. Druckit.',
      'Mår bra, äter. Såren utan anmärkning.',
    ],
    course: 'Laparoskopisk kolecystektomi utan komplikation. Feberfri. Antibiotika avslutad.',
  },
  hipFracture: {
    diagnosis: 'hipFracture',
    specialty: 'orthopaedics',
    reason: 'Fall i hemmet, kan inte stödja på benet.',
    current: [
      'Snubblade på mattkanten i hallen i morse. Låg på golvet en timme. Slog inte i huvudet, ingen medvetslöshet. Ont i höger höft.',
    ],
    status: [
      'Smärtpåverkad. Höger ben förkortat och utåtroterat. Distalstatus utan anmärkning. Huden hel. Orienterad.',
    ],
    assessment: 'Dislocerad kollumfraktur höger enligt röntgen.',
    plan: 'Smärtlindring med blockad, trycksårsprofylax, operation inom 24 timmar.',
    vitals: { pulse: 92, systolic: 152 },
    levels: { hb: 106, crp: 62 },
    drugs: [
      { key: 'paracetamol500', dose: { amount: 2, timesADay: 4 } },
      { key: 'oxycodone5', dose: { amount: 1, asNeeded: { most: 6, why: 'mot smärta' } } },
      { key: 'dalteparin', dose: { amount: 1, timesADay: 1 } },
    ],
    days: [6, 11],
    rounds: [
      'Opererad i går med halvprotes. Smärtlindrad. Dricker.',
      'Uppe på sängkanten och stått med gåbord. Hb 98.',
      'Går på rummet med gåbord och stöd av en. Ingen konfusion.',
      'Går i korridoren med rullator. Såret torrt.',
    ],
    course:
      'Opererad med cementerad halvprotes dagen efter ankomst. Mobiliserad enligt rutin. Blodvärdet lägst 94, ingen transfusion. Ingen konfusion.',
  },
} as const satisfies Record<string, Illness>;

export type IllnessKey = keyof typeof illnesses;
