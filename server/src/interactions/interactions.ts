/** The interactions that are served, in the order of http://hl7.org/fhir/R4/http.html. capabilities.ts stands apart: it is read without signing in. */
import { batch } from './batch.ts';
import { create } from './create.ts';
import { deletion } from './delete.ts';
import { historyInstance } from './history-instance.ts';
import { historySystem } from './history-system.ts';
import { historyType } from './history-type.ts';
import type { Interaction } from './interaction.ts';
import { patch } from './patch.ts';
import { read } from './read.ts';
import { searchCompartment } from './search-compartment.ts';
import { searchSystem } from './search-system.ts';
import { searchType } from './search-type.ts';
import { update } from './update.ts';
import { vread } from './vread.ts';

export const interactions: readonly Interaction[] = [
  read,
  vread,
  update,
  patch,
  deletion,
  create,
  searchType,
  searchSystem,
  searchCompartment,
  historyInstance,
  historyType,
  historySystem,
  batch,
];
