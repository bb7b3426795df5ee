/** The columns of the board. */
import type { DosesWaiting } from '@vardkedjan/care/clinical/giving/doses-waiting.ts';
import { ageInWords } from '@vardkedjan/care/people/age.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import type { Column } from '@vardkedjan/ui/data-table/data-table.tsx';
import { localTime } from '@vardkedjan/ui/dates.ts';
import type { Language } from '@vardkedjan/ui/language.tsx';
import { Menu } from '@vardkedjan/ui/menu/menu.tsx';
import { Badge, SeverityMark } from '@vardkedjan/ui/severity/severity.tsx';
import { listNameOfPatient } from '../../../chart/person.ts';
import { today } from '../../../chart/today.ts';
import { recordAddress } from '../../../navigation.ts';
import { RiskBadge } from '../../../nursing/risk-badge.tsx';
import { PatientName } from '../../../work/patient-cells.tsx';
import { severityOf } from '../entry/news-verdict.tsx';
import type { texts } from '../texts.ts';
import { DosesCell } from './doses-cell.tsx';
import { NewsPicture } from './news-picture.tsx';
import type { Ask } from './stay-dialog.tsx';
import type { NursingToDo } from './to-do-rows.ts';
import type { WardRow } from './ward-rows.ts';

type Texts = (typeof texts)['sv'];

interface Board {
  t: Texts;
  language: Language;
  now: number;
  onAsk: Ask;
  /** undefined: not known. */
  doses: ReadonlyMap<string, DosesWaiting> | undefined;
  /** undefined: not known. */
  toDo: ReadonlyMap<string, NursingToDo> | undefined;
}

/** Where one is to look first comes first: the worst score. Nobody knows how ill who has none too long is: before all that are not urgent (NEWS2 below 5). */
const urgency = (row: WardRow) => row.latest?.score.total ?? (row.isLate ? 4.5 : row.stay ? -1 : -2);

export function boardColumns({ t, language, now, onAsk, doses, toDo }: Board): Column<WardRow>[] {
  return [
    {
      key: 'bed',
      title: t.bed,
      fit: true,
      cell: (row) => (
        <span className="ward-bed" title={row.bed}>
          {row.bed || t.noBed}
        </span>
      ),
      sortBy: (row) => row.bed,
    },
    { key: 'patient', title: t.patient, opens: true, cell: (row) => <Who t={t} row={row} />, sortBy: nameOf },
    {
      key: 'age',
      title: t.age,
      fit: true,
      align: 'right',
      cell: (row) => ageInWords(row.patient?.birthDate ?? '', today(), language),
      sortBy: (row) => row.patient?.birthDate,
    },
    {
      key: 'news',
      title: t.news,
      fit: true,
      align: 'right',
      cell: (row) => <Score t={t} row={row} />,
      sortBy: urgency,
    },
    { key: 'trend', title: t.newsTrend, fit: true, cell: (row) => <NewsPicture scores={row.scores} until={now} /> },
    { key: 'due', title: t.due, fit: true, cell: (row) => <Due t={t} row={row} />, sortBy: (row) => row.dueBy },
    {
      key: 'doses',
      title: t.doses,
      fit: true,
      cell: (row) => (row.stay && row.patient ? <DosesCell doses={doses?.get(row.patientId)} /> : null),
      sortBy: (row) => doses?.get(row.patientId)?.lateSince,
    },
    {
      key: 'to-do',
      title: t.nursing,
      fit: true,
      cell: (row) => (row.stay && row.patient ? <ToDoCell t={t} row={row} toDo={toDo?.get(row.patientId)} /> : null),
      sortBy: (row) => toDo?.get(row.patientId)?.late ?? 0,
    },
    {
      key: 'risk',
      title: t.risk,
      cell: (row) => <Risks t={t} row={row} />,
      sortBy: (row) => row.risks.length + row.warnings.length,
    },
    { key: 'doctor', title: t.doctor, cell: (row) => <Staff name={row.doctor} />, sortBy: (row) => row.doctor },
    { key: 'nurse', title: t.nurse, cell: (row) => <Staff name={row.nurse} />, sortBy: (row) => row.nurse },
    {
      key: 'home',
      title: t.home,
      fit: true,
      cell: (row) => <Home row={row} />,
      sortBy: (row) => row.home || undefined,
    },
    { key: 'acts', title: t.acts, hideTitle: true, fit: true, cell: (row) => <Acts t={t} row={row} onAsk={onAsk} /> },
  ];
}

const nameOf = (row: WardRow) => (row.patient ? listNameOfPatient(row.patient) : undefined);

function Who({ t, row }: { t: Texts; row: WardRow }) {
  if (row.stay === undefined) return <>{row.isOutOfUse ? t.outOfUse : t.free1}</>;
  return (
    <span className="ward-who" title={[nameOf(row), row.reason].filter(Boolean).join(': ')}>
      <PatientName patient={row.patient} /> <span className="quiet ward-reason">{row.reason}</span>
    </span>
  );
}

function Score({ t, row }: { t: Texts; row: WardRow }) {
  if (row.stay === undefined) return null;
  if (row.latest === undefined) return <span className="quiet">{t.noNews}</span>;
  const { score, risk } = row.latest;
  const severity = severityOf[risk];
  return (
    <span className="ward-score" data-risk={risk}>
      {severity ? <SeverityMark severity={severity} label={t.risks[risk]} /> : null} {score.total}
    </span>
  );
}

function Due({ t, row }: { t: Texts; row: WardRow }) {
  if (row.stay === undefined || row.dueBy === undefined) return null;
  const { date, time } = localTime(new Date(row.dueBy));
  if (row.isLate) return <Badge severity="caution">{`${t.late} ${date === today() ? time : shortDay(date)}`}</Badge>;
  return <>{row.latest?.risk === 'high' ? t.always : time}</>;
}

const shortDay = (date: string) => `${Number(date.slice(8))}/${Number(date.slice(5, 7))}`;

function Staff({ name }: { name: string }) {
  return (
    <span className="ward-staff" title={name}>
      {name}
    </span>
  );
}

/** What nurses are to do beside doses and vital signs: the way to where it is done. */
function ToDoCell({ t, row, toDo }: { t: Texts; row: WardRow; toDo: NursingToDo | undefined }) {
  if (toDo === undefined) return null;
  const { late, now, samples } = toDo;
  const nursing = recordAddress(row.patientId, 'nursing');
  return (
    <span className="ward-to-do">
      {late > 0 ? (
        <a href={nursing}>
          <Badge severity="caution">{t.lateCount(late)}</Badge>
          <span className="visually-hidden"> {t.toDoLate(late)}</span>
        </a>
      ) : null}
      {now > 0 ? (
        <a href={nursing}>
          {t.dosesNow(now)}
          <span className="visually-hidden"> {t.toDoSoon(now)}</span>
        </a>
      ) : null}
      {samples > 0 ? <a href={recordAddress(row.patientId, 'orders')}>{t.samples(samples)}</a> : null}
    </span>
  );
}

/** The first of what to heed and what there is a risk of, and how many more there are: all of them by pointing at it. A risk is the way to what is done about it. */
function Risks({ t, row: { warnings, risks, patientId } }: { t: Texts; row: WardRow }) {
  const words = [...warnings.map(({ text }) => text), ...risks.map((risk) => t.riskWords(risk))];
  const [warning] = warnings;
  const [risk] = risks;
  if (words.length === 0) return null;
  const said = (
    <>
      {warning ? (
        <Badge {...(warning.isInfection && { severity: 'serious' as const })}>{warning.text}</Badge>
      ) : risk ? (
        <RiskBadge kind={risk.kind} level={risk.level} isShort />
      ) : null}
      {words.length > 1 ? <span>+{words.length - 1}</span> : null}
      <span className="visually-hidden">{words.join(', ')}</span>
    </>
  );
  return risk ? (
    <a className="ward-risks" title={words.join('\n')} href={recordAddress(patientId, 'nursing')}>
      {said}
    </a>
  ) : (
    <span className="ward-risks" title={words.join('\n')}>
      {said}
    </span>
  );
}

function Home({ row: { home } }: { row: WardRow }) {
  return home === today() ? <strong>{home}</strong> : <>{home}</>;
}

function Acts({ t, row, onAsk }: { t: Texts; row: WardRow; onAsk: Ask }) {
  if (row.stay === undefined)
    return row.isOutOfUse ? null : (
      <Button tone="quiet" aria-label={t.admitTo(row.bed)} onPress={() => onAsk({ what: 'admit', row })}>
        {t.admit}
      </Button>
    );
  const who = row.patient ? listNameOfPatient(row.patient) : row.bed;
  const entry = (what: Exclude<Parameters<Ask>[0]['what'], 'admit'>, text: string) => ({
    id: what,
    text,
    onAction: () => onAsk({ what, row }),
  });
  return (
    <Menu
      label={t.act(who)}
      groups={[
        {
          title: t.acts,
          entries: [
            entry('move', t.move),
            entry('discharge', t.discharge),
            entry('home', t.setHome),
            entry('doctor', t.setDoctor),
            entry('nurse', t.setNurse),
            entry('mistaken', t.notThisPatient),
          ],
        },
      ]}
    >
      ⋯
    </Menu>
  );
}
