/**
 * What the safety rules know about drugs: facts by ATC code or the beginning of one, each with where it is published, in the release of a
 * knowledge base that it came with. A region's licensed knowledge has the same shape (knowledge-release.ts, docs/how-to/load-drug-knowledge.md).
 */

/** One edition of a knowledge base. */
export interface KnowledgeRelease {
  /** Canonical: the same for every edition. */
  url: string;
  name: string;
  version: string;
  /** ISO days, the last one included; what is valid longer says nothing. */
  validFrom?: string;
  validUntil?: string;
}

export interface DrugFact {
  why: { sv: string; en: string };
  source: string;
  /** How serious it is by the publisher's own scale. */
  grade?: string;
  /** ISO days on which the fact itself counts, the last one included. */
  validFrom?: string;
  validUntil?: string;
  release?: KnowledgeRelease;
}

/** Years; of those who are as old as `fromAge`, and younger than `belowAge`. */
export interface Ages {
  fromAge: number;
  belowAge?: number;
}

export interface DrugKnowledge {
  /** The same substance under several codes: other routes, or in combinations (`contains`). */
  sameSubstance: readonly (readonly string[])[];
  contains: Readonly<Record<string, readonly string[]>>;
  /** Words that stand for a class or a drug in an uncoded hypersensitivity, in lower case; `name`: as a class is offered to who records one. */
  classWords: readonly { name?: string; words: readonly string[]; atc: readonly string[] }[];
  /** A hypersensitivity to the one makes the other dangerous. */
  crossReactions: readonly ({ to: readonly string[]; with: readonly string[]; stops: boolean } & DrugFact)[];
  interactions: readonly ({ one: readonly string[]; other: readonly string[]; stops: boolean } & DrugFact)[];
  /** mg a day. */
  mostPerDay: readonly ({ atc: string; mg: number; stops: boolean } & Ages & DrugFact)[];
  /** mg a day and kilogram of body weight. */
  mostPerKg: readonly ({ atc: string; mgPerKg: number; stops: boolean } & Ages & DrugFact)[];
  /** mg at one time, or mg for each kilogram of body weight. */
  mostAtOnce: readonly ({ atc: string; stops: boolean } & ({ mg: number } | { mgPerKg: number }) & Ages & DrugFact)[];
  /** mg a day where relative GFR (mL/min/1.73 m²) is below; the lowest that applies counts. */
  mostByGfr: readonly ({ atc: string; belowGfr: number; mg: number; stops: boolean } & Ages & DrugFact)[];
  /** Years: not for those who are younger. */
  leastAge: readonly ({ atc: string; years: number; stops: boolean } & DrugFact)[];
  /** Years: not for those who are as old, or older. */
  unsuitableFromAge: readonly ({ atc: string; years: number; stops: boolean } & DrugFact)[];
  /** Kilograms; `fromMg`: of what contains at least so much. */
  leastWeight: readonly ({ atc: string; kg: number; fromMg?: number; stops: boolean } & DrugFact)[];
  /** Relative GFR, mL/min/1.73 m². */
  leastGfr: readonly ({ atc: string; gfr: number; stops: boolean } & DrugFact)[];
  pregnancy: readonly ({ atc: string; stops: boolean } & DrugFact)[];
}

/** The kinds of facts that alerts rest on; the others say what substances are. */
export const factKinds = [
  'crossReactions',
  'interactions',
  'mostPerDay',
  'mostPerKg',
  'mostAtOnce',
  'mostByGfr',
  'leastAge',
  'unsuitableFromAge',
  'leastWeight',
  'leastGfr',
  'pregnancy',
] as const;
export type FactKind = (typeof factKinds)[number];

export const noKnowledge: DrugKnowledge = {
  sameSubstance: [],
  contains: {},
  classWords: [],
  crossReactions: [],
  interactions: [],
  mostPerDay: [],
  mostPerKg: [],
  mostAtOnce: [],
  mostByGfr: [],
  leastAge: [],
  unsuitableFromAge: [],
  leastWeight: [],
  leastGfr: [],
  pregnancy: [],
};

/** What an alert says of the fact that it rests on. */
export function groundsOf({ source, release }: DrugFact): { source: string; release?: KnowledgeRelease } {
  return { source, ...(release && { release }) };
}
