/** One risk assessed in the dock: answered by digits, scored as it is answered, signed with Ctrl+Enter; then the next that nobody has assessed. */
import { useSuspenseQuery } from '@tanstack/react-query';
import { type AssessedRisk, isAssessedRisk, riskFormOf } from '@vardkedjan/care/clinical/nursing/risk-form.ts';
import { risksNow, riskScore } from '@vardkedjan/care/clinical/nursing/risk-score.ts';
import { nameWithTitle } from '@vardkedjan/care/people/name-with-title.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Select } from '@vardkedjan/ui/select/select.tsx';
import { Empty } from '@vardkedjan/ui/states/states.tsx';
import { useState } from 'react';
import { ongoingContact } from '../../../chart/ongoing-contact.ts';
import { today } from '../../../chart/today.ts';
import { useChart } from '../../../chart/use-chart.ts';
import { openWorkspace } from '../../../dock/dock-store.ts';
import { DockDone, DockForm } from '../../../dock/dock-form.tsx';
import { useSaving } from '../../../dock/use-saving.ts';
import type { WorkspaceProps } from '../../../feature.ts';
import { RiskBadge } from '../../../nursing/risk-badge.tsx';
import { riskFormsQuery, risksQuery, type RiskTemplate } from '../../../nursing/risk-queries.ts';
import { texts as shared } from '../../../nursing/texts.ts';
import { useSession } from '../../../session/session-context.ts';
import { unitKindQuery } from '../../../unit-templates/queries.ts';
import { texts } from '../texts.ts';
import { Questions } from './questions.tsx';
import { signAssessment } from './sign-assessment.ts';
import '../nursing.css';

export default function AssessWorkspace(props: WorkspaceProps) {
  const t = useTexts(texts);
  const { assignment } = useSession();
  const unit = assignment.careUnit.id;
  const forms = useSuspenseQuery(riskFormsQuery(unit, useSuspenseQuery(unitKindQuery(unit)).data)).data;
  const risks = risksNow(useSuspenseQuery(risksQuery(props.patientId)).data, today());
  const toDo = forms
    .flatMap((form) => riskFormOf(form)?.kind ?? [])
    .filter((kind) => {
      const before = risks.find((each) => each.kind === kind);
      return before === undefined || before.isLate;
    });
  const [first] = forms;
  // Which one it is stays when others have been signed.
  const [wanted, want] = useState(isAssessedRisk(props.args.risk) ? props.args.risk : toDo[0]);
  if (first === undefined) return <Empty>{t.noForms}</Empty>;
  const chosen = forms.find((form) => riskFormOf(form)?.kind === wanted) ?? first;
  const choices = forms.map((form) => ({ value: riskFormOf(form)?.kind ?? 'fall', text: form.title ?? '' }));
  const choose = (risk: AssessedRisk) => {
    want(risk);
    props.onArgs({ risk });
  };
  return (
    <Assess
      key={chosen.id}
      {...props}
      form={chosen}
      choices={choices}
      onChoose={choose}
      next={toDo.find((kind) => kind !== riskFormOf(chosen)?.kind)}
    />
  );
}

interface AssessProps extends WorkspaceProps {
  form: RiskTemplate;
  choices: { value: AssessedRisk; text: string }[];
  /** The next that is to be assessed. */
  next: AssessedRisk | undefined;
  onChoose: (risk: AssessedRisk) => void;
}

function Assess({ patientId, form, choices, next, onChoose, takesFocus }: AssessProps) {
  const t = useTexts(texts);
  const levels = useTexts(shared).levels;
  const chart = useChart(patientId);
  const { session, assignment } = useSession();
  const saving = useSaving(patientId);
  const kind = riskFormOf(form)?.kind ?? 'fall';
  const [before] = risksNow(useSuspenseQuery(risksQuery(patientId)).data, today()).filter((each) => each.kind === kind);
  const [answers, setAnswers] = useState<ReadonlyMap<string, string>>(new Map());
  const [isAsked, setAsked] = useState(false);
  const [draft, setDraft] = useState<{ id: string; etag: string | undefined }>(() => ({
    id: crypto.randomUUID(),
    etag: undefined,
  }));
  const [isSigned, setSigned] = useState(false);
  const score = riskScore(form, answers);
  const sign = async () => {
    setAsked(true);
    if (score?.level === undefined) {
      saving.setProblem(t.unanswered);
      return false;
    }
    const contact = ongoingContact(chart.encounters, assignment.careUnit.id, today());
    const author = {
      reference: `Practitioner/${session.caller?.practitioner?.id ?? ''}`,
      display: nameWithTitle(session.name, assignment.title),
    };
    const encounter = contact && { reference: `Encounter/${contact.id}` };
    const assessment = { id: draft.id, patientId, form, answers, author, encounter };
    const saved = (etag: string | undefined) => setDraft({ id: draft.id, etag });
    const isTaken = await saving.save(() => signAssessment(assessment, draft.etag, saved));
    setSigned(isTaken);
    return isTaken;
  };
  if (isSigned && score?.level)
    return (
      <DockDone
        goesOn={next !== undefined}
        actions={
          <>
            {score.level === 'none' ? null : (
              <Button onPress={() => openWorkspace('nursing/plan', patientId, { risk: kind })}>
                {t.planFor(t.risks[kind].toLowerCase())}
              </Button>
            )}
            {next ? (
              <Button tone="primary" autoFocus onPress={() => onChoose(next)}>
                {t.next(t.risks[next])}
              </Button>
            ) : null}
          </>
        }
      >
        <output>{t.signed(`${t.risks[kind]}, ${levels[score.level].toLowerCase()}`)}</output>
      </DockDone>
    );
  return (
    <DockForm
      label={t.assessThis(t.risks[kind])}
      onSend={sign}
      send={t.sign}
      sending={t.signing}
      isSending={saving.isSaving}
      problems={[saving.problem]}
      more={
        <output className="risk-score">
          {score && score.unanswered.length > 0 ? t.left(score.unanswered.length) : null}
          {score?.level ? (
            <>
              <RiskBadge kind={kind} level={score.level} /> {t.points(score.points)}
            </>
          ) : null}
        </output>
      }
    >
      <Select label={t.assessment} hideLabel choices={choices} value={kind} onChange={onChoose} />
      <p className="quiet">
        {before ? `${t.before(levels[before.level], t.points(before.points), formatDate(before.at))} ` : null}
        {t.keys}
      </p>
      <Questions
        items={form.item ?? []}
        answers={answers}
        takesFocus={takesFocus}
        isAsked={isAsked}
        onAnswer={(linkId, text) => {
          saving.setProblem('');
          setAnswers((now) => new Map(now).set(linkId, text));
        }}
      />
    </DockForm>
  );
}
