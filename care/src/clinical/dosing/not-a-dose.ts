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
    | 'too-long'
    | 'never';
  /** The words in question, as they were typed; empty when it is about something that is not there. */
  what: string;
}

export class NotADose extends Error {
  readonly problem: DoseProblem;

  constructor(kind: DoseProblem['kind'], what = '') {
    super(kind);
    this.problem = { kind, what };
  }
}
