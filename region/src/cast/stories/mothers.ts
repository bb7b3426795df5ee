/** Amanda, pregnant; and the woman without papers, in labour now. */
import { allergy, flag, refer } from '../../chart/order.ts';
import { writeNote } from '../../chart/write-note.ts';
import { list } from '../../courses/destiny.ts';
import { infection } from '../../courses/infections.ts';
import type { Life } from '../../courses/life.ts';
import { pregnancy } from '../../courses/pregnancy.ts';
import { warnings } from '../../courses/prevention.ts';
import { castUnits } from '../staff.ts';
import { castAt, fullVitals, goingOn } from './scene.ts';

export function amanda(life: Life): void {
  list(life);
  warnings(life, [
    { text: 'Nickel', category: 'environment', criticality: 'low', reaction: 'Kontakteksem', severity: 'mild' },
  ]);
  infection(life, 'cystitis', life.today - 500);
  const ingela = castAt(life, castUnits.maternity, 'ingela-brodin');
  pregnancy(life, life.today + 84, {
    first: true,
    maternity: ingela.unit,
    midwife: ingela.staff,
    delivery: life.tree.unit(castUnits.delivery),
  });
}

export function okand(life: Life): void {
  const karin = castAt(life, castUnits.delivery, 'karin-wallin');
  const doctor = karin.unit.staff.find((s) => s.profession === 'doctor');
  const contact = goingOn(life, karin, 'inpatient', 'Värkar, okänd identitet', 95, doctor ? [doctor] : []);
  const problem = life.chart.diagnose(contact, 'normalPregnancy', { lasting: true });
  flag(life.chart, contact, 'care', 'Okänd identitet, reservnummer. Tolk: tigrinska');
  flag(life.chart, contact, 'risk', 'Blodgrupp okänd');
  allergy(life.chart, contact, {
    text: 'Överkänslighet inte känd',
    category: 'medication',
    criticality: 'unable-to-assess',
    reaction: 'Okänt',
    severity: 'mild',
    verified: 'unconfirmed',
  });
  const arrival = fullVitals(life, contact, 90, { pulse: 104, systolic: 138, diastolic: 86 });
  life.labs(contact, ['hb', 'platelets', 'crp', 'glucose'], { moment: contact.start + 15 * 60_000, answerHours: 0.7 });
  refer(life.chart, contact, 'specialist', life.hospital('laboratory'), {
    question: 'Blodgruppering och bastest, akut.',
    history: 'Okänd identitet, i förlossning.',
    problem,
    urgent: true,
  });
  writeNote(
    life.chart,
    contact,
    'labour',
    {
      reason: 'Värkar sedan i natt. Kommer gående från busstationen med en bekant som gick igen.',
      pregnancy:
        'Ingen mödravårdsjournal. Uppger genom tolk på telefon att barnet är väntat nu. Barn nummer två. Inga kända sjukdomar. Inga läkemedel.',
      labour: 'Regelbundna värkar var fjärde minut. Öppen fem centimeter, hinnor hela.',
      fetus: 'Huvudbjudning, fixerat. CTG normalt, basalfrekvens 140.',
      vitals: arrival,
      assessment: 'Etablerad förlossning, sannolikt fullgången. Identitet okänd.',
      plan: 'Reservnummer tilldelat. Prover för blodgrupp. Tolk på plats söks. Läkare informerad.',
    },
    { moment: contact.start + 30 * 60_000 },
  );
  const now = fullVitals(life, contact, 20, { pulse: 98, systolic: 132, diastolic: 82 });
  writeNote(
    life.chart,
    contact,
    'labour',
    { reason: 'Kontroll.', labour: 'Öppen sju centimeter. Andas genom värkarna. Vill inte ha epidural.', vitals: now },
    { status: 'in-progress', moment: life.chart.now - 15 * 60_000 },
  );
}
