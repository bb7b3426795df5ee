/** Whose story is told where. */
import type { Life } from '../../courses/life.ts';
import type { ResidentKey } from '../residents.ts';
import { astrid } from './astrid.ts';
import { gosta } from './gosta.ts';
import { emma, hodan, johanna, linnea, rut, sven, ulf, yusuf } from './grown.ts';
import { lennart } from './lennart.ts';
import { amanda, okand } from './mothers.ts';
import { elsa, hugo, leo, therese, viktor, wilma } from './young.ts';

export const stories: Record<ResidentKey, (life: Life) => void> = {
  astrid,
  lennart,
  linnea,
  johanna,
  elsa,
  emma,
  yusuf,
  leo,
  wilma,
  hugo,
  therese,
  okand,
  amanda,
  viktor,
  gosta,
  hodan,
  ulf,
  rut,
  sven,
};
