/** The number and hue that belong to one open record for as long as it is open. */
import { hueOf } from './open-records.ts';
import './record-mark.css';

export function RecordMark({ mark }: { mark: number | undefined }) {
  if (mark === undefined) return null;
  return (
    <span className="record-mark" data-hue={hueOf(mark)} aria-hidden="true">
      {mark}
    </span>
  );
}
