/** A lasting illness told by its table (chronic-illnesses.ts): found at a visit, treated, and followed at the shared check-ups. */
import type { DiagnosisKey } from '../catalogue/diagnoses.ts';
import type { DrugKey } from '../catalogue/drugs.ts';
import type { LabKey } from '../catalogue/laboratory.ts';
import { type Day, workday } from '../calendar.ts';
import type { Contact, Problem } from '../chart/chart.ts';
import { type Dose, listed } from '../chart/prescribe.ts';
import { writeNote } from '../chart/write-note.ts';
import type { Random } from '../random.ts';
import type { Specialty } from '../units/unit.ts';
import type { Body } from './body.ts';
import { follow } from './check-up.ts';
import type { Life } from './life.ts';

export interface DrugChoice {
  /** The first that the resident tolerates is taken. */
  anyOf: readonly DrugKey[];
  dose: Dose;
}

export interface ChronicIllness {
  diagnosis: DiagnosisKey;
  name: string;
  /** Months between check-ups. */
  interval: number;
  labs: readonly LabKey[];
  /** Found at a hospital clinic of this specialty rather than at the health centre. */
  foundAt?: Specialty;
  reason: string;
  current: readonly string[];
  status: readonly string[];
  /** Taken when it is found. */
  tests: readonly LabKey[];
  assessment: string;
  drugs: readonly DrugChoice[];
  action: string;
  plan: string;
  /** What the illness does to the body … */
  harm(body: Body, random: Random): void;
  /** … and the treatment against it. */
  relief?(body: Body, random: Random): void;
  /** Between one check-up and the next. */
  drift?(body: Body, random: Random): void;
  yearly: {
    current: readonly string[];
    status?: readonly string[];
    assessment: readonly string[];
    action?: readonly string[];
  };
}

export interface ChronicOptions {
  onFound?: (contact: Contact, problem: Problem) => void;
  /** At each check-up, with its number. */
  onCheck?: (contact: Contact, n: number) => string | undefined;
}

export function chronic(life: Life, illness: ChronicIllness, onset: Day, options: ChronicOptions = {}): void {
  life.on(workday(onset), (day) => found(life, illness, day, options));
}

function found(life: Life, illness: ChronicIllness, day: Day, options: ChronicOptions): void {
  if (life.has(illness.diagnosis)) return;
  if (life.isAdmitted(day)) {
    life.later(day, 40, (next) => found(life, illness, next, options));
    return;
  }
  const { random, body, chart } = life;
  illness.harm(body, random);
  const unit = illness.foundAt && life.hospital('clinic', illness.foundAt);
  const contact = life.meet(day, illness.reason, unit ? { unit } : {});
  const { pressure } = life.checkVitals(contact, true);
  const results = illness.tests.length > 0 ? life.labs(contact, new Set(illness.tests)) : undefined;
  const problem = chart.diagnose(contact, illness.diagnosis, { lasting: true });
  const started = illness.drugs.flatMap((choice) => {
    const key = choice.anyOf.find((k) => !life.mustAvoid(k) && !life.alreadyHas(k));
    const treatment = key && life.start(contact, key, choice.dose, problem);
    return treatment ? [treatment] : [];
  });
  const drugText =
    started.length > 0 ? `Insatt: ${listed(started.map((t) => `${t.drug.name} ${t.drug.strength}`))}. ` : '';
  writeNote(chart, contact, 'gp-visit', {
    reason: illness.reason,
    history: life.history(problem),
    current: life.say(illness.current, day),
    status: `${random.pick(illness.status)} Blodtryck ${pressure} mmHg.`,
    ...(results && {
      tests:
        results.abnormal.length > 0
          ? `${results.abnormal.join(', ')}. Övrigt utan anmärkning.`
          : 'Prover utan anmärkning.',
    }),
    assessment: illness.assessment,
    action: `${drugText}${illness.action}`,
    plan: illness.plan,
  });
  illness.relief?.(body, random);
  options.onFound?.(contact, problem);
  let n = 0;
  follow(
    life,
    {
      name: illness.name,
      problem,
      interval: illness.interval,
      labs: illness.labs,
      check: (visit) => {
        illness.drift?.(body, random);
        const extra = options.onCheck?.(visit.contact, ++n);
        return {
          current: life.say(illness.yearly.current, visit.contact.day),
          ...(illness.yearly.status && { status: random.pick(illness.yearly.status) }),
          assessment: life.say(illness.yearly.assessment, visit.contact.day),
          ...((extra ?? illness.yearly.action) && { action: extra ?? random.pick(illness.yearly.action ?? ['']) }),
        };
      },
    },
    day,
  );
}
