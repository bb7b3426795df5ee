/** Orders by a set in the dock: the set by its name, its lines ticked as it says, Ctrl+Enter signs all that is ticked in one. */
import { useQuery } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Empty, Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { useState } from 'react';
import { today } from '../../../chart/today.ts';
import { useChart } from '../../../chart/use-chart.ts';
import { HiddenNote } from '../../../drug-orders/alert-list.tsx';
import { orderingTexts } from '../../../drug-orders/texts.ts';
import { DockDone, DockForm } from '../../../dock/dock-form.tsx';
import { useDockForm } from '../../../dock/use-dock-form.ts';
import type { FormDraft } from '../../../drafts/use-form-draft.ts';
import type { PatientOnScreen } from '@vardkedjan/ui/fhir-client.ts';
import type { WorkspaceProps } from '../../../feature.ts';
import { Pick } from '../../../orders/pick.tsx';
import { useSession } from '../../../session/session-context.ts';
import { unitKindQuery } from '../../../unit-templates/queries.ts';
import { inUseAt, isItsOwn, nameOf } from '../../../unit-templates/template-versions.ts';
import { type DrugLine, linesOf } from '@vardkedjan/care/coordination/order-sets/order-set.ts';
import { type OrderSet, setsInUseQuery } from '../queries.ts';
import { texts } from '../texts.ts';
import { asWritten, type Filled, isOrderedAlready } from './filled.ts';
import { SetLines } from './set-lines.tsx';
import { useSetOrdering } from './use-set-ordering.ts';

interface SetForm {
  /** FHIR id of the set. */
  set: string | undefined;
  /** undefined: as the set has it. */
  filled: Filled | undefined;
}

export default function OrderBySet(props: WorkspaceProps) {
  const form = useDockForm<SetForm>({ set: undefined, filled: undefined });
  const [done, setDone] = useState<{ name: string; count: number }>();
  // Each choosing asks anew which sets are in use.
  const [turn, setTurn] = useState(0);
  const another = () => {
    form.throwAway();
    setDone(undefined);
    setTurn(turn + 1);
  };
  return done ? (
    <Ordered {...done} onAnother={another} />
  ) : (
    <ChooseSet key={turn} {...props} form={form} onDone={setDone} onAnother={another} />
  );
}

interface ChosenSetProps {
  form: FormDraft<SetForm>;
  patientId: string;
  onDone: (done: { name: string; count: number }) => void;
  onAnother: () => void;
}

function ChooseSet({ takesFocus, onTitle, ...props }: WorkspaceProps & ChosenSetProps) {
  const t = useTexts(texts);
  const { assignment } = useSession();
  const unit = assignment.careUnit.id;
  const kind = useQuery(unitKindQuery(unit));
  const found = useQuery(setsInUseQuery(unit, kind.isError ? null : kind.data));
  const [asked, ask] = useState('');
  // What is begun is gone on with by the set as it was, whatever is published meanwhile.
  const [begun, begin] = useState<OrderSet>();
  const { form } = props;
  if (begun && begun.id === form.fields.set) return <Ordering set={begun} {...props} />;
  if (found.isError) return <Failed failure={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data || !found.isFetchedAfterMount) return <Loading rows={6} />;
  const sets = inUseAt(found.data, unit, kind.data ?? undefined);
  if (sets.length === 0) return <Empty>{t.noneInUse}</Empty>;
  const takenUp = sets.find(({ id }) => id === form.fields.set);
  if (takenUp) begin(takenUp);
  return (
    <Pick
      label={t.searchSets}
      asked={asked}
      onAsk={ask}
      autoFocus={takesFocus}
      hits={named(sets, asked, unit).map((set) => ({
        key: set.id,
        text: nameOf(set),
        detail: t.count(linesOf(set).length),
      }))}
      onPick={(id) => {
        const chosen = sets.find((set) => set.id === id);
        if (!chosen) return;
        onTitle(nameOf(chosen));
        begin(chosen);
        form.change({ set: chosen.id, filled: undefined });
      }}
    />
  );
}

/** The unit's own before the shared ones. */
function named(sets: readonly OrderSet[], asked: string, unit: string): OrderSet[] {
  const words = asked.toLocaleLowerCase('sv').split(/\s+/).filter(Boolean);
  return sets
    .filter((set) => words.every((word) => nameOf(set).toLocaleLowerCase('sv').includes(word)))
    .toSorted(
      (a, b) => Number(isItsOwn(b, unit)) - Number(isItsOwn(a, unit)) || nameOf(a).localeCompare(nameOf(b), 'sv'),
    );
}

/** One function, so that it is called once: when the set has been chosen. */
const focused = (heading: HTMLElement | null) => heading?.focus();

function Ordering({ set, form, patientId, onDone, onAnother }: ChosenSetProps & { set: OrderSet }) {
  const t = { ...useTexts(orderingTexts), ...useTexts(texts) };
  const { medicationRequests } = useChart(patientId);
  const isThere = (line: DrugLine) => isOrderedAlready(line, medicationRequests, today());
  const [written] = useState(() => asWritten(linesOf(set), isThere));
  const filled = form.fields.filled ?? written;
  const ordering = useSetOrdering(set, patientId, filled);
  const [isTried, setTried] = useState(false);
  const { hand, lines, count, isReady } = ordering;
  const sign = async (screen: PatientOnScreen, isNoneKnown = false) => {
    setTried(true);
    const isTaken = await ordering.sign(screen, isNoneKnown);
    if (isTaken) onDone({ name: nameOf(set), count });
    return isTaken;
  };
  // Nothing is signed before it is known who does what.
  if (!isReady) return <Loading rows={8} />;
  return (
    <DockForm
      label={nameOf(set)}
      draft={form}
      onSend={sign}
      send={t.sign(count)}
      sending={t.signing}
      isSending={hand.isSending}
      problems={hand.problems}
      answering={ordering.mayBeNone ? { label: t.signNoneKnown, onSend: (screen) => sign(screen, true) } : undefined}
      more={<Button onPress={onAnother}>{t.another}</Button>}
    >
      <h3 className="set-name" tabIndex={-1} ref={focused}>
        {nameOf(set)}
      </h3>
      <SetLines
        lines={lines}
        filled={filled}
        onFill={(key, value) => form.change({ filled: { ...filled, [key]: value } })}
        isThere={isThere}
        alertsOf={ordering.alertsOf}
        isTried={isTried}
        performerOf={ordering.performerOf}
        wards={ordering.wards}
        mayPrescribe={hand.mayPrescribe}
      />
      <HiddenNote chart={ordering.chart} />
    </DockForm>
  );
}

function Ordered({ name, count, onAnother }: { name: string; count: number; onAnother: () => void }) {
  const t = useTexts(texts);
  return (
    <DockDone actions={<Button onPress={onAnother}>{t.another}</Button>}>
      <h3>{name}</h3>
      <output>
        {t.done(count)} {t.doneMore}
      </output>
    </DockDone>
  );
}
