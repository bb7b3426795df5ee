/**
 * Who gives drugs by an authority of their own: doctors, dentists and nurses (HSLF-FS 2017:37, 7 kap. 1 and 5 §§, by Läkemedelsverket's and
 * Region Jönköping's published summaries; docs/open-questions.md 121). Anybody else gives what a delegation says, and nothing without one.
 */
const professions: ReadonlySet<string> = new Set([
  'doctor',
  'dentist',
  'nurse',
  'district-nurse',
  'school-nurse',
  'midwife',
]);

export function mayGive({ profession, purpose }: { profession: string; purpose: string }): boolean {
  return purpose === 'care' && professions.has(profession);
}
