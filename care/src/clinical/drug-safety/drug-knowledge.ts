/**
 * What the safety rules know about drugs: facts by ATC code or the beginning of one, each with where it is published. A licensed
 * knowledge base gives the same shape.
 */
interface Fact {
  why: { sv: string; en: string };
  source: string;
}

export interface DrugKnowledge {
  /** The same substance under several codes: other routes, or in combinations (`contains`). */
  sameSubstance: readonly (readonly string[])[];
  contains: Readonly<Record<string, readonly string[]>>;
  /** Words that stand for a class in an uncoded hypersensitivity, in lower case. */
  classWords: readonly { words: readonly string[]; atc: readonly string[] }[];
  /** A hypersensitivity to the one makes the other dangerous. */
  crossReactions: readonly ({ to: readonly string[]; with: readonly string[]; stops: boolean } & Fact)[];
  interactions: readonly ({ one: readonly string[]; other: readonly string[]; stops: boolean } & Fact)[];
  /** mg a day; `fromAge` in years. */
  mostPerDay: readonly ({ atc: string; mg: number; fromAge: number; stops: boolean } & Fact)[];
  /** Years. */
  leastAge: readonly ({ atc: string; years: number; stops: boolean } & Fact)[];
  /** Kilograms; `fromMg`: of what contains at least so much. */
  leastWeight: readonly ({ atc: string; kg: number; fromMg?: number; stops: boolean } & Fact)[];
  /** Relative GFR, mL/min/1.73 m². */
  leastGfr: readonly ({ atc: string; gfr: number; stops: boolean } & Fact)[];
  pregnancy: readonly ({ atc: string; stops: boolean } & Fact)[];
}
