/**
 * Why the server cannot start, as one sentence for the person at the terminal: what is wrong, and what to do about it.
 * main.ts prints the sentence and ends with a non-zero code; anything else that is thrown at start is a bug.
 */
export class StartFailure extends Error {
  constructor(sentence: string, options: { cause?: unknown } = {}) {
    super(sentence, options);
    this.name = 'StartFailure';
  }
}

interface SystemError extends Error {
  code: string;
}

export function hasCode(error: unknown, ...codes: string[]): error is SystemError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code);
}
