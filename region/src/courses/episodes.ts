/** Complaints that bring people to the health centre once or a few times: back, joints, skin, mind, injuries. */
import type { DiagnosisKey } from '../catalogue/diagnoses.ts';
import type { DrugKey } from '../catalogue/drugs.ts';
import { at, type Day, workday } from '../calendar.ts';
import type { Contact, Problem } from '../chart/chart.ts';
import { answer, operate, plan, refer } from '../chart/order.ts';
import { type Dose, prescribe } from '../chart/prescribe.ts';
import { writeNote } from '../chart/write-note.ts';
import type { ProcedureKey } from '../catalogue/procedures.ts';
import { staffOf } from '../units/tree.ts';
import type { Life } from './life.ts';

export interface Complaint {
  diagnosis: DiagnosisKey;
  reason: string;
  current: readonly string[];
  status: readonly string[];
  assessment: string;
  action: string;
  drug?: { key: DrugKey; dose: Dose };
  /** X-ray or similar, with its question and answers. */
  imaging?: { question: string; title: string; answers: readonly string[] };
  rehabilitation?: boolean;
  /** Comes to the emergency department. */
  emergency?: boolean;
  procedure?: ProcedureKey;
}

const needed = (amount: number, most: number, why: string, days = 14): Dose => ({
  amount,
  asNeeded: { most, why },
  days,
});

export const complaints = {
  lumbago: {
    diagnosis: 'lumbago',
    reason: 'Ländryggssmärta.',
    current: [
      'Ont i ländryggen sedan tio dagar efter lyft. Strålar till vänster skinka, inte nedanför knät. Inga blås- eller tarmsymtom. Ingen känselnedsättning.',
      'Ryggskott för en vecka sedan. Kan gå men inte sitta länge. Ingen feber, ingen viktnedgång.',
    ],
    status: [
      'Rör sig försiktigt. Ömhet paravertebralt L4–L5. Lasègue negativ bilateralt. Kraft, känsel och reflexer normala.',
    ],
    assessment: 'Lumbago utan tecken till rotpåverkan. Inga alarmsymtom.',
    action: 'Råd att hålla igång. Paracetamol. Sjukskrivning behövs inte. Remiss till fysioterapeut.',
    drug: { key: 'paracetamol500', dose: needed(2, 4, 'mot smärta') },
    rehabilitation: true,
  },
  shoulder: {
    diagnosis: 'shoulder',
    reason: 'Axelsmärta.',
    current: [
      'Ont i höger axel vid arbete ovan axelhöjd sedan tre månader. Vaknar när jag ligger på den. Inget trauma.',
    ],
    status: ['Smärtbåge 70–120 grader. Positivt impingementtest. Kraft bevarad. Inga tecken till ruptur.'],
    assessment: 'Subakromiell smärta.',
    action: 'Avlastning, träning hos fysioterapeut.',
    imaging: {
      question: 'Slätröntgen höger axel. Förkalkning, artros?',
      title: 'Röntgen höger axel',
      answers: [
        'Inga skelettförändringar. Ingen förkalkning i rotatorkuffen. Ingen fraktur.',
        'Liten förkalkning vid supraspinatusfästet. Lindrig artros i AC-leden. Ingen fraktur.',
      ],
    },
    rehabilitation: true,
  },
  dermatitis: {
    diagnosis: 'dermatitis',
    reason: 'Kliande utslag.',
    current: [
      'Kliande, torra utslag på händerna i två månader. Tvättar händerna ofta i arbetet. Ingen känd allergi.',
      'Utslag i armvecken sedan i vintras, klåda på natten.',
    ],
    status: ['Erytematösa, fjällande hudförändringar på handryggar och mellan fingrarna. Inga tecken till infektion.'],
    assessment: 'Handeksem, sannolikt irritativt.',
    action: 'Mjukgörande, kortisonkräm i nedtrappning över fyra veckor. Skyddshandskar.',
    drug: { key: 'mometasoneCream', dose: { amount: 1, times: ['EVE'], days: 28 } },
  },
  dizziness: {
    diagnosis: 'dizziness',
    reason: 'Yrsel.',
    current: [
      'Snurrar när jag vänder mig i sängen, varar under en minut. Ingen hörselnedsättning, ingen huvudvärk. Inga neurologiska symtom.',
    ],
    status: ['Neurologiskt utan anmärkning. Dix-Hallpike positiv höger. Blodtryck utan fall i stående.'],
    assessment: 'Godartad lägesyrsel.',
    action: 'Epleys manöver med god effekt. Övningar att göra hemma.',
  },
  headache: {
    diagnosis: 'headache',
    reason: 'Huvudvärk.',
    current: [
      'Tryckande huvudvärk över pannan flera dagar i veckan. Mycket vid skärm. Inget illamående, ingen ljuskänslighet. Inga synfenomen.',
    ],
    status: ['Neurologiskt status normalt. Ömhet i nackmuskulatur. Ögonbottnar utan stas.'],
    assessment: 'Spänningshuvudvärk. Inga alarmsymtom.',
    action: 'Råd om arbetsställning och pauser. Undvik dagliga värktabletter.',
  },
  abdominalPain: {
    diagnosis: 'abdominalPain',
    reason: 'Magont.',
    current: [
      'Knip i magen efter mat i flera månader. Avföringen växlar. Inget blod, ingen viktnedgång.',
      'Ont i övre delen av magen på nätterna. Sura uppstötningar. Inga svarta avföringar.',
    ],
    status: ['Buk mjuk, lätt öm i epigastriet, inga resistenser. Rektalpalpation utan anmärkning.'],
    assessment: 'Buksmärta utan alarmsymtom. Funktionella besvär eller reflux.',
    action: 'Omeprazol i fyra veckor på prov. Prover inklusive F-kalprotektin.',
    drug: { key: 'omeprazole', dose: { amount: 1, times: ['MORN'], days: 28 } },
  },
  wristFracture: {
    diagnosis: 'wristFracture',
    reason: 'Fall mot hand.',
    current: ['Halkade på isen och tog emot sig med höger hand. Direkt smärta och felställning. Slog inte i huvudet.'],
    status: ['Bajonettfelställning höger handled. Distalstatus utan anmärkning. Ingen ömhet i armbåge.'],
    assessment: 'Distal radiusfraktur höger.',
    action: 'Reponerad i lokalbedövning, gipsskena. Smärtlindring.',
    drug: { key: 'paracetamol500', dose: needed(2, 4, 'mot smärta') },
    imaging: {
      question: 'Slätröntgen höger handled. Fraktur?',
      title: 'Röntgen höger handled',
      answers: [
        'Extraartikulär distal radiusfraktur med 15 graders dorsal bockning. Ingen fraktur i ulna. Efter reposition gott läge.',
      ],
    },
    emergency: true,
    procedure: 'wristReposition',
    rehabilitation: true,
  },
  ankleSprain: {
    diagnosis: 'ankleSprain',
    reason: 'Vrickat foten.',
    current: ['Trampade snett vid fotboll i går. Kunde stödja direkt efteråt. Svullen på utsidan.'],
    status: [
      'Svullnad och blåmärke framför laterala malleolen. Ingen ömhet över malleolspets eller bas av femte metatarsalbenet. Stabil.',
    ],
    assessment: 'Fotledsdistorsion. Ottawa-kriterier negativa, röntgen behövs inte.',
    action: 'Kompression, avlastning, tidig rörelseträning.',
    emergency: true,
  },
  fingerWound: {
    diagnosis: 'fingerWound',
    reason: 'Skurit sig i fingret.',
    current: [
      'Skar sig på köksknivens blad i vänster pekfinger för två timmar sedan. Ingen känselnedsättning. Stelkrampsvaccinerad.',
    ],
    status: [
      'Två cm långt sår på pekfingrets volara sida. Sensibilitet och sträck-/böjförmåga intakt. Inga främmande kroppar.',
    ],
    assessment: 'Sårskada utan sen- eller nervskada.',
    action: 'Rengjort, tre suturer i lokalbedövning. Suturer tas om tio dagar.',
    emergency: true,
    procedure: 'armSuture',
  },
  concussion: {
    diagnosis: 'concussion',
    reason: 'Slag mot huvudet.',
    current: ['Föll med cykel, hade hjälm. Ingen medvetslöshet, minns allt. Illamående och huvudvärk. Inte kräkts.'],
    status: ['GCS 15. Neurologiskt utan anmärkning. Ingen dunkömhet över halsrygg. Liten skrapsår panna.'],
    assessment: 'Lätt hjärnskakning. Ingen indikation för datortomografi.',
    action: 'Hem med anhörig och skriftliga råd. Åter vid kräkningar eller ökande huvudvärk.',
    emergency: true,
  },
  earwax: {
    diagnosis: 'earwax',
    reason: 'Lock för örat.',
    current: ['Hör dåligt på höger öra sedan en vecka. Ingen smärta, ingen flytning.'],
    status: ['Höger hörselgång tilltäppt av vax. Efter spolning trumhinna utan anmärkning.'],
    assessment: 'Vaxpropp.',
    action: 'Spolning. Rekommenderar inte tops.',
  },
  conjunctivitis: {
    diagnosis: 'conjunctivitis',
    reason: 'Röda ögon.',
    current: ['Kladdiga ögon på morgonen i tre dagar. Ingen synpåverkan, ingen smärta. Inte kontaktlinser.'],
    status: ['Rodnad konjunktiva bilateralt, gulaktigt sekret. Kornea klar, pupiller runda.'],
    assessment: 'Bakteriell konjunktivit, lindrig.',
    action: 'Rengöring med ljummet vatten. Droppar vid behov.',
    drug: { key: 'fusidicEye', dose: { amount: 1, timesADay: 2, days: 7 } },
  },
  nevus: {
    diagnosis: 'nevus',
    reason: 'Hudförändring som ska bedömas.',
    current: ['Födelsemärke på ryggen som växt det senaste året. Kliar inte, blöder inte.'],
    status: [
      'Sex millimeter stort, jämnt brunt nevus skulderblad vänster. Dermatoskopi: regelbundet nätverk, inga misstänkta strukturer.',
    ],
    assessment: 'Godartat nevus. Ingen misstanke om melanom.',
    action: 'Foto för jämförelse. Åter vid förändring.',
  },
} as const satisfies Record<string, Complaint>;

export type ComplaintKey = keyof typeof complaints;

export function complaint(life: Life, key: ComplaintKey, when: Day): void {
  life.on(workday(when), (day) => {
    if (!life.isAdmitted(day)) visit(life, complaints[key], day);
  });
}

function visit(life: Life, kind: Complaint, day: Day): void {
  const { random, chart } = life;
  const unit = kind.emergency ? life.hospital('emergency') : life.centre;
  const contact = life.meet(day, kind.reason, {
    unit,
    kind: kind.emergency ? 'emergency' : 'visit',
    minutes: kind.emergency ? 140 : 20,
    ...(kind.emergency && { moment: at(day, 60 * random.int(8, 19)) }),
  });
  const problem = chart.diagnose(contact, kind.diagnosis);
  if (kind.drug && !life.mustAvoid(kind.drug.key))
    prescribe(chart, contact, kind.drug.key, kind.drug.dose, { problem });
  if (kind.procedure) operate(chart, contact, kind.procedure, contact.start + 70 * 60_000, problem);
  const text = {
    reason: kind.reason,
    ...(life.problemWords().length > 0 && { history: life.history(problem) }),
    current: life.say(kind.current, day),
    status: random.pick(kind.status),
    assessment: kind.assessment,
    action: kind.action,
  };
  writeNote(chart, contact, kind.emergency ? 'emergency' : 'gp-visit', text);
  if (kind.imaging) image(life, contact, kind.imaging, problem, kind.emergency ?? false);
  if (kind.rehabilitation) rehabilitate(life, contact, problem, kind.reason);
}

/** Asked for, done and answered: at once in the emergency department, within weeks otherwise. */
export function image(
  life: Life,
  contact: Contact,
  imaging: NonNullable<Complaint['imaging']>,
  problem: Problem,
  now: boolean,
): void {
  const { chart, random } = life;
  const unit = life.hospital('imaging');
  const referral = refer(chart, contact, 'imaging', unit, {
    question: imaging.question,
    history: `${problem.diagnosis.plain}. Se anteckning.`,
    problem,
    urgent: now,
  });
  const done = (moment: number): void => {
    const { length } = imaging.answers;
    answer(chart, referral, {
      moment,
      staff: staffOf(unit, ['doctor'], random),
      title: imaging.title,
      category: 'RAD',
      conclusion: imaging.answers[random.int(0, length - 1)] as string,
    });
  };
  if (now) {
    if (contact.start + 80 * 60_000 <= chart.now) done(contact.start + 80 * 60_000);
  } else life.on(workday(contact.day + random.int(3, 20)), (day) => done(at(day, 15 * 60)));
}

/** A handful of visits to the physiotherapist, under a plan. */
export function rehabilitate(life: Life, contact: Contact, problem: Problem, reason: string, visits = 3): void {
  const { chart, random } = life;
  const unit = life.tree.unit(`rehab-${life.person.municipality}`);
  const staff = staffOf(unit, ['physiotherapist'], random);
  const referral = refer(chart, contact, 'rehabilitation', unit, {
    question: `Bedömning och behandling. ${reason}`,
    history: 'Se läkaranteckning.',
    problem,
  });
  const first = contact.day + random.int(8, 25);
  for (let n = 0; n < visits; n++) {
    life.on(workday(first + n * 16), (day) => {
      if (life.isAdmitted(day)) return;
      const visitContact = life.meet(day, n === 0 ? `Nybesök fysioterapeut. ${reason}` : 'Återbesök fysioterapeut', {
        unit,
        staff,
        minutes: 45,
      });
      chart.link(visitContact, problem);
      if (referral.resource.status === 'active') {
        answer(chart, referral, {
          moment: at(day, 16 * 60),
          staff,
          title: 'Fysioterapi, bedömning',
          category: 'OTH',
          conclusion: `Bedömd. ${reason} Hemträning och återbesök enligt rehabiliteringsplan.`,
        });
      }
      if (n === 0) {
        plan(chart, visitContact, 'rehabilitation', {
          title: 'Rehabiliteringsplan',
          description: 'Minskad smärta och återgång till vardagliga aktiviteter.',
          problems: [problem],
          until: first + visits * 16,
          activities: [
            { text: 'Hemträning tre gånger i veckan' },
            { text: 'Daglig promenad' },
            { text: 'Återbesök var tredje vecka' },
          ],
        });
      }
      writeNote(chart, visitContact, 'physiotherapy', physioText(life, n, visits, reason));
    });
  }
}

function physioText(life: Life, n: number, visits: number, reason: string) {
  const pain = Math.max(1, 7 - n * 2 + life.random.int(-1, 1));
  const last = n === visits - 1;
  return {
    reason: n === 0 ? `Nybesök. ${reason}` : 'Återbesök.',
    current:
      n === 0
        ? life.say([
            'Remiss från läkare läst. Besvären begränsar arbete och fritid.',
            'Remiss från läkare läst. Besvären begränsar vardagen.',
          ])
        : life.random.pick([
            'Tränar hemma som planerat. Bättre.',
            'Har inte hunnit träna varje dag. Något bättre.',
            'Klarar mer i vardagen.',
          ]),
    pain: `NRS ${pain} vid rörelse, ${Math.max(0, pain - 3)} i vila.`,
    status: life.random.pick([
      'Rörligheten inskränkt i ytterläge, kraft bevarad.',
      'Förbättrad rörlighet. God muskelkontroll.',
      'Lätt stelhet, ingen neurologisk påverkan.',
    ]),
    assessment: last ? 'Målen uppnådda i stort sett.' : 'Bra prognos med träning.',
    ...(n === 0 && {
      goal: life.say([
        'Kunna arbeta utan smärtökning inom åtta veckor.',
        'Gå en halvtimme utan ökad smärta inom åtta veckor.',
        'Klara vardagen hemma utan smärtlindring inom tre månader.',
      ]),
    }),
    action: n === 0 ? 'Individuellt träningsprogram, ergonomiråd.' : 'Progression av programmet.',
    plan: last ? 'Avslutas. Fortsätter på egen hand.' : 'Återbesök om tre veckor.',
  };
}
