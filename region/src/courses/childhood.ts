/** Growing up: the child health programme with growth and vaccinations, school health visits, the usual childhood ailments. */
import { childhoodProgramme } from '../catalogue/vaccines.ts';
import { vaccines } from '../catalogue/vaccines.ts';
import { type Day, workday } from '../calendar.ts';
import type { Contact } from '../chart/chart.ts';
import { decimal, measureVital } from '../chart/measure.ts';
import { immunise } from '../chart/order.ts';
import { listed } from '../chart/prescribe.ts';
import { writeNote } from '../chart/write-note.ts';
import { staffOf } from '../units/tree.ts';
import { episodeKindSystem } from '../systems.ts';
import { infection, type InfectionKey } from './infections.ts';
import type { Life } from './life.ts';

/** Mean length (cm) and weight (kg) by age, smoothed from general knowledge of Swedish reference curves; for looks only. */
const growth: readonly (readonly [
  days: number,
  girlLength: number,
  girlWeight: number,
  boyLength: number,
  boyWeight: number,
])[] = [
  [0, 49.8, 3.5, 50.5, 3.6],
  [30, 53.5, 4.3, 54.5, 4.5],
  [91, 60, 6, 61.5, 6.4],
  [182, 66.5, 7.6, 68, 8.1],
  [365, 75, 9.6, 76.5, 10.2],
  [548, 81.5, 11.2, 83, 11.8],
  [913, 91.5, 13.6, 92.5, 14],
  [1461, 103.5, 17, 104.5, 17.4],
  [2008, 113, 20.3, 113.5, 20.4],
  [2557, 122.5, 23.6, 123, 23.8],
  [3653, 139.5, 33, 139.5, 33],
  [4748, 157, 47, 156.5, 46],
  [5844, 165, 56, 174.5, 61],
  [6940, 166.5, 60, 180, 70],
];

export function growthAt(sex: 'female' | 'male', days: number): { length: number; weight: number } {
  const next = growth.findIndex((row) => row[0] > days);
  const a = growth[next === -1 ? growth.length - 1 : Math.max(0, next - 1)] as (typeof growth)[number];
  const b = growth[next === -1 ? growth.length - 1 : next] as (typeof growth)[number];
  const share = b[0] === a[0] ? 0 : Math.max(0, (days - a[0]) / (b[0] - a[0]));
  const mix = (i: 1 | 2 | 3 | 4): number => a[i] + (b[i] - a[i]) * share;
  return sex === 'female' ? { length: mix(1), weight: mix(2) } : { length: mix(3), weight: mix(4) };
}

interface Visit {
  days: number;
  reason: string;
  development: string;
  family: string;
  status: string;
  doctor?: boolean;
}

const visits: readonly Visit[] = [
  {
    days: 9,
    reason: 'Hembesök, nyfödd.',
    development: 'Fixerar kort. Gråter kraftigt, går att trösta.',
    family: 'Amningen kommer i gång. Föräldrarna trötta men nöjda.',
    status: 'Navel torr. Huden fin, ingen gulsot.',
  },
  {
    days: 44,
    reason: 'Sexveckorskontroll hos läkare.',
    development: 'Ler tillbaka. Följer med blicken. Lyfter huvudet i bukläge.',
    family: 'Mamma mår bra, inga tecken till nedstämdhet. EPDS 4 poäng.',
    status: 'Hjärta utan blåsljud. Höfter stabila. Röd reflex finns i båda ögonen.',
    doctor: true,
  },
  {
    days: 93,
    reason: 'Tremånadersbesök.',
    development: 'Jollrar, griper efter saker. Bär upp huvudet.',
    family: 'Inga bekymmer. Syskon lite svartsjukt.',
    status: 'Pigg och nöjd.',
  },
  {
    days: 154,
    reason: 'Femmånadersbesök.',
    development: 'Vänder sig. Flyttar leksak mellan händerna.',
    family: 'Börjat med smakportioner.',
    status: 'Pigg, god kontakt.',
  },
  {
    days: 186,
    reason: 'Sexmånaderskontroll hos läkare.',
    development: 'Sitter med stöd. Jollrar med konsonanter.',
    family: 'Föräldrarna delar på ledigheten.',
    status: 'Hjärta, lungor och buk utan anmärkning. Höfter symmetriska.',
    doctor: true,
  },
  {
    days: 300,
    reason: 'Tiomånadersbesök.',
    development: 'Kryper, drar sig upp mot möbler. Pincettgrepp. Säger mamma.',
    family: 'Sover hela nätter ibland.',
    status: 'Pigg och nyfiken.',
  },
  {
    days: 367,
    reason: 'Ettårskontroll hos läkare.',
    development: 'Går längs möbler. Förstår enkla uppmaningar.',
    family: 'Inskolning på förskola planeras.',
    status: 'Testiklar/yttre genitalia normala. Hjärta utan blåsljud.',
    doctor: true,
  },
  {
    days: 550,
    reason: 'Artonmånadersbesök.',
    development: 'Går stadigt. Säger åtta till tio ord. Pekar på bilder.',
    family: 'Trivs på förskolan.',
    status: 'Välmående.',
  },
  {
    days: 915,
    reason: 'Två och ett halvt-årsbesök, språk.',
    development: 'Tvåordsmeningar. Förstår färger och storlek.',
    family: 'Tandborstning går bra. Skärmtid diskuteras.',
    status: 'God kontakt, leker.',
  },
  {
    days: 1470,
    reason: 'Fyraårskontroll med syn och hörsel.',
    development: 'Ritar människa, hoppar på ett ben, talar rent.',
    family: 'Äter själv, sover gott.',
    status: 'Syn 0,8 på båda ögonen. Hörsel utan anmärkning.',
  },
  {
    days: 1840,
    reason: 'Femårsbesök.',
    development: 'Berättar sammanhängande. Klipper, ritar bokstäver.',
    family: 'Ser fram emot förskoleklass.',
    status: 'Pigg och glad.',
  },
];

/** One child's growth and vaccinations while the record is told. */
interface Child {
  /** How much longer and heavier than the mean, as shares. */
  length: number;
  weight: number;
  /** Doses given: `mmr1`. */
  doses: Set<string>;
  schooled: boolean;
}

export function childhood(life: Life): void {
  const born = life.person.birth;
  const child: Child = {
    length: life.random.normal(0, 0.035),
    weight: life.random.normal(0, 0.07),
    doses: new Set(),
    schooled: false,
  };
  for (const visit of visits)
    life.on(workday(born + visit.days + life.random.int(0, 4)), (day) => childVisit(life, visit, day, child));
  for (const [days, year] of [
    [2700, 'årskurs 1'],
    [4050, 'årskurs 5'],
    [4260, 'årskurs 5, vaccination'],
    [5300, 'årskurs 8'],
    [6150, 'gymnasiet'],
  ] as const) {
    life.on(workday(born + days + life.random.int(0, 60)), (day) => schoolVisit(life, year, day, child));
  }
  ailments(life);
}

/** How the child has grown, measured and shown. */
function measureGrowth(life: Life, contact: Contact, child: Child): string {
  const days = contact.day - life.person.birth;
  const mean = growthAt(life.person.sex, days);
  const length = measureVital(
    life.chart,
    contact,
    'height',
    mean.length * (1 + child.length) + life.random.normal(0, 0.3),
  );
  const weight = measureVital(
    life.chart,
    contact,
    'weight',
    mean.weight * (1 + child.weight + child.length * 1.5) * (1 + life.random.normal(0, 0.012)),
  );
  let text = `Längd ${decimal(length)} cm, vikt ${decimal(weight)} kg`;
  if (days < 560) {
    const head = measureVital(
      life.chart,
      contact,
      'headCircumference',
      34.8 + 11.6 * (1 - Math.exp(-days / 160)) + child.length * 12,
    );
    text += `, huvudomfång ${decimal(head)} cm`;
  }
  return `${text}. ${life.random.pick(['Följer sin kurva.', 'Växer fint längs sin kurva.', 'Tillväxt utan anmärkning.'])}`;
}

function vaccinate(life: Life, contact: Contact, child: Child, place: 'child-health' | 'school'): string {
  const age = contact.day - life.person.birth;
  const window = place === 'school' ? 450 : 28;
  const due = childhoodProgramme.filter(
    (d) => d.place === place && Math.abs(d.ageInDays - age) <= window && !child.doses.has(`${d.vaccine}${d.dose}`),
  );
  if (due.length === 0) return '';
  const first = due.filter((d, i) => due.findIndex((other) => other.vaccine === d.vaccine) === i);
  for (const d of first) {
    child.doses.add(`${d.vaccine}${d.dose}`);
    immunise(life.chart, contact, d.vaccine, d.dose);
  }
  return `Vaccineras i dag med ${listed(first.map((d) => `${vaccines[d.vaccine].name} dos ${d.dose}`))}. Inga reaktioner tidigare.`;
}

function childVisit(life: Life, visit: Visit, day: Day, child: Child): void {
  const nurse =
    life.centre.staff.find((s) => s.title === 'BVC-sjuksköterska') ?? staffOf(life.centre, ['nurse', 'district-nurse']);
  const home = visit.days === 9;
  const contact = life.meet(day, visit.reason, {
    staff: visit.doctor ? life.ownDoctor() : nurse,
    minutes: 30,
    ...(home && { kind: 'home' as const }),
  });
  if (visit.doctor) life.chart.diagnose(contact, 'childCheck');
  const grown = measureGrowth(life, contact, child);
  const vaccination = vaccinate(life, contact, child, 'child-health');
  writeNote(life.chart, contact, 'child-health', {
    reason: visit.reason,
    family: visit.family,
    growth: grown,
    development: visit.development,
    nutrition:
      visit.days < 200
        ? life.random.pick([
            'Ammas helt. Får D-droppar.',
            'Bröstmjölksersättning och amning. Får D-droppar.',
            'Ammas, D-droppar dagligen.',
          ])
        : 'Äter familjens mat. Varierad kost.',
    sleep: life.random.pick(['Sover bra.', 'Vaknar en till två gånger per natt.', 'Somnar själv.']),
    status: visit.status,
    vaccination,
    assessment: life.random.pick([
      'Åldersadekvat utveckling.',
      'Frisk, följer sin utveckling.',
      'Mår bra. Inga avvikelser.',
    ]),
    plan: 'Nästa besök enligt barnhälsovårdsprogrammet.',
  });
}

function schoolVisit(life: Life, year: string, day: Day, child: Child): void {
  const school = life.tree.unit(`school-health-${life.person.municipality}`);
  const contact = life.meet(day, `Hälsobesök i ${year}`, {
    unit: school,
    staff: staffOf(school, ['school-nurse'], life.random),
    minutes: 40,
  });
  if (!child.schooled) {
    child.schooled = true;
    life.chart.episode(school, 'school-health', 'Elev', episodeKindSystem, contact.day);
  }
  const grown = measureGrowth(life, contact, child);
  writeNote(life.chart, contact, 'school-health', {
    reason: `Hälsobesök i ${year}.`,
    school: life.random.pick([
      'Trivs i skolan, har kamrater.',
      'Trivs. Tycker om idrott och bild.',
      'Trivs för det mesta. Lite stökigt i klassen.',
      'Har bytt klass i höst, det har gått bra.',
    ]),
    growth: grown,
    sleep: life.random.pick(['Sover åtta timmar.', 'Lägger sig sent, trött på morgonen. Råd om sömn.', 'Sover gott.']),
    mind: life.random.pick([
      'Mår bra. Ingen mobbning.',
      'Ibland orolig inför prov. Har vuxna att prata med.',
      'Glad och nöjd.',
    ]),
    vaccination: vaccinate(life, contact, child, 'school'),
    assessment: 'Frisk elev med åldersenlig tillväxt.',
    plan: 'Nästa hälsobesök enligt programmet. Välkommen att höra av sig däremellan.',
  });
}

function ailments(life: Life): void {
  const { random, person } = life;
  const kinds: readonly InfectionKey[] = [
    'otitis',
    'upperRespiratory',
    'upperRespiratory',
    'gastroenteritis',
    'tonsillitis',
  ];
  const years = Math.min(18, (life.today - person.birth) / 365.25);
  const count = Math.floor(years * 0.5 * random.between(0.4, 1.6));
  for (let i = 0; i < count; i++) {
    const age = 200 + Math.floor(random.next() ** 1.6 * years * 365);
    const key = age > 3000 && random.chance(0.5) ? 'tonsillitis' : random.pick(kinds);
    infection(life, key === 'otitis' && age > 3300 ? 'upperRespiratory' : key, person.birth + age);
  }
}
