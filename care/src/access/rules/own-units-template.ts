// PDL 4 kap. 2 §: access rights are limited to what the work needs. Of all that belongs to no patient, staff write only their own unit's note
// templates and order sets, and of staff only the unit's head, who answers for how the unit keeps its records and works.
import type { Rule } from '../rule.ts';

export const ownUnitsTemplate: Rule = {
  name: 'own-units-template',
  law: 'pdl-4-2',
  find({ headOfUnit, change, template, templateBecomes }) {
    const facts = {
      headOfUnit: headOfUnit ?? null,
      change: change ?? null,
      template: template ?? null,
      templateBecomes: templateBecomes ?? null,
    };
    const isOther = (whose: typeof template) => whose !== undefined && whose !== 'own-units';
    if (headOfUnit === false || isOther(template) || isOther(templateBecomes)) return { outcome: 'not-met', facts };
    const before = change === 'create' || template !== undefined;
    const after = change === 'delete' || templateBecomes !== undefined;
    const isKnown = headOfUnit !== undefined && change !== undefined && before && after;
    return { outcome: isKnown ? 'met' : 'unknown', facts };
  },
  words: {
    met: {
      sv: 'Du är verksamhetschef och ändrar en av enhetens egna mallar.',
      en: 'You are the head of the unit, and change one of its own templates.',
    },
    'not-met': {
      sv: 'Det här ändras inte av vårdpersonal. Enhetens egna journalmallar och ordinationspaket ändras av dess verksamhetschef; övriga register ändras där de kommer ifrån.',
      en: 'Care staff do not change this. The unit’s own note templates and order sets are changed by its head; other registers are changed where they come from.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra om du är verksamhetschef, eller vems mallen är.',
      en: 'It could not be established whether you are the head of the unit, or whose the template is.',
    },
  },
};
