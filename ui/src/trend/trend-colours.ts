/** The tokens' colours as a canvas wants them: resolved for the place where they are drawn, light or dark. */
import type { TrendColours } from './trend-options.ts';

export function trendColours(place: HTMLElement): TrendColours {
  const probe = document.createElement('span');
  place.append(probe);
  const colour = (token: string) => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const { fontFamily } = getComputedStyle(place);
  const size = getComputedStyle(place).getPropertyValue('--size-tiny').trim() || '12px';
  const colours: TrendColours = {
    ink: colour('--ink'),
    inkQuiet: colour('--ink-quiet'),
    hairline: colour('--hairline'),
    band: colour('--reference-band'),
    severe: colour('--severity-critical'),
    abnormal: colour('--severity-serious'),
    surface: colour('--surface'),
    lines: ['--series-1', '--series-2', '--series-3', '--series-4'].map(colour),
    font: `${size} ${fontFamily}`,
  };
  probe.remove();
  return colours;
}
