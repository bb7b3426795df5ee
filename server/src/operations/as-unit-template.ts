/** What a unit keeps for all who work there is as its note templates to the law: its head answers for how it works. */
import type { StaffCaller } from '@vardkedjan/care/access/caller.ts';
import { unitTemplatesUrl } from '@vardkedjan/care/record-keeping/unit-template.ts';
import type { Concern } from '../http/concern.ts';

export const asUnitTemplate = ({ assignment: { careUnit } }: StaffCaller, name: string): Concern => ({
  act: 'write',
  change: 'create',
  resource: {
    resourceType: 'Questionnaire',
    status: 'active',
    url: `${unitTemplatesUrl('Questionnaire')}/${careUnit.id}/${name}`,
    useContext: [
      {
        code: { system: 'http://terminology.hl7.org/CodeSystem/usage-context-type', code: 'venue' },
        valueReference: { reference: `Organization/${careUnit.id}` },
      },
    ],
  },
});
