/** What has happened to each resident of the cast. */
import { diabetes } from '../../courses/diabetes.ts';
import { hypertension } from '../../courses/hypertension.ts';
import { illnesses } from '../../courses/illnesses.ts';
import { infection } from '../../courses/infections.ts';
import type { Life } from '../../courses/life.ts';
import { stay } from '../../courses/stay.ts';
import { childhood } from '../../courses/childhood.ts';
import type { ResidentKey } from '../residents.ts';
import { castUnits } from '../staff.ts';

const nothing = (): void => undefined;

export const stories: Record<ResidentKey, (life: Life) => void> = {
  astrid(life) {
    hypertension(life, life.today - 5200);
    life.on(life.today - 20, (day) => stay(life, illnesses.heartFailure, day, { ward: life.tree.unit(castUnits.ward), days: 11 }));
  },
  lennart(life) {
    hypertension(life, life.today - 5300);
    diabetes(life, life.today - 4300);
  },
  linnea: nothing,
  johanna: nothing,
  elsa: childhood,
  emma: nothing,
  yusuf: nothing,
  leo: childhood,
  okand: nothing,
  amanda: nothing,
  viktor(life) {
    infection(life, 'tonsillitis', life.today - 700);
  },
  gosta(life) {
    hypertension(life, life.today - 5300);
    diabetes(life, life.today - 5000);
  },
  hodan(life) {
    hypertension(life, life.today - 2300);
  },
  ulf(life) {
    hypertension(life, life.today - 3000);
  },
  rut: nothing,
  sven(life) {
    life.on(life.today - 3, (day) => stay(life, illnesses.pneumonia, day, { ward: life.tree.unit(castUnits.ward), days: 8 }));
  },
};
