/** A depressive or anxious episode: months of treatment and talks, then better, and sometimes it comes back. */
import type { DrugKey } from '../catalogue/drugs.ts';
import { type Day, workday } from '../calendar.ts';
import { writeNote } from '../chart/write-note.ts';
import { staffOf } from '../units/tree.ts';
import type { Life } from './life.ts';

const first: readonly DrugKey[] = ['sertraline50', 'escitalopram', 'mirtazapine15'];

export function depression(life: Life, onset: Day): void {
  life.on(workday(onset), (day) => begin(life, day));
}

function begin(life: Life, day: Day): void {
  const { random, chart } = life;
  if (life.has('depression')) return;
  const contact = life.meet(day, 'Nedstämdhet och sömnsvårigheter', { minutes: 40 });
  life.checkVitals(contact);
  life.labs(contact, ['hb', 'tsh', 'glucose', 'sodium', 'b12']);
  const problem = chart.diagnose(contact, 'depression', { lasting: true });
  const key = random.pick(first);
  const treatment = random.chance(0.75)
    ? life.start(contact, key, { amount: 1, times: [key === 'mirtazapine15' ? 'NIGHT' : 'MORN'] }, problem)
    : undefined;
  const score = random.int(22, 33);
  writeNote(chart, contact, 'gp-visit', {
    reason: 'Nedstämdhet och sömnsvårigheter.',
    history: life.history(problem),
    current: life.say([
      'Nedstämd sedan två månader efter en period med mycket på jobbet. Sover dåligt, vaknar vid fyra. Ingen matlust. Inga tankar på att ta sitt liv, inga planer.',
      'Trött och tappat lusten för det mesta. Gråter lätt. Skilsmässa i våras. Förnekar suicidtankar. Ingen alkohol.',
      'Orolig och nedstämd, svårt att koncentrera sig. Har stöd av familjen. Har tänkt att det vore skönt att slippa, men inga planer och inga tidigare försök.',
    ]),
    social: `${life.person.occupation.charAt(0).toUpperCase()}${life.person.occupation.slice(1)}.`,
    status: `Adekvat klädd, god kontakt, sänkt grundstämning. Inga psykotiska symtom. Bedöms inte suicidnära. MADRS-S ${score} poäng.`,
    tests: 'Prover utan anmärkning.',
    assessment: 'Medelsvår depressiv episod.',
    action: `${treatment ? `Insatt: ${treatment.drug.name} ${treatment.drug.strength}. ` : 'Avvaktar läkemedel enligt patientens önskan. '}Remiss till kurator. Information om sömn och fysisk aktivitet.`,
    plan: 'Telefonuppföljning om två veckor, återbesök om fem.',
  });
  for (const [n, weeks] of [3, 6, 10, 15, 21].entries()) {
    life.later(day, weeks * 7, (next) => talk(life, next, n));
  }
  life.later(day, 38, (next) => followUp(life, next, Math.round(score * 0.6), key));
  life.later(day, 270, (next) => recovered(life, next, key));
}

function talk(life: Life, day: Day, n: number): void {
  const { centre, random } = life;
  const staff = staffOf(centre, ['counsellor', 'psychologist'], random);
  const contact = life.meet(day, `Samtal ${n + 1}`, { staff, minutes: 50 });
  writeNote(life.chart, contact, 'counselling', {
    reason: `Samtal ${n + 1} hos kurator.`,
    current: life.say([
      'Har kommit ut på promenader tre dagar. Sover något bättre.',
      'Tung vecka, svårt att komma i gång. Har pratat med en vän.',
      'Tillbaka på halvtid sedan måndag. Det har gått bättre än väntat.',
    ]),
    mind: random.pick([
      'Grundstämningen ljusare. Skattar oro 4 av 10.',
      'Nedstämd men kan skratta. Inga tankar på att inte vilja leva.',
      'Ältar mindre. Kan beskriva vad som hjälper.',
    ]),
    assessment: random.pick([
      'Förbättring pågår.',
      'Oförändrad, fortsatt behov av stöd.',
      'God hjälp av aktivitetsplan.',
    ]),
    plan: n < 4 ? 'Nytt samtal om tre till fyra veckor.' : 'Avslutas, välkommen åter vid behov.',
  });
}

function followUp(life: Life, day: Day, score: number, key: DrugKey): void {
  const { random, chart } = life;
  const problem = chart.problems.get('depression');
  if (!problem) return;
  const contact = life.meet(day, 'Uppföljning depression');
  chart.link(contact, problem);
  const raise = key === 'sertraline50' && life.takes('sertraline50') && score > 17;
  if (raise) {
    life.stop('sertraline50', day, 'Dosökning på grund av otillräcklig effekt');
    life.start(contact, 'sertraline100', { amount: 1, times: ['MORN'] }, problem);
  }
  writeNote(chart, contact, 'gp-visit', {
    reason: 'Uppföljning av depression.',
    current: random.pick([
      'Lite bättre sömn. Illamående första veckan, har gått över.',
      'Mer ork på eftermiddagarna. Fortfarande svårt på morgonen. Inga biverkningar.',
    ]),
    status: `God kontakt. Något sänkt grundstämning. Inga suicidtankar. MADRS-S ${score} poäng.`,
    assessment: raise ? 'Viss förbättring, otillräcklig effekt.' : 'Förbättras.',
    action: raise ? 'Sertralin höjs till 100 mg.' : 'Oförändrad behandling minst sex månader efter återhämtning.',
    plan: 'Telefonkontakt om sex veckor.',
  });
}

function recovered(life: Life, day: Day, key: DrugKey): void {
  const { random, chart } = life;
  if (!life.has('depression') || random.chance(0.35)) return;
  const contact = life.meet(day, 'Telefonuppföljning depression', { kind: 'telephone', minutes: 15 });
  writeNote(chart, contact, 'telephone', {
    reason: 'Uppföljning av depression.',
    current: life.say([
      'Mår bra sedan flera månader. Arbetar heltid. Sover gott. Önskar sluta med läkemedel.',
      'Mår bra sedan flera månader. Sover gott, träffar vänner. Önskar sluta med läkemedel.',
    ]),
    assessment: 'Depressiv episod i remission.',
    action: 'Nedtrappning under fyra veckor enligt skriftligt schema. Hör av sig vid återkommande symtom.',
  });
  for (const drug of [key, 'sertraline100'] as const) life.stop(drug, day, 'Avslutad efter tillfrisknande');
  chart.resolve('depression', day);
}
