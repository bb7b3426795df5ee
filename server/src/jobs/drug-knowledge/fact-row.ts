/** A row of a table of drug knowledge. What is wrong with it is gathered, so that all of a file's faults are told at once, with their lines. */
import path from 'node:path';
import type { DrugFact } from '@vardkedjan/care/clinical/drug-safety/drug-knowledge.ts';

/** ATC, or the beginning of one (https://atcddd.fhi.no). */
const atcCode = /^[A-Z](\d\d([A-Z]([A-Z](\d\d)?)?)?)?$/;

export interface RowPlace {
  file: string;
  line: number;
  faults: string[];
  /** ATC codes by codes of substances that the publisher uses instead. */
  substances: ReadonlyMap<string, readonly string[]>;
}

export class FactRow {
  readonly #values: ReadonlyMap<string, string>;
  readonly #place: RowPlace;

  constructor(values: ReadonlyMap<string, string>, place: RowPlace) {
    this.#values = values;
    this.#place = place;
  }

  fault(what: string): void {
    this.#place.faults.push(`${path.basename(this.#place.file)}, line ${this.#place.line}: ${what}`);
  }

  text(column: string): string {
    const text = this.#values.get(column)?.trim() ?? '';
    if (text === '') this.fault(`${column} is empty.`);
    return text;
  }

  optional(column: string): string | undefined {
    const text = this.#values.get(column)?.trim() ?? '';
    return text === '' ? undefined : text;
  }

  /** Several stand with spaces between them. */
  codes(column: string): string[] {
    return this.text(column)
      .split(/\s+/)
      .filter(Boolean)
      .flatMap((code) => {
        const found = this.#place.substances.get(code) ?? (atcCode.test(code) ? [code] : []);
        if (found.length === 0)
          this.fault(`${column}: "${code}" is no ATC code, and substances.csv does not say which it is.`);
        return found;
      });
  }

  number(column: string): number {
    return this.optionalNumber(column) ?? (this.text(column), 0);
  }

  optionalNumber(column: string): number | undefined {
    const text = this.optional(column);
    if (text === undefined) return undefined;
    if (!/^\d+([.,]\d+)?$/.test(text)) this.fault(`${column}: "${text}" is no number.`);
    return Number(text.replace(',', '.'));
  }

  day(column: string): string | undefined {
    const text = this.optional(column);
    if (text !== undefined && !isDay(text)) this.fault(`${column}: "${text}" is no day written yyyy-mm-dd.`);
    return text;
  }

  fact(): DrugFact & { stops: boolean } {
    const stops = this.text('stops');
    if (stops !== '' && stops !== 'yes' && stops !== 'no') this.fault(`stops: "${stops}" is neither yes nor no.`);
    const sv = this.text('sv');
    const grade = this.optional('grade');
    const [validFrom, validUntil] = [this.day('valid-from'), this.day('valid-until')];
    if (validFrom !== undefined && validUntil !== undefined && validUntil < validFrom)
      this.fault('valid-until is before valid-from.');
    return {
      stops: stops === 'yes',
      why: { sv, en: this.optional('en') ?? sv },
      source: this.text('source'),
      ...(grade !== undefined && { grade }),
      ...(validFrom !== undefined && { validFrom }),
      ...(validUntil !== undefined && { validUntil }),
    };
  }
}

export function isDay(text: string): boolean {
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(text) : undefined;
  return day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
