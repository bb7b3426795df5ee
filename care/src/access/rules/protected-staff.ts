// OSL (2009:400) 22 kap. 1 §: staff, too, may have protected personal data; who they are is not shown online, and to no colleague: nobody's work
// needs their address (docs/open-questions.md). What a record must say of who wrote in it (PDL 3 kap. 6 §) stands in its entries.
import { answer, type Rule } from '../rule.ts';

export const protectedStaff: Rule = {
  name: 'protected-staff',
  law: 'osl-22-1',
  find: (situation) => answer('protectedStaff', situation.protectedStaff, (isProtected) => !isProtected),
  words: {
    met: {
      sv: 'Medarbetarens personuppgifter är inte skyddade.',
      en: 'The employee’s personal data are not protected.',
    },
    'not-met': {
      sv: 'Medarbetarens personuppgifter är skyddade och visas inte.',
      en: 'The employee’s personal data are protected, and not shown.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra om medarbetarens personuppgifter är skyddade.',
      en: 'It could not be established whether the employee’s personal data are protected.',
    },
  },
};
