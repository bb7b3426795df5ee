/** The drugs of the last two years as a picture; the tables beside it say the same in words. */
import type { MedicationRequest } from '@medplum/fhirtypes';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { texts } from '../texts.ts';
import { drugLines } from './drug-picture-bars.ts';

const year = 365.25 * 86_400_000;
const mostLines = 40;

export function DrugPicture({ orders, now }: { orders: readonly MedicationRequest[]; now: number }) {
  const t = useTexts(texts);
  const from = now - 2 * year;
  const lines = drugLines(orders, { from, now }).slice(0, mostLines);
  if (lines.length === 0) return null;
  const left = (at: number) => `${(100 * (at - from)) / (now - from)}%`;
  return (
    <div className="drug-picture" role="img" aria-label={t.pictureOf}>
      <span />
      <span className="drug-picture-track drug-picture-times">
        {halves(from, now).map(({ at, name }) => (
          <span key={at} className="drug-picture-time" style={{ left: left(at) }}>
            {name}
          </span>
        ))}
      </span>
      {lines.map(({ name, bars }) => (
        <span key={name} className="drug-picture-line">
          <span className="drug-picture-name" title={name}>
            {name}
          </span>
          <span className="drug-picture-track">
            {bars.map((bar) => (
              <span
                key={`${bar.from}-${bar.kind}`}
                className={`drug-picture-bar drug-picture-${bar.kind}`}
                style={{
                  left: `min(${left(bar.from)}, calc(100% - 3px))`,
                  width: `${(100 * (bar.to - bar.from)) / (now - from)}%`,
                }}
              />
            ))}
          </span>
        </span>
      ))}
    </div>
  );
}

function halves(from: number, to: number): { at: number; name: string }[] {
  const first = new Date(from).getUTCFullYear();
  return [0, 1, 2, 3, 4, 5, 6]
    .map((half) => Date.UTC(first, half * 6, 1))
    .filter((at) => at > from && at < to)
    .map((at) => ({ at, name: new Date(at).toISOString().slice(0, 7) }));
}
