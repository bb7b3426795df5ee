// PDL (2008:355) 4 kap. 2 §: insurance-medicine investigations are out of reach for every other unit and process; so is what school health keeps,
// which has secrecy of its own. No relation, purpose or consent opens it from another unit.
import type { Rule } from '../rule.ts';

export const notBehindAWall: Rule = {
  name: 'not-behind-a-wall',
  law: 'pdl-4-2',
  find({ walled, unit }) {
    const facts = { walled: walled ?? null, unit: unit ?? null };
    if (walled === false || unit === 'own') return { outcome: 'met', facts };
    return { outcome: walled === undefined ? 'unknown' : 'not-met', facts };
  },
  words: {
    met: {
      sv: 'Uppgiften är inte avgränsad till en annan vårdenhet.',
      en: 'The entry is not confined to another care unit.',
    },
    'not-met': {
      sv: 'Uppgiften hör till elevhälsan eller till en försäkringsmedicinsk utredning, och kan inte läsas av andra vårdenheter.',
      en: 'The entry belongs to school health or to an insurance-medicine investigation, and cannot be read by other care units.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra om uppgiften är avgränsad till en annan vårdenhet.',
      en: 'It could not be established whether the entry is confined to another care unit.',
    },
  },
};
