/** The formats that can be loaded, by the word that names them on the command line. */
import { atc } from './atc.ts';
import type { Format } from './format.ts';
import { icd10Se } from './icd-10-se.ts';
import { kva } from './kva.ts';
import { loinc } from './loinc.ts';
import { npu } from './npu.ts';
import { snomedRf2 } from './snomed-rf2.ts';

export const formats: Readonly<Record<string, Format>> = {
  'icd-10-se': icd10Se,
  kva,
  'snomed-rf2': snomedRf2,
  loinc,
  atc,
  npu,
};
