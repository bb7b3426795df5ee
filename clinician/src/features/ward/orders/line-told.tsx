/** What a written line comes to, or what is wrong with it: told as it is typed, and nothing else is signed. */
import { doseText } from '@vardkedjan/care/clinical/dose-text.ts';
import { formatDateTime, weekdayOf } from '@vardkedjan/ui/dates.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import type { ReactNode } from 'react';
import { textOfConcept } from '../../../chart/concept.ts';
import { today } from '../../../chart/today.ts';
import { DayByDay } from '../../../drug-orders/dose-told.tsx';
import { doseTexts, problemText } from '../../../drug-orders/dose-texts.ts';
import { orderTexts } from './texts.ts';
import type { Line, OrderInForce } from './written-lines.ts';

interface LineToldProps {
  line: Line;
  laboratory: string;
  /** The line as it is to be instead. */
  onBecome: (text: string) => void;
  /** Signing was tried: what is not there says so. */
  isTried: boolean;
}

export function LineTold({ line, laboratory, onBecome, isTried }: LineToldProps) {
  const t = { ...useTexts(doseTexts), ...useTexts(orderTexts) };
  const { language } = useLanguage();
  switch (line.kind) {
    case 'change':
    case 'new':
      return (
        <Told kind={t.kinds[line.kind]} what={line.drug.name}>
          {doseText(line.dosages).text}{' '}
          {line.kind === 'change' ? <span className="quiet">{t.from(before(line.before, line.drug.name))}</span> : null}
          <Why why={line.why} name={line.drug.name} isMissing={line.kind === 'change' && isTried} />
          <DayByDay dosages={line.dosages} drug={line.drug.dosed} start={today()} />
        </Told>
      );
    case 'end':
      return (
        <Told kind={t.kinds[line.status]} what={line.drug.name}>
          <span className="quiet">{doseText(line.before.dosageInstruction).text}</span>
          <Why why={line.why} name={line.drug.name} isMissing={isTried} />
        </Told>
      );
    case 'tests':
      return (
        <Told kind={t.kinds.tests} what={line.items.map(({ display }) => display).join(', ')}>
          <span className="quiet">
            {[
              t.priorities[line.priority],
              line.when === undefined
                ? ''
                : `${weekdayOf(line.when.slice(0, 10), language)} ${formatDateTime(line.when)}`,
              t.to(laboratory),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </Told>
      );
    case 'choose':
      return (
        <li className="written-open">
          {t.which(line.text)}
          <span className="written-among">
            {line.among.map(({ name, becomes }) => (
              <Button key={name} onPress={() => onBecome(becomes)}>
                {name}
              </Button>
            ))}
          </span>
        </li>
      );
    case 'searching':
      return <li className="quiet">{t.searching(line.word)}</li>;
    case 'twice':
      return <li className="written-open">{t.twice(line.drug.name)}</li>;
    case 'dose':
      return (
        <li className="written-open">
          <strong>{line.drug.name}</strong> {line.problem ? problemText(line.problem, t) : t.doseAfter(line.drug.name)}
        </li>
      );
    case 'past':
      return <li className="written-open">{t.past(line.text)}</li>;
    case 'unknown':
      return <li className="written-open">{t.unknown(line.text)}</li>;
  }
}

/** The dose that it had; and the drug, where that is another now. */
function before(order: OrderInForce, name: string): string {
  const had = textOfConcept(order.medicationCodeableConcept);
  return `${had === name ? '' : `${had}, `}${doseText(order.dosageInstruction).text}`;
}

function Told({ kind, what, children }: { kind: string; what: string; children: ReactNode }) {
  return (
    <li className="written-told">
      <span className="written-kind">{kind}</span>
      <div>
        <strong>{what}</strong> {children}
      </div>
    </li>
  );
}

function Why({ why, name, isMissing }: { why: string; name: string; isMissing: boolean }) {
  const t = useTexts(orderTexts);
  if (why !== '') return <span> {t.why(why)}</span>;
  return isMissing ? <strong className="written-missing"> {t.whyMissing(name)}</strong> : null;
}
