/** Why a typed dose is none. */
export interface DoseProblem {
  kind:
    | 'not-understood'
    | 'said-twice'
    | 'no-amount'
    | 'no-time'
    | 'other-strength'
    | 'unit'
    | 'part'
    | 'uneven'
    | 'rises'
    | 'no-length'
    | 'unit-not-said'
    | 'backwards'
    | 'contradiction'
    | 'too-long'
    | 'never';
  /** The words in question, as they were typed; empty when it is about something that is not there. */
  what: string;
  /** What can be given that is nearest to it: `10,4 mL (249,6 mg)`. */
  nearest?: string;
}

export class NotADose extends Error {
  readonly problem: DoseProblem;

  constructor(kind: DoseProblem['kind'], what = '', nearest?: string) {
    super(kind);
    this.problem = { kind, what, ...(nearest !== undefined && { nearest }) };
  }
}
