/** Elsa, seven, with two guardians; Leo, fifteen, his mother Therese, his sister Wilma and his brother Hugo; Viktor, healthy. */
import { allergy, assign, flag, refer } from '../../chart/order.ts';
import { childhood } from '../../courses/childhood.ts';
import { chronic } from '../../courses/chronic.ts';
import { chronicIllnesses } from '../../courses/chronic-illnesses.ts';
import { list } from '../../courses/destiny.ts';
import { infection } from '../../courses/infections.ts';
import type { Life } from '../../courses/life.ts';
import { castUnits } from '../staff.ts';
import { castAt, scene } from './scene.ts';

export function elsa(life: Life): void {
  list(life);
  childhood(life);
  const johan = castAt(life, castUnits.healthCentre, 'johan-ekdahl');
  scene(life, 2150, {
    where: johan,
    reason: 'Utslag efter ägg',
    template: 'gp-visit',
    note: {
      reason: 'Utslag efter ägg.',
      current:
        'Fick nässelutslag runt munnen och på magen tio minuter efter omelett. Ingen andnöd, inga kräkningar. Första gången.',
      status: 'Nu utan utslag. Lungor utan anmärkning.',
      assessment: 'Misstänkt äggallergi.',
      action: 'Undvik ägg. Desloratadin vid behov. Remiss till barnmottagningen.',
    },
    after: (contact) => {
      allergy(life.chart, contact, {
        text: 'Ägg',
        category: 'food',
        criticality: 'low',
        reaction: 'Nässelutslag',
        severity: 'moderate',
      });
      refer(life.chart, contact, 'specialist', life.hospital('clinic', 'paediatrics'), {
        question: 'Äggallergi? Provokation?',
        history: 'Utslag efter omelett vid ett tillfälle.',
        done: true,
      });
    },
  });
  scene(life, 60, {
    where: castAt(life, castUnits.schoolHealth, 'petra-nyman'),
    reason: 'Samtal med vårdnadshavare inför skolstart',
    kind: 'telephone',
    template: 'telephone',
    note: {
      reason: 'Mamma ringer om äggallergi.',
      current: 'Har inte reagerat på två år. Tål bakat ägg.',
      assessment: 'Skolköket behöver aktuell uppgift.',
      action: 'Specialkostintyg förnyas ett år. Handlingsplan till klassläraren.',
    },
  });
}

export function leo(life: Life): void {
  list(life);
  childhood(life);
  chronic(life, chronicIllnesses.asthma, life.today - 2400);
  const clinic = life.hospital('clinic', 'paediatrics');
  const doctor = clinic.staff[0];
  if (!doctor) return;
  const petra = castAt(life, castUnits.schoolHealth, 'petra-nyman');
  scene(life, 800, {
    where: { unit: clinic, staff: doctor },
    reason: 'ADHD, återgivning av utredning',
    minutes: 60,
    template: 'gp-visit',
    note: {
      reason: 'Återgivning av neuropsykiatrisk utredning.',
      current:
        'Svårt att sitta still och slutföra uppgifter sedan lågstadiet. Sover oregelbundet. Spelar handboll. Familjen beskriver ett varmt men stormigt hem.',
      status: 'God kontakt, rör sig mycket på stolen. Hjärta utan blåsljud.',
      assessment: 'ADHD, kombinerad form.',
      action: 'Metylfenidat i upptrappning. Kontakt med skolan. Föräldraprogram.',
      plan: 'Puls, blodtryck, längd och vikt hos skolsköterska var sjätte månad.',
    },
    after: (contact) => {
      const problem = life.chart.diagnose(contact, 'adhd', { lasting: true });
      life.start(contact, 'methylphenidate', { amount: 1, times: ['MORN'] }, problem);
    },
  });
  for (const daysAgo of [620, 430, 250, 90]) {
    scene(life, daysAgo, {
      where: petra,
      reason: 'Uppföljning vid medicinering',
      template: 'school-health',
      vitals: true,
      note: {
        reason: 'Puls, blodtryck och vikt vid behandling med metylfenidat.',
        school: life.random.pick([
          'Klarar lektionerna bättre. Får ha hörlurar.',
          'Lättare att komma i gång med uppgifter. Sen första lektionen ibland.',
        ]),
        sleep: life.random.pick(['Somnar vid midnatt. Råd om skärm.', 'Sover bättre sedan melatonin prövades.']),
        mind: 'Säger att det är skönt att kunna tänka klart. Inga tankar på att skada sig.',
        assessment: 'God effekt, vikt följer kurvan.',
        plan: 'Ny kontroll om ett halvår.',
      },
    });
  }
}

export function wilma(life: Life): void {
  list(life);
  childhood(life);
  scene(life, 210, {
    where: castAt(life, castUnits.healthCentre, 'sara-lindqvist'),
    reason: 'Snuva och kliande ögon',
    template: 'gp-visit',
    note: {
      reason: 'Snuva och kliande ögon sedan tre veckor.',
      current: 'Andra våren i rad. Nyser och har rinnande ögon ute, bra inne. Inga andningsbesvär.',
      status: 'Lätt röda ögon. Lungor utan anmärkning.',
      assessment: 'Pollenallergi.',
      action: 'Antihistamin under säsongen. Ögondroppar vid behov.',
    },
    after: (contact) => {
      life.chart.diagnose(contact, 'seasonalRhinitis', { lasting: true });
    },
  });
}

export function hugo(life: Life): void {
  list(life);
  childhood(life);
  infection(life, 'tonsillitis', life.today - 260);
}

export function therese(life: Life): void {
  list(life);
  scene(life, 330, {
    where: castAt(life, castUnits.healthCentre, 'sara-lindqvist'),
    reason: 'Huvudvärk',
    template: 'gp-visit',
    note: {
      reason: 'Återkommande huvudvärk.',
      current: 'Halvsidig pulserande huvudvärk två gånger i månaden, med illamående. Ljuskänslig. Bra däremellan.',
      status: 'Neurologiskt utan anmärkning. Blodtryck 122/76.',
      assessment: 'Migrän utan aura.',
      action: 'Sumatriptan vid anfall. Huvudvärksdagbok.',
    },
    after: (contact) => {
      life.chart.diagnose(contact, 'migraine', { lasting: true });
    },
  });
}

export function viktor(life: Life): void {
  list(life);
  infection(life, 'tonsillitis', life.today - 700);
  const nadia = castAt(life, castUnits.emergency, 'nadia-haddad');
  const doctor = nadia.unit.staff.find((s) => s.profession === 'doctor');
  if (!doctor) return;
  scene(
    life,
    12,
    {
      where: { unit: nadia.unit, staff: doctor },
      kind: 'emergency',
      reason: 'Vrickat foten',
      time: '19:40',
      minutes: 150,
      template: 'emergency',
      note: {
        reason: 'Vrickat vänster fot.',
        current: 'Trampade snett på fotbollsträning. Kan stödja lite. Svullen på utsidan. Inga andra skador.',
        status: 'Svullnad framför laterala malleolen. Ingen skelettömhet enligt Ottawa. Distalstatus utan anmärkning.',
        assessment: 'Fotledsdistorsion, ingen misstanke om fraktur.',
        action: 'Kompression, kryckor ett par dagar, rörelseträning.',
        plan: 'Vårdcentral om inte bättre på två veckor.',
      },
      after: (contact) => {
        life.chart.diagnose(contact, 'ankleSprain');
      },
    },
    true,
  );
}

export function warnOfInterpreter(life: Life, language: string): void {
  scene(life, 2300, {
    where: castAt(life, castUnits.healthCentre, 'birgitta-falk'),
    reason: 'Tolkbehov',
    kind: 'telephone',
    template: 'administrative',
    note: { reason: 'Tolkbehov registreras.', action: `Tolk i ${language} bokas till alla besök.` },
    after: (contact) => {
      flag(life.chart, contact, 'care', `Behöver tolk: ${language}`);
    },
  });
}

export function message(life: Life, text: string, hoursAgo: number): void {
  const sara = castAt(life, castUnits.healthCentre, 'sara-lindqvist');
  assign(life.chart, 'patient-message', {
    ...sara,
    owner: sara.staff,
    moment: life.chart.now - hoursAgo * 3_600_000,
    text,
  });
}
