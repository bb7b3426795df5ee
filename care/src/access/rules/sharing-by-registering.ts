// Lag (2022:913) 3 kap. 1, 3 and 6 §§: other care providers' entries are opened by the acts that are for it, never by writing a Consent that says so.
import { answer, type Rule, type RuleVersion } from '../rule.ts';

const version: Omit<RuleVersion, 'law'> = {
  find({ change, entryBecomes }) {
    if (change === 'delete') return { outcome: 'met', facts: { change } };
    return answer('entryBecomes', entryBecomes, (becomes) => becomes !== 'sharing');
  },
  words: {
    met: {
      sv: 'Ingen åtkomst till andra vårdgivares uppgifter ändras.',
      en: 'No access to other care providers’ data is changed.',
    },
    'not-met': {
      sv: 'Ett samtycke till sammanhållen dokumentation registreras genom den åtgärd som är till för det, inte genom att ett samtycke sparas.',
      en: 'Consent to shared records is registered by the act that is for it, not by saving a consent.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra om åtkomsten till andra vårdgivares uppgifter ändras.',
      en: 'It could not be established whether access to other care providers’ data is changed.',
    },
  },
};

export const sharingByRegistering: Rule = {
  name: 'sharing-by-registering',
  law: 'svod-3-1',
  ...version,
  before: { law: 'pdl-6', ...version },
};
