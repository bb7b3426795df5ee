/** Records a hypersensitivity, in the dock. Enter in a field goes on; Ctrl+Enter saves. */
import type { AllergyIntolerance, Bundle } from '@medplum/fhirtypes';
import { type PatientOnScreen, request } from '@vardkedjan/ui/fhir-client.ts';
import { Choices } from '@vardkedjan/ui/choices/choices.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Select } from '@vardkedjan/ui/select/select.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { textOfConcept } from '../../chart/concept.ts';
import { useChart } from '../../chart/use-chart.ts';
import type { WorkspaceProps } from '../../feature.ts';
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
  coding: undefined,
};

export default function RecordAllergy({ patientId, takesFocus }: WorkspaceProps) {
  const t = useTexts(texts);
  const chart = useChart(patientId);
  const recorder = useRecorder(patientId);
  const saving = useSaving(patientId);
  const kept = useDockForm(empty);
  const { fields: form, change } = kept;
  const drugs = codedDrugs(chart.medicationRequests.map((each) => each.medicationCodeableConcept));

  const save: Sending = (screen) => {
    if (form.substance.trim() === '') {
      saving.setProblem(t.substanceMissing);
      return Promise.resolve(false);
    }
    return saving.save(() => {
      const by = recorder();
      return transact(recordAllergy(allergyOf(form, by), chart.allergies, t.contradicted, by), screen);
    });
  };

  return (
    <SavedForm title={t.recordAllergy} form={kept} saving={saving} onSave={save}>
      <TextField
        label={t.substance}
        help={t.substanceHelp}
        value={form.substance}
        onChange={(substance) => change({ coding: undefined, substance })}
        autoFocus={takesFocus}
        isRequired
      />
      {drugs.length > 0 ? (
        <Select
          label={t.fromDrugs}
          placeholder={t.chooseDrug}
          choices={drugs.map((drug) => ({ value: drug.code, text: drug.display, detail: drug.code }))}
          value={form.coding?.code}
          onChange={(code) => {
            const coding = drugs.find((drug) => drug.code === code);
            if (coding) change({ coding, substance: coding.display, category: 'medication' });
          }}
        />
      ) : null}
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

/** What the patient is or was given, by ATC code: a reaction is often to one of these. */
function codedDrugs(
  concepts: (AllergyIntolerance['code'] | undefined)[],
): { system: string; code: string; display: string }[] {
  const found = new Map<string, { system: string; code: string; display: string }>();
  for (const concept of concepts) {
    const coding = concept?.coding?.find((each) => each.system === 'http://www.whocc.no/atc');
    if (coding?.system && coding.code)
      found.set(coding.code, {
        system: coding.system,
        code: coding.code,
        display: coding.display ?? textOfConcept(concept),
      });
  }
  return [...found.values()].sort((a, b) => a.display.localeCompare(b.display, 'sv'));
}

export async function transact(bundle: Bundle, patient: PatientOnScreen): Promise<void> {
  await request('/fhir', { method: 'POST', body: bundle, patient });
}
