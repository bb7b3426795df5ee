// PDL (2008:355) 5 kap. 5 §: only such data as may be handed out; drafts and what the unit has marked NOPATIENT are kept back.
import { answer, type Rule } from '../rule.ts';

export const patientMaySee: Rule = {
  name: 'patient-may-see',
  law: 'pdl-5-5',
  find: (situation) => answer('forPatient', situation.forPatient, (forPatient) => forPatient),
  words: {
    met: { sv: 'Uppgiften får visas för dig.', en: 'The entry may be shown to you.' },
    'not-met': { sv: 'Uppgiften visas inte på nätet.', en: 'The entry is not shown online.' },
    unknown: {
      sv: 'Det gick inte att avgöra om uppgiften får visas för dig.',
      en: 'It could not be established whether the entry may be shown to you.',
    },
  },
};
