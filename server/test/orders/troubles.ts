/** What befalls the orders of the test; the department's process and what is expected of it say the same. */
import type { Troubles } from '../../src/exchange/departments/department.ts';

export const troublesOf = (seed: string): Troubles => ({
  seed,
  delay: 30,
  preliminary: 0.3,
  duplicate: 0.2,
  corrected: 0.15,
  orphan: 0.1,
});
