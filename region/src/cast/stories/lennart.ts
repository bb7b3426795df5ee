/** Lennart Karlsson, 75: fourteen years of diabetes and a failing heart, told in series of values. */
import { workday } from '../../calendar.ts';
import { assign } from '../../chart/order.ts';
import { chronic } from '../../courses/chronic.ts';
import { chronicIllnesses } from '../../courses/chronic-illnesses.ts';
import { list } from '../../courses/destiny.ts';
import { diabetes } from '../../courses/diabetes.ts';
import { complaint } from '../../courses/episodes.ts';
import { hypertension } from '../../courses/hypertension.ts';
import { illnesses } from '../../courses/illnesses.ts';
import { infection } from '../../courses/infections.ts';
import type { Life } from '../../courses/life.ts';
import { vaccinations, warnings } from '../../courses/prevention.ts';
import { stay } from '../../courses/stay.ts';
import { castUnits } from '../staff.ts';
import { castAt } from './scene.ts';

export function lennart(life: Life): void {
  // All of it has run out some weeks before his yearly visit.
  life.lastRenewed = 400;
  list(life);
  vaccinations(life);
  warnings(life, [
    {
      text: 'ACE-hämmare',
      atc: 'C09A',
      category: 'medication',
      criticality: 'low',
      type: 'intolerance',
      reaction: 'Torrhosta',
      severity: 'mild',
    },
  ]);
  hypertension(life, life.today - 5300);
  diabetes(life, life.today - 5000);
  chronic(life, chronicIllnesses.ischaemicHeart, life.today - 3100);
  chronic(life, chronicIllnesses.heartFailure, life.today - 2200);
  complaint(life, 'shoulder', life.today - 1700);
  complaint(life, 'lumbago', life.today - 4000);
  infection(life, 'pneumonia', life.today - 1350);
  life.on(life.today - 2230, (day) => stay(life, illnesses.chestPain, day, { days: 2 }));
  life.on(life.today - 640, (day) => stay(life, illnesses.heartFailure, day, { days: 6 }));
  life.on(workday(life.today - 6), (day) => {
    const sara = castAt(life, castUnits.healthCentre, 'sara-lindqvist');
    const results = life.sampling(day, [...life.checkUpLabs(), 'probnp', 'albuminRatio']);
    assign(life.chart, 'result-to-acknowledge', {
      ...sara,
      owner: sara.staff,
      focus: results.report,
      moment: life.chart.now - 40 * 3_600_000,
      text: `Provsvar inför årskontroll: ${results.abnormal.join(', ')}`,
    });
  });
}
