/**
 * Code 128 (ISO/IEC 15417) of what scanners at the bedside read: an even number of digits in set C, two to a symbol; anything else of ASCII's printable
 * characters in set B. Not GS1-128, which begins with FNC1: a sample's number is nobody's but our own.
 */

/** Widths in modules of bar, space, bar … of the symbols 0–105, and of the stop: each symbol is eleven modules, the stop thirteen. */
const widths = (
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 ' +
  '223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 ' +
  '112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 ' +
  '311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 ' +
  '122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 ' +
  '214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112'
).split(' ');
const [startB, startC, stop] = [104, 105, 106];

/** The symbols' values, check symbol and stop included; throws on what has no symbol. */
export function symbolsOf(text: string): number[] {
  const data = /^(\d\d)+$/.test(text) ? [startC, ...pairsOf(text)] : [startB, ...lettersOf(text)];
  const check = data.reduce((sum, value, index) => sum + value * Math.max(1, index), 0) % 103;
  return [...data, check, stop];
}

const pairsOf = (text: string): number[] => (text.match(/\d\d/g) ?? []).map(Number);

function lettersOf(text: string): number[] {
  if (!/^[\u0020-\u007e]+$/.test(text)) throw new Error('Code 128 has no symbol for it');
  return Array.from(text, (letter) => (letter.codePointAt(0) ?? 0) - 32);
}

/** Where each bar begins and how wide it is, in modules; `width` of all of it, without the quiet zones of ten modules on each side. */
export function barsOf(text: string): { bars: { at: number; width: number }[]; width: number } {
  const bars: { at: number; width: number }[] = [];
  let at = 0;
  for (const symbol of symbolsOf(text))
    for (const [index, digit] of Array.from(widths[symbol] ?? '').entries()) {
      const width = Number(digit);
      if (index % 2 === 0) bars.push({ at, width });
      at += width;
    }
  return { bars, width: at };
}
