/** The columns of the board. */
import { ageInWords } from '@vardkedjan/care/people/age.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import type { Column } from '@vardkedjan/ui/data-table/data-table.tsx';
import { localTime } from '@vardkedjan/ui/dates.ts';
import type { Language } from '@vardkedjan/ui/language.tsx';
import { Menu } from '@vardkedjan/ui/menu/menu.tsx';
import { Badge, SeverityMark } from '@vardkedjan/ui/severity/severity.tsx';
import { listNameOfPatient } from '../../../chart/person.ts';
import { today } from '../../../chart/today.ts';
import { PatientName } from '../../../work/patient-cells.tsx';
import { severityOf } from '../entry/news-verdict.tsx';
import type { texts } from '../texts.ts';
import { NewsPicture } from './news-picture.tsx';
import type { Ask } from './stay-dialog.tsx';
import type { WardRow } from './ward-rows.ts';

type Texts = (typeof texts)['sv'];

interface Board {
  t: Texts;
  language: Language;
  now: number;
  onAsk: Ask;
}

/** Where one is to look first comes first: the worst score, then who is late. */
const urgency = (row: WardRow) => row.latest?.score.total ?? (row.stay ? -1 : -2);

export function boardColumns({ t, language, now, onAsk }: Board): Column<WardRow>[] {
  return [
    { key: 'bed', title: t.bed, fit: true, cell: (row) => row.bed || t.noBed, sortBy: (row) => row.bed },
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
    { key: 'risk', title: t.risk, cell: (row) => <Risks row={row} />, sortBy: (row) => row.risks.length },
    { key: 'doctor', title: t.doctor, cell: (row) => row.doctor, sortBy: (row) => row.doctor },
    { key: 'nurse', title: t.nurse, cell: (row) => row.nurse, sortBy: (row) => row.nurse },
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
    <span className="ward-who">
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
  if (row.isLate) return <Badge severity="caution">{`${t.late} ${localTime(new Date(row.dueBy)).time}`}</Badge>;
  return <>{row.latest?.risk === 'high' ? t.always : localTime(new Date(row.dueBy)).time}</>;
}

function Risks({ row }: { row: WardRow }) {
  return (
    <span className="ward-risks" title={row.risks.map(({ text }) => text).join('\n')}>
      {row.risks.map(({ text, isInfection }) => (
        <Badge key={text} {...(isInfection && { severity: 'serious' as const })}>
          {text}
        </Badge>
      ))}
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
