/** What a letter begins with: a template with what the record says put in, or the letter that did not reach the patient. It is there before the form is. */
import type { DocumentReference } from '@medplum/fhirtypes';
import { queryOptions, useSuspenseQueries, useSuspenseQuery } from '@tanstack/react-query';
import { dischargeFacts, stayToTellOf } from '@vardkedjan/care/coordination/letters/discharge-information.ts';
import {
  type LetterKind,
  letterKinds,
  letterTemplateUrl,
  letterText,
} from '@vardkedjan/care/coordination/letters/letter.ts';
import { filledIn, type LetterPlace } from '@vardkedjan/care/coordination/letters/letter-template.ts';
import { readResource } from '@vardkedjan/ui/fhir-client.ts';
import type { Chart } from '../../chart/chart.ts';
import { nameOfPatient } from '../../chart/person.ts';
import { useChart } from '../../chart/use-chart.ts';
import { type LetterTemplate, letterTemplatesQuery, unitQuery } from '../../letters/letter-templates.ts';
import { useSession } from '../../session/session-context.ts';
import { stayQuery } from './queries.ts';

const kinds = (Object.keys(letterKinds) as LetterKind[]).toReversed();

export interface Beginning {
  title: string;
  text: string;
}

export interface LetterStart {
  templates: readonly (LetterTemplate & { kind: LetterKind })[];
  /** The letter that is sent again. */
  before: Beginning | undefined;
  /** What that one was begun from; empty: nothing, or nothing is sent again. */
  templateBefore: string;
  /** Whether there is a stay to tell of. */
  hasStay: boolean;
  beginningWith: (template: LetterTemplate | undefined) => Beginning;
}

export function useLetterStart(patientId: string, insteadOf: string | undefined): LetterStart {
  const chart = useChart(patientId);
  const { careUnit } = useSession().assignment;
  const unit = useSuspenseQuery(unitQuery(careUnit.id)).data;
  const found = useSuspenseQueries({ queries: kinds.map((kind) => letterTemplatesQuery(kind, careUnit.id)) });
  const stay = stayToTellOf(chart.encounters, careUnit.id);
  const of = useSuspenseQuery(stayQuery(patientId, stay?.id)).data;
  const before = useSuspenseQuery(letterQuery(patientId, insteadOf)).data;
  const phone = unit.telecom?.find(({ system }) => system === 'phone')?.value ?? unit.telecom?.[0]?.value;
  const facts: Partial<Record<LetterPlace, string>> = {
    namn: nameOfPatient(chart.patient),
    enhet: careUnit.name,
    ...(phone !== undefined && { telefon: phone }),
    ...(stay && of && dischargeFacts({ ...fromChart(chart), ...of, stay, now: new Date(chart.asOf) })),
  };
  return {
    templates: found.flatMap(({ data }, index) => data.map((each) => ({ ...each, kind: kinds[index] ?? 'letter' }))),
    before: before ? { title: before.description ?? '', text: letterText(before) ?? '' } : undefined,
    templateBefore: before?.extension?.find(({ url }) => url === letterTemplateUrl)?.valueCanonical ?? '',
    hasStay: stay !== undefined,
    beginningWith: (template) => ({ title: template?.title ?? '', text: filledIn(template?.text ?? '', facts) }),
  };
}

const fromChart = ({ conditions, appointments, serviceRequests }: Chart) => ({
  conditions,
  appointments,
  requests: serviceRequests,
});

const letterQuery = (patientId: string, id: string | undefined) =>
  queryOptions({
    queryKey: ['record', patientId, 'letter', id],
    queryFn: async ({ signal }): Promise<DocumentReference | null> =>
      id === undefined ? null : (await readResource<DocumentReference>('DocumentReference', id, signal)).resource,
  });
