/**
 * PostgreSQL array literals for numbers, truths and instants, put together by join: node-postgres escapes each element of an
 * array, which costs more than the insert. Arrays of text go in the binary format (search/binary-array.ts).
 */
export function numbers(values: readonly (number | boolean | string)[]): string {
  return `{${values.join(',')}}`;
}
