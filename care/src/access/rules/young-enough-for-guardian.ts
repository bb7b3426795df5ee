// Regionernas regler för journalen på nätet: guardians read until a certain birthday of the child (13); after that, until the child reads
// alone (16), only what a clinic keeps whose head has decided so, in agreement with the child or because illness hinders the child.
import type { Rule } from '../rule.ts';

export const youngEnoughForGuardian: Rule = {
  name: 'young-enough-for-guardian',
  law: 'journal-online-age',
  find({ record, age, guardianUntil, aloneFrom, clinicDecision }) {
    const facts = {
      record: record ?? null,
      age: age ?? null,
      guardianUntil: guardianUntil ?? null,
      aloneFrom: aloneFrom ?? null,
      clinicDecision: clinicDecision ?? null,
    };
    if (record === 'own' || record === 'another-persons') return { outcome: 'met', facts };
    if (record === undefined || age === undefined || guardianUntil === undefined || aloneFrom === undefined)
      return { outcome: 'unknown', facts };
    if (age < guardianUntil) return { outcome: 'met', facts };
    if (age >= aloneFrom || clinicDecision === false) return { outcome: 'not-met', facts };
    return { outcome: clinicDecision === undefined ? 'unknown' : 'met', facts };
  },
  words: {
    met: {
      sv: 'Barnets ålder hindrar inte, eller så har mottagningens chef beslutat att du får läsa.',
      en: 'The child’s age is no hindrance, or the head of the clinic has decided that you may read.',
    },
    'not-met': {
      sv: 'Barnet är för gammalt för att en vårdnadshavare ska läsa journalen på nätet.',
      en: 'The child is too old for a guardian to read the record online.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra hur gammalt barnet är.',
      en: 'It could not be established how old the child is.',
    },
  },
};
