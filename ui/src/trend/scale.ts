/** Linear scales and round ticks: how values become pixels. Pure arithmetic, no drawing. */

export type Span = readonly [low: number, high: number];

/** From a value in `domain` to a place in `range`; a domain without extent maps to the middle. */
export function linear(domain: Span, range: Span): (value: number) => number {
  const extent = domain[1] - domain[0];
  if (extent === 0) return () => (range[0] + range[1]) / 2;
  return (value) => range[0] + ((value - domain[0]) / extent) * (range[1] - range[0]);
}

/**
 * The values' extent with the reference band in it, and some air. A band far from the values is not let in when it would
 * press the curve flat: at most `bandShare` of the height may go to a band the values do not touch.
 */
export function domainOf(values: number[], band?: { low?: number; high?: number }, bandShare = 0.6): Span {
  if (values.length === 0) return [band?.low ?? 0, band?.high ?? (band?.low ?? 0) + 1];
  let low = Math.min(...values);
  let high = Math.max(...values);
  const own = high - low || Math.abs(high) || 1;
  const most = own / (1 - bandShare);
  for (const limit of [band?.low, band?.high]) {
    if (limit === undefined) continue;
    if (limit < low && high - limit <= most) low = limit;
    if (limit > high && limit - low <= most) high = limit;
  }
  const air = (high - low || Math.abs(high) || 1) * 0.08;
  return [low - air, high + air];
}

/** Round steps (1, 2, 5 × 10ⁿ), about `wanted` of them, inside the domain. */
export function ticks(domain: Span, wanted: number): number[] {
  const extent = domain[1] - domain[0];
  if (!(extent > 0) || wanted < 1) return [];
  const rough = extent / wanted;
  const power = Math.floor(Math.log10(rough));
  const unit = 10 ** power;
  const step = [1, 2, 5, 10].find((each) => each * unit >= rough * 0.999) ?? 10;
  const found: number[] = [];
  const first = Math.ceil(domain[0] / (step * unit) - 1e-9);
  const last = Math.floor(domain[1] / (step * unit) + 1e-9);
  for (let index = first; index <= last; index++) found.push(Number((index * step * unit).toPrecision(12)));
  return found;
}
