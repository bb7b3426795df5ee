/** The needs-and-risk analyses of the leak test's world. */
import type { QuestionnaireResponse } from '@medplum/fhirtypes';
import {
  analysisForm,
  givenId,
  professionSystem,
  rightId,
  roleId,
} from '@vardkedjan/care/access/needs-and-risks/form.ts';
import { rights } from '@vardkedjan/care/access/needs-and-risks/rights.ts';

/** What the role may do at the unit: nurses all there is, assistants read what the unit itself keeps. */
export function analysis(by: string, unit: string, profession: string): QuestionnaireResponse {
  const given = profession === 'nurse' ? rights : (['read'] as const);
  return {
    resourceType: 'QuestionnaireResponse',
    id: `needs-${unit}-${profession}`,
    questionnaire: analysisForm,
    status: 'completed',
    subject: { reference: `Organization/${unit}` },
    authored: '2026-11-01T10:00:00+01:00',
    author: { reference: `Practitioner/${by}` },
    item: [
      { linkId: roleId, answer: [{ valueCoding: { system: professionSystem, code: profession } }] },
      ...given.map((right) => ({
        linkId: rightId(right),
        item: [{ linkId: givenId(right), answer: [{ valueBoolean: true }] }],
      })),
    ],
  };
}
