/**
 * The step that a refusal offers when the role lacks a right by the unit's needs-and-risk analysis: the head of the unit goes to the analysis, and others
 * are told who the head is.
 */
import type { Practitioner, PractitionerRole } from '@medplum/fhirtypes';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { fullName } from '@vardkedjan/care/people/person-name.ts';
import { searchResources } from '@vardkedjan/ui/fhir-client.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { unitAddress } from '../navigation.ts';
import { useSession } from '../session/session-context.ts';
import { texts } from './texts.ts';

const headCode = 'https://vardkedjan.se/fhir/CodeSystem/role|head-of-unit';

const headsQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['heads-of-unit', unitId],
    queryFn: async ({ signal }): Promise<string[]> => {
      const query = { organization: unitId, role: headCode, active: 'true', _include: 'PractitionerRole:practitioner' };
      const { included } = await searchResources<PractitionerRole>('PractitionerRole', query, signal);
      return (included as Practitioner[]).map(({ name }) => fullName(name)).filter(Boolean);
    },
    staleTime: 300_000,
  });

export function AnalyseNeeds() {
  const t = useTexts(texts);
  const { careUnit, headOfUnit, profession } = useSession().assignment;
  const heads = useQuery({ ...headsQuery(careUnit.id), enabled: headOfUnit !== true });
  if (headOfUnit === true) return <a href={unitAddress('access-rights', { role: profession })}>{t.toAnalysis}</a>;
  return (
    <p>{heads.data?.length ? t.headDecides(heads.data.join(', '), careUnit.name) : t.someHeadDecides(careUnit.name)}</p>
  );
}
