/** What one set of rights has that another does not: shown to the head of the unit before the signing. */
import { type Right, rights } from './rights.ts';

export interface RightsDifference {
  gained: Right[];
  lost: Right[];
  kept: Right[];
}

export function rightsDifference(before: readonly Right[], after: readonly Right[]): RightsDifference {
  return {
    gained: rights.filter((right) => after.includes(right) && !before.includes(right)),
    lost: rights.filter((right) => before.includes(right) && !after.includes(right)),
    kept: rights.filter((right) => before.includes(right) && after.includes(right)),
  };
}
