/** Records a hypersensitivity, in the dock. Enter in a field goes on; Ctrl+Enter saves. */
import type { Bundle } from '@medplum/fhirtypes';
import { type PatientOnScreen, request } from '@vardkedjan/ui/fhir-client.ts';
import { Choices } from '@vardkedjan/ui/choices/choices.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { useChart } from '../../chart/use-chart.ts';
import type { WorkspaceProps } from '../../feature.ts';
import { useDrugKnowledge } from '../../drug-orders/use-drug-knowledge.ts';
import { ComparedWith } from './compared-with-fields.tsx';
import { meantBy, substancesIn } from './compared-with.ts';
import { SavedForm } from './saved-form.tsx';
import { texts } from './texts.ts';
import { useRecorder } from './use-recorder.ts';
import { useDockForm } from '../../dock/use-dock-form.ts';
import type { Sending } from '../../drafts/use-form-draft.ts';
import { useSaving } from '../../dock/use-saving.ts';
import { type AllergyForm, allergyOf, recordAllergy } from './warning-resources.ts';

const empty: AllergyForm = {
  substance: '',
  category: 'medication',
  type: 'allergy',
  criticality: 'unable-to-assess',
  verification: 'unconfirmed',
  reaction: '',
  severity: undefined,
  codings: [],
  isWholeClass: false,
};

export default function RecordAllergy({ patientId, takesFocus }: WorkspaceProps) {
  const t = useTexts(texts);
  const chart = useChart(patientId);
  const recorder = useRecorder(patientId);
  const knowledge = useDrugKnowledge();
  const saving = useSaving(patientId);
  const kept = useDockForm(empty);
  const { fields: form, change } = kept;
  const own = substancesIn(chart.medicationRequests.map((each) => each.medicationCodeableConcept));

  const save: Sending = (screen) => {
    if (form.substance.trim() === '') {
      saving.setProblem(t.substanceMissing);
      return Promise.resolve(false);
    }
    return saving.save(() => {
      const by = recorder();
      return transact(
        recordAllergy(
          allergyOf({ ...form, codings: meantBy(form, knowledge) }, by),
          chart.allergies,
          t.contradicted,
          by,
        ),
        screen,
      );
    });
  };

  return (
    <SavedForm title={t.recordAllergy} form={kept} saving={saving} onSave={save}>
      <TextField
        label={t.substance}
        help={t.substanceHelp}
        value={form.substance}
        onChange={(substance) => change({ codings: [], isWholeClass: false, substance })}
        autoFocus={takesFocus}
        isRequired
      />
      {form.category === 'medication' ? <ComparedWith form={form} own={own} onChange={change} /> : null}
      <Choices
        label={t.criticality}
        texts={t.criticalities}
        value={form.criticality}
        onChange={(criticality) => change({ criticality })}
      />
      <Choices
        label={t.verification}
        texts={verifications(t.verifications)}
        value={form.verification}
        onChange={(verification) => change({ verification })}
      />
      <Choices label={t.type} texts={t.types} value={form.type} onChange={(type) => change({ type })} />
      <Choices
        label={t.category}
        texts={t.categories}
        value={form.category}
        onChange={(category) => change({ category })}
      />
      <TextField label={t.reaction} value={form.reaction} onChange={(reaction) => change({ reaction })} />
      {form.reaction.trim() ? (
        <Choices
          label={t.severity}
          texts={t.severities}
          value={form.severity}
          onChange={(severity) => change({ severity })}
        />
      ) : null}
    </SavedForm>
  );
}

const verifications = ({ confirmed, unconfirmed }: { confirmed: string; unconfirmed: string }) => ({
  confirmed,
  unconfirmed,
});

export async function transact(bundle: Bundle, patient: PatientOnScreen): Promise<void> {
  await request('/fhir', { method: 'POST', body: bundle, patient });
}
