/**
 * Astrid Bergström, 88: a seamstress once, a widow, at home with help. Fifteen years of record, some forty drugs, a hip
 * fracture, and just home after eleven days on the medical ward with her heart failure.
 */
import { at } from '../../calendar.ts';
import { allergy, assign, flag, plan, refer } from '../../chart/order.ts';
import { writeNote } from '../../chart/write-note.ts';
import { chronic } from '../../courses/chronic.ts';
import { chronicIllnesses } from '../../courses/chronic-illnesses.ts';
import { list } from '../../courses/destiny.ts';
import { complaint } from '../../courses/episodes.ts';
import { homeCare } from '../../courses/home-care.ts';
import { hypertension } from '../../courses/hypertension.ts';
import { illnesses } from '../../courses/illnesses.ts';
import { infection } from '../../courses/infections.ts';
import type { Life } from '../../courses/life.ts';
import { vaccinations } from '../../courses/prevention.ts';
import { stay } from '../../courses/stay.ts';
import { episodeKindSystem } from '../../systems.ts';
import { castUnits } from '../staff.ts';
import { castAt, scene } from './scene.ts';

const morning = { amount: 1, times: ['MORN'] } as const;
const night = { amount: 1, times: ['NIGHT'] } as const;
const twice = { amount: 1, times: ['MORN', 'EVE'] } as const;

export function astrid(life: Life): void {
  const sara = castAt(life, castUnits.healthCentre, 'sara-lindqvist');
  list(life);
  vaccinations(life);
  listedAtFirst(life);
  hypertension(life, life.today - 5200);
  chronic(life, chronicIllnesses.hypothyroidism, life.today - 4400);
  chronic(life, chronicIllnesses.osteoporosis, life.today - 3650);
  chronic(life, chronicIllnesses.atrialFibrillation, life.today - 3300);
  chronic(life, chronicIllnesses.heartFailure, life.today - 1900);
  chronic(life, chronicIllnesses.kidneyFailure, life.today - 1500);
  infection(life, 'cystitis', life.today - 2800);
  infection(life, 'shingles', life.today - 2450);
  infection(life, 'cystitis', life.today - 1250);
  infection(life, 'upperRespiratory', life.today - 620);
  complaint(life, 'dizziness', life.today - 2100);
  complaint(life, 'wristFracture', life.today - 3720);
  life.on(life.today - 930, (day) =>
    stay(life, illnesses.hipFracture, day, {
      ward: life.tree.unit(castUnits.orthopaedicWard),
      days: 9,
      onDischarge: afterHip(life),
    }),
  );
  life.on(life.today - 410, (day) => stay(life, illnesses.urosepsis, day, { days: 7 }));
  life.on(life.today - 20, (day) =>
    stay(life, illnesses.heartFailure, day, {
      ward: life.tree.unit(castUnits.ward),
      days: 11,
      onDischarge: afterHeart(life),
    }),
  );
  homeCare(life, life.today - 900, {
    unit: life.tree.unit(castUnits.homeCare),
    nurse: castAt(life, castUnits.homeCare, 'lena-forsberg').staff,
    every: 21,
  });
  // She has home help besides home care: another provider, with a relation of its own.
  life.on(life.today - 880, (day) =>
    life.chart.episode(
      life.tree.unit(castUnits.homeHelp),
      'home-help',
      'Hemtjänst morgon och kväll',
      episodeKindSystem,
      day,
      life.person.deceased,
    ),
  );
  drugHistory(life);
  heartSpecialist(life);
  lately(life, sara);
}

/** At a care provider of its own: what the region and the municipality read only with her consent. */
function heartSpecialist(life: Life): void {
  scene(life, 760, {
    where: castAt(life, castUnits.privateClinic, 'henrik-akesson'),
    reason: 'Kontroll förmaksflimmer',
    template: 'gp-visit',
    note: {
      reason: 'Egen vårdbegäran, hjärtklappning om kvällarna.',
      current: 'Känner av oregelbunden rytm någon gång i veckan, aldrig svimning. Trött i trappor.',
      assessment: 'Förmaksflimmer, välreglerad frekvens. Ultraljud med lätt nedsatt pumpförmåga.',
      action: 'Ingen ändring av läkemedel. Råd om vätska och vikt.',
      plan: 'Åter vid besvär, annars via vårdcentralen.',
    },
  });
}

/** The day she was listed, and what she must not have. */
function listedAtFirst(life: Life): void {
  scene(life, 5440, {
    where: castAt(life, castUnits.healthCentre, 'maria-holm'),
    reason: 'Hälsoformulär vid listning',
    template: 'nurse-visit',
    note: {
      reason: 'Nylistad.',
      current: 'Tidigare i stort sett frisk. Fick nässelutslag och svullna läppar av penicillin 1987.',
      assessment: 'Säker penicillinallergi.',
      action: 'Varning registrerad.',
    },
    after: (contact) => {
      life.avoid.add('J01C');
      allergy(life.chart, contact, {
        text: 'Penicillin',
        atc: 'J01C',
        category: 'medication',
        criticality: 'high',
        reaction: 'Nässelutslag och läppsvullnad',
        severity: 'severe',
      });
    },
  });
}

type Change = readonly [
  daysAgo: number,
  reason: string,
  current: string,
  action: string,
  stop: Parameters<typeof scene>[2]['stop'],
  start: Parameters<typeof scene>[2]['start'],
];

const changes: readonly Change[] = [
  [
    4900,
    'Sömnbesvär',
    'Vaknar vid tre och somnar inte om. Inte nedstämd.',
    'Propiomazin vid behov, sömnråd.',
    [],
    [['propiomazine', night]],
  ],
  [
    4300,
    'Magbesvär',
    'Sura uppstötningar på natten. Inga svarta avföringar.',
    'Omeprazol en månad, därefter vid behov.',
    [],
    [['omeprazole', morning]],
  ],
  [
    4050,
    'Värk i händer och knän',
    'Stel på morgonen en kvart. Inga svullna leder.',
    'Paracetamol regelbundet. Naproxen undviks på grund av blodtryck.',
    [],
    [['paracetamol665', { amount: 2, timesADay: 3 }]],
  ],
  [
    3800,
    'Torra slemhinnor',
    'Sveda i underlivet, upprepade urinvägsinfektioner.',
    'Estriol lokalt.',
    [],
    [['estradiolVaginal', { amount: 1, every: 'week' }]],
  ],
  [
    3500,
    'Dåsig på dagen',
    'Tung i huvudet efter sömntablett. Har snubblat.',
    'Propiomazin sätts ut, melatonin i stället.',
    [['propiomazine', 'Dagtrötthet och fallrisk']],
    [['melatonin', night]],
  ],
  [
    2900,
    'Nedstämd efter makens död',
    'Maken dog i mars. Sover dåligt, äter lite. Vill leva, inga suicidtankar.',
    'Mirtazapin 15 mg till natten. Kuratorskontakt erbjuds, tackar nej.',
    [['melatonin', 'Ersätts av mirtazapin']],
    [['mirtazapine15', night]],
  ],
  [
    2300,
    'Uppföljning nedstämdhet',
    'Mår bra sedan länge, går på syförening.',
    'Mirtazapin trappas ut.',
    [['mirtazapine15', 'Avslutad efter tillfrisknande']],
    [],
  ],
  [
    2000,
    'Järnbrist',
    'Trött. Ingen blödning märkt. Koloskopi utan anmärkning.',
    'Järn i tre månader.',
    [],
    [['iron', morning]],
  ],
  [
    1880,
    'Förstoppning',
    'Hård avföring var fjärde dag sedan järnet.',
    'Makrogol. Järn avslutas, ferritin normaliserat.',
    [['iron', 'Normaliserat järnförråd']],
    [['macrogol', morning]],
  ],
  [
    1700,
    'Dosjustering hjärtsvikt',
    'Blodtryck 118/62, tål väl.',
    'Tillägg av spironolakton, kaliumkontroll om en vecka.',
    [],
    [['spironolactone', morning]],
  ],
  [1490, 'Kalium 5,6', 'Inga symtom.', 'Spironolakton sätts ut.', [['spironolactone', 'Hyperkalemi']], []],
  [
    1450,
    'Dosjustering apixaban',
    'Över 80 år och sänkt njurfunktion. Inga blödningar.',
    'Apixaban sänks till 2,5 mg två gånger dagligen.',
    [['apixaban5', 'Sänkt njurfunktion och ålder över 80 år']],
    [['apixaban2', twice, 'atrialFibrillation']],
  ],
  [
    1200,
    'Läkemedelsgenomgång',
    'Tar alendronat sedan sju år. Inga frakturer sedan handleden.',
    'Alendronat pausas efter sju år. Omeprazol fortsätter.',
    [['alendronate', 'Behandlingspaus efter sju år']],
    [],
  ],
  [
    860,
    'Efter höftfraktur',
    'Ny fraktur. Går med rullator.',
    'Denosumab var sjätte månad ges av distriktssköterska.',
    [],
    [['denosumab', { amount: 1, every: 'half-year' }, 'osteoporosis']],
  ],
  [
    800,
    'Smärta efter höftoperation',
    'Behöver oxikodon mer sällan. Lite yr.',
    'Oxikodon sätts ut.',
    [
      ['oxycodoneDepot', 'Smärtan avklingad'],
      ['bisacodyl', 'Behövs inte längre'],
    ],
    [],
  ],
  [
    390,
    'Efter urosepsis',
    'Återhämtar sig. Matt. Äter dåligt.',
    'Näringsdryck. D-vitamin. Estriol fortsätter.',
    [],
    [['cholecalciferol', morning]],
  ],
  [240, 'B12-brist', 'Domningar i fötterna. B12 112.', 'Cyanokobalamin.', [], [['cyanocobalamin', morning]]],
  [
    150,
    'Oro kvällstid',
    'Orolig när hon ska sova. Inte förvirrad.',
    'Mirtazapin återinsätts i låg dos.',
    [],
    [['mirtazapine15', night]],
  ],
];

function drugHistory(life: Life): void {
  for (const [daysAgo, reason, current, action, stop, start] of changes) {
    scene(life, daysAgo, {
      where: castAt(life, castUnits.healthCentre, daysAgo % 3 === 0 ? 'johan-ekdahl' : 'sara-lindqvist'),
      kind: daysAgo % 2 === 0 ? 'telephone' : 'visit',
      reason,
      template: 'gp-visit',
      note: { reason: `${reason}.`, current, assessment: `${reason}.`, action },
      ...(stop && { stop }),
      ...(start && { start }),
    });
  }
}

function afterHip(life: Life) {
  return (ward: Parameters<typeof allergy>[1]): void => {
    const home = at(ward.day + 9, 13 * 60);
    life.chart.diagnose(ward, 'hipImplant', { lasting: true });
    life.start(ward, 'oxycodoneDepot', twice, undefined, home);
    life.start(ward, 'bisacodyl', night, undefined, home);
    flag(life.chart, ward, 'risk', 'Fallrisk, höftfraktur');
  };
}

function afterHeart(life: Life) {
  return (ward: Parameters<typeof allergy>[1]): void => {
    const problem = life.chart.problems.get('heartFailure');
    const home = at(ward.day + 11, 13 * 60);
    life.stop('furosemide40', ward.day + 11, 'Dosändring vid utskrivning');
    life.start(ward, 'furosemide40', { amount: 2, times: ['MORN', 'NOON'] }, problem, home);
    life.start(ward, 'potassiumChloride', morning, problem, home);
    life.body.resting.systolic = 112;
    life.body.resting.diastolic = 61;
    life.body.weight = 58.9;
    refer(life.chart, ward, 'home-care', life.tree.unit(castUnits.homeCare), {
      question: 'Utskrivningsplanering: daglig vikt, bedömning av ödem, provtagning om en vecka.',
      history: 'Vårdad för försämrad hjärtsvikt. Furosemid höjt. Målvikt 59,5 kg.',
      done: true,
    });
    plan(life.chart, ward, 'coordinated-individual-plan', {
      title: 'Samordnad individuell plan',
      description: 'Bo kvar hemma, undvika nya akuta inläggningar. Fast vårdkontakt: Maria Holm, distriktssköterska.',
      problems: problem ? [problem] : [],
      activities: [
        { text: 'Vikt varje morgon, hemtjänsten noterar' },
        { text: 'Hemsjukvården ringer vårdcentralen vid viktuppgång över två kilo på tre dagar' },
        { text: 'Läkarbesök och läkemedelsgenomgång inom två veckor' },
        { text: 'Arbetsterapeut bedömer badrummet' },
      ],
    });
    flag(life.chart, ward, 'treatment', 'Blodförtunnande behandling');
  };
}

/** Since she came home: two visits at home, samples, and what waits for Sara this morning. */
function lately(life: Life, sara: ReturnType<typeof castAt>): void {
  const lena = castAt(life, castUnits.homeCare, 'lena-forsberg');
  const visits: readonly (readonly [number, string, string, string])[] = [
    [
      8,
      'Hemma sedan i går. Trött men glad. Sover med två kuddar, ingen andnöd i vila. Förstår ändringen av vattendrivande.',
      'Inga krepitationer hörbara i sittande. Lätta ankelödem.',
      'Vikt 59,8 kg. Dosett omdelad efter utskrivningen.',
    ],
    [
      5,
      'Mår bättre. Har gått till brevlådan. Yr när hon reser sig hastigt.',
      'Blodtryck 112/60 sittande, 98/56 stående.',
      'Råd att resa sig långsamt. Stämmer av med Sara.',
    ],
    [
      2,
      'Fortfarande lite yr. Äter bra. Inga fall.',
      'Lägre vikt, 58,4 kg. Inga ödem.',
      'Prover tagna i hemmet i dag inför läkarbesöket.',
    ],
  ];
  for (const [daysAgo, current, skin, action] of visits) {
    scene(
      life,
      daysAgo,
      {
        where: lena,
        kind: 'home',
        reason: 'Hembesök efter utskrivning',
        template: 'home-visit',
        time: '10:10',
        vitals: true,
        note: {
          reason: 'Uppföljning efter sjukhusvård.',
          current,
          skin,
          assessment: daysAgo === 2 ? 'Misstänkt för kraftig avvattning.' : 'Stabil.',
          action,
          plan: 'Nytt hembesök enligt plan.',
        },
        ...(daysAgo === 2 && { after: (contact) => sampled(life, contact, sara) }),
      },
      true,
    );
  }
}

function sampled(life: Life, contact: Parameters<typeof allergy>[1], sara: ReturnType<typeof castAt>): void {
  const { levels } = life.body;
  levels.creatinine = 141;
  levels.potassium = 4.9;
  levels.sodium = 136;
  levels.probnp = 2900;
  const results = life.labs(contact, ['hb', 'sodium', 'potassium', 'creatinine', 'egfr', 'probnp'], { answerHours: 6 });
  const moment = Math.min(life.chart.now, contact.start + 6 * 3_600_000);
  assign(life.chart, 'result-to-acknowledge', {
    ...sara,
    owner: sara.staff,
    focus: results.report,
    moment,
    text: `Provsvar: ${results.abnormal.join(', ')}`,
    urgent: true,
  });
  const renewal = life.treatments.get('macrogol');
  if (renewal)
    assign(life.chart, 'prescription-renewal', {
      ...sara,
      owner: sara.staff,
      focus: renewal.resource,
      moment,
      text: 'Dottern ringer: Makrogol är slut.',
    });
  const call = life.chart.contact({
    unit: sara.unit,
    staff: castAt(life, castUnits.healthCentre, 'maria-holm').staff,
    start: moment,
    minutes: 10,
    kind: 'telephone',
    reason: 'Hemsjukvården ringer',
  });
  writeNote(life.chart, call, 'telephone', {
    reason: 'Lena Forsberg, hemsjukvården, ringer.',
    current: 'Yr i stående, vikt 58,4 kg mot målvikt 59,5. Ingen andnöd. Inga fall.',
    assessment: 'Kan vara för mycket vattendrivande.',
    action: 'Prover tagna. Tid hos Sara i övermorgon. Kontakt samma dag om hon blir sämre.',
  });
}
