/** On the first page of a ward: the ways to its board, to what is to be done, and to the round of vital signs. Where nobody lies in a bed it is not there. */
import { useQuery } from '@tanstack/react-query';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Panel } from '@vardkedjan/ui/panel/panel.tsx';
import { unitAddress } from '../../navigation.ts';
import { useSession } from '../../session/session-context.ts';
import { unitRows } from '../../work/day.ts';
import { unitQuery } from '../../work/work-queries.ts';
import { texts } from './texts.ts';

export default function WardPanel() {
  const t = useTexts(texts);
  const { assignment } = useSession();
  const { data } = useQuery(unitQuery(assignment.careUnit.id));
  const isWard = data !== undefined && unitRows(data.matches, data.included).some(({ place }) => place !== '');
  if (!isWard) return null;
  return (
    <Panel title={t.board}>
      <ul className="work-links">
        <li>
          <a href={unitAddress('ward')}>{t.asBoard}</a>
          <kbd aria-hidden="true">g a</kbd>
        </li>
        <li>
          <a href={unitAddress('ward', { show: 'due' })}>{t.asToDo}</a>
        </li>
        <li>
          <a href={unitAddress('ward', { show: 'round' })}>{t.asTable}</a>
        </li>
      </ul>
    </Panel>
  );
}
