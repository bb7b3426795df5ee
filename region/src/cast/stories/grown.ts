/** Linnea and Johanna, whose identities are protected; Emma, Yusuf, Hodan, Ulf; Rut, who died; Sven, who lies on the ward. */
import { dayOfText } from '../../calendar.ts';
import { actCodeSystem } from '../../systems.ts';
import { allergy, assign, flag, refer } from '../../chart/order.ts';
import { chronic } from '../../courses/chronic.ts';
import { chronicIllnesses } from '../../courses/chronic-illnesses.ts';
import { cancer } from '../../courses/cancer.ts';
import { depression } from '../../courses/depression.ts';
import { list } from '../../courses/destiny.ts';
import { complaint, rehabilitate } from '../../courses/episodes.ts';
import { homeCare } from '../../courses/home-care.ts';
import { hypertension } from '../../courses/hypertension.ts';
import { illnesses } from '../../courses/illnesses.ts';
import { infection } from '../../courses/infections.ts';
import { jointReplacement } from '../../courses/joint-replacement.ts';
import type { Life } from '../../courses/life.ts';
import { pregnancy } from '../../courses/pregnancy.ts';
import { vaccinations, warnings } from '../../courses/prevention.ts';
import { stay } from '../../courses/stay.ts';
import { draft } from '../../courses/waiting.ts';
import { castUnits } from '../staff.ts';
import { saidToBeTaken } from './said-to-be-taken.ts';
import { castAt, scene } from './scene.ts';
import { message, warnOfInterpreter } from './young.ts';

const morning = { amount: 1, times: ['MORN'] } as const;

export function linnea(life: Life): void {
  list(life);
  warnings(life, [
    { text: 'Katt', category: 'environment', criticality: 'low', reaction: 'Astma', severity: 'moderate' },
  ]);
  chronic(life, chronicIllnesses.asthma, life.today - 2200);
  infection(life, 'upperRespiratory', life.today - 300);
  complaint(life, 'headache', life.today - 150);
}

export function johanna(life: Life): void {
  list(life);
  depression(life, life.today - 170);
  const counsellor = life.centre.staff.find((s) => s.profession === 'counsellor');
  if (!counsellor) return;
  scene(life, 120, {
    where: { unit: life.centre, staff: counsellor },
    reason: 'Samtal',
    template: 'counselling',
    note: {
      reason: 'Samtal om hemförhållanden.',
      current: 'Berättar om hot och våld från tidigare partner. Bor på ny ort. Barn finns inte i hushållet.',
      social: 'Skyddad folkbokföring. All post går genom Skatteverket. Lämna inga uppgifter i telefon.',
      assessment: 'Våldsutsatt. Tryggt boende nu.',
      plan: 'Kontakt med kvinnofridsteam. Nytt samtal om två veckor.',
    },
    after: () => {
      // What is written about violence is not shown on line: somebody may be looking over her shoulder.
      const note = life.chart.resources.findLast((r) => r.resourceType === 'QuestionnaireResponse');
      if (note?.meta)
        note.meta.security = [
          {
            system: actCodeSystem,
            code: 'NOPATIENT',
            display: "no disclosure to patient, family or caregivers without attending provider's authorization",
          },
        ];
    },
  });
}

export function emma(life: Life): void {
  list(life);
  chronic(life, chronicIllnesses.hypothyroidism, life.today - 1800);
  pregnancy(life, dayOfText('2019-01-12'), { first: true });
  infection(life, 'cystitis', life.today - 900);
  message(life, 'Hej! Jag är tröttare igen och undrar om jag kan ta prover före besöket. /Emma', 30);
}

export function yusuf(life: Life): void {
  list(life);
  const sara = castAt(life, castUnits.healthCentre, 'sara-lindqvist');
  scene(life, 48, {
    where: sara,
    reason: 'Ländryggssmärta',
    template: 'gp-visit',
    vitals: true,
    note: {
      reason: 'Ont i ländryggen sedan tre veckor.',
      current:
        'Lyfte en köksskiva på jobbet. Strålar till höger skinka. Inga domningar. Inga problem med blåsa eller tarm. Sover dåligt.',
      social: 'Snickare, bor med fru och dotter.',
      status: 'Stel, framåtböjning till knäna. Lasègue negativ. Reflexer och kraft normala.',
      assessment: 'Akut lumbago utan rotpåverkan.',
      action: 'Sjukskrivning 50 procent i två veckor. Remiss till fysioterapeut.',
    },
    after: (contact) => {
      const problem = life.chart.diagnose(contact, 'lumbago', { lasting: true });
      rehabilitate(life, contact, problem, 'Ländryggssmärta.', 4);
    },
  });
}

export function hodan(life: Life): void {
  list(life);
  warnings(life, [
    {
      text: 'Penicillin',
      atc: 'J01C',
      category: 'medication',
      criticality: 'high',
      reaction: 'Andnöd och nässelutslag',
      severity: 'severe',
    },
  ]);
  warnOfInterpreter(life, 'somaliska');
  hypertension(life, life.today - 2250);
  chronic(life, chronicIllnesses.hyperlipidaemia, life.today - 1100);
  jointReplacement(life, 'knee', life.today - 180, 'vänster');
  const sara = castAt(life, castUnits.healthCentre, 'sara-lindqvist');
  scene(life, 400, {
    where: sara,
    reason: 'Magont',
    template: 'gp-visit',
    status: 'amended',
    note: {
      reason: 'Ont i magen efter mat.',
      current:
        'Ont under bröstbenet efter mat sedan i våras. Inga svarta avföringar. Ingen viktnedgång. Tolk närvarande.',
      status: 'Buk mjuk, lätt öm i epigastriet.',
      assessment:
        'Misstänkt gastrit. Rättelse: uppgiften om ibuprofen gällde maken, patienten har inte tagit ibuprofen.',
      action: 'Omeprazol fyra veckor. H. pylori-test.',
    },
    start: [['omeprazole', { amount: 1, times: ['MORN'], days: 28 }]],
  });
}

export function ulf(life: Life): void {
  list(life);
  const henrik = castAt(life, castUnits.privateClinic, 'henrik-akesson');
  hypertension(life, life.today - 3000);
  scene(life, 1500, {
    where: henrik,
    reason: 'Hjärtklappning',
    template: 'gp-visit',
    vitals: true,
    labs: ['hb', 'platelets', 'creatinine', 'egfr', 'potassium', 'tsh', 'probnp'],
    note: {
      reason: 'Anfallsvis hjärtklappning.',
      current: 'Hjärtklappning några gånger i månaden, upp till ett dygn. Ingen svimning. Ingen bröstsmärta.',
      status: 'Sinusrytm i dag. Långtids-EKG med två episoder av förmaksflimmer.',
      assessment: 'Paroxysmalt förmaksflimmer. CHA₂DS₂-VASc 2.',
      action: 'Rivaroxaban och bisoprolol. Information om blödningsrisk.',
      plan: 'Återbesök var sjätte månad.',
    },
    after: (contact) => {
      const problem = life.chart.diagnose(contact, 'atrialFibrillationParoxysmal', { lasting: true });
      life.start(contact, 'rivaroxaban', { amount: 1, times: ['EVE'] }, problem);
      life.start(contact, 'bisoprolol', morning, problem);
    },
  });
  for (const daysAgo of [1310, 1120, 930, 750, 560, 370, 185]) {
    scene(life, daysAgo, {
      where: henrik,
      reason: 'Kontroll förmaksflimmer',
      template: 'gp-visit',
      about: 'atrialFibrillationParoxysmal',
      vitals: true,
      labs: ['hb', 'creatinine', 'egfr', 'potassium'],
      note: {
        reason: 'Kontroll.',
        current: life.random.pick([
          'Inga episoder sedan sist. Inga blödningar.',
          'En episod i somras i sex timmar. Ingen yrsel.',
          'Någon enstaka näsblödning. Glömmer inte tabletterna.',
        ]),
        status: 'Regelbunden rytm, inga blåsljud.',
        assessment: 'Stabilt paroxysmalt förmaksflimmer.',
        action: 'Oförändrad behandling.',
      },
    });
  }
}

export function rut(life: Life): void {
  list(life);
  vaccinations(life);
  hypertension(life, life.today - 4800);
  cancer(life, 'colon', life.today - 1100);
  homeCare(life, life.today - 400, {
    unit: life.tree.unit(castUnits.homeCare),
    nurse: castAt(life, castUnits.homeCare, 'lena-forsberg').staff,
    every: 12,
  });
  const sara = castAt(life, castUnits.healthCentre, 'sara-lindqvist');
  scene(life, 210, {
    where: sara,
    kind: 'home',
    reason: 'Brytpunktssamtal',
    template: 'gp-visit',
    minutes: 60,
    note: {
      reason: 'Brytpunktssamtal i hemmet med dottern.',
      current: 'Spridd sjukdom i levern. Trött, äter lite, ont i magen. Vill vara hemma.',
      status: 'Mager, klar och orienterad. Palpabel lever.',
      assessment: 'Spridd tjocktarmscancer. Palliativ vård i livets slutskede inom månader.',
      action:
        'Morfin vid behov, trygghetsordinationer. Behandlingsbegränsning: ingen hjärt-lungräddning, inte åter till sjukhus utan att det gagnar lindring.',
    },
    after: (contact) => {
      const problem = life.chart.diagnose(contact, 'palliative', { lasting: true });
      life.start(contact, 'morphine', { amount: 1, asNeeded: { most: 6, why: 'mot smärta' } }, problem);
      flag(life.chart, contact, 'limitation', 'Ingen hjärt-lungräddning, beslut i samråd');
    },
  });
  scene(
    life,
    92,
    {
      where: castAt(life, castUnits.homeCare, 'lena-forsberg'),
      kind: 'home',
      reason: 'Vak i livets slut',
      template: 'home-visit',
      time: '20:30',
      note: {
        reason: 'Hembesök, sista tiden.',
        current: 'Sover det mesta. Dottern vakar. Lugn andning.',
        pain: 'Ser inte ut att ha ont. Har fått morfin kl. 18.',
        assessment: 'Döende, väl lindrad.',
        plan: 'Nattpatrullen ser till var tredje timme.',
      },
    },
    true,
  );
}

export function sven(life: Life): void {
  list(life);
  vaccinations(life);
  hypertension(life, life.today - 4900);
  chronic(life, chronicIllnesses.alzheimers, life.today - 1750);
  chronic(life, chronicIllnesses.prostate, life.today - 3300);
  homeCare(life, life.today - 640, {
    unit: life.tree.unit(castUnits.homeCare),
    nurse: castAt(life, castUnits.homeCare, 'lena-forsberg').staff,
  });
  life.on(life.today - 3, (day) =>
    stay(life, illnesses.pneumonia, day, {
      ward: life.tree.unit(castUnits.ward),
      days: 7,
      watched: true,
      onWard: (ward) => {
        flag(life.chart, ward, 'risk', 'Konfusionsrisk, demenssjukdom');
        saidToBeTaken(life.chart, ward);
        allergy(life.chart, ward, {
          text: 'Oxikodon',
          atc: 'N02AA05',
          category: 'medication',
          criticality: 'low',
          type: 'intolerance',
          reaction: 'Förvirring',
          severity: 'moderate',
          verified: 'unconfirmed',
        });
        refer(life.chart, ward, 'home-care', life.tree.unit(castUnits.homeCare), {
          question: 'Inskrivningsmeddelande. Beräknad hemgång om fyra dygn.',
          history: 'Lunginflammation. Hustrun orkar inte nattetid.',
        });
      },
    }),
  );
}

/** What Sara has not finished. */
export function unfinished(life: Life): void {
  const sara = castAt(life, castUnits.healthCentre, 'sara-lindqvist');
  draft(
    life,
    sara.unit,
    sara.staff,
    'Hosta och trötthet',
    'Hosta sedan fem veckor efter förkylning. Ingen feber nu, ingen viktnedgång. Inte rökt.',
    20,
  );
  const report = life.chart.resources.findLast((r) => r.resourceType === 'DiagnosticReport');
  if (report)
    assign(life.chart, 'result-to-acknowledge', {
      ...sara,
      owner: sara.staff,
      focus: report,
      moment: life.chart.now - 15 * 3_600_000,
      text: 'Laboratoriesvar',
    });
}
