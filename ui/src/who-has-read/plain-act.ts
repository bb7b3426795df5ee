/**
 * What was done, in words for the one whose record it is. The log keeps the request (`GET Observation`); a reader is told
 * "Läste provsvar och mätvärden". A type without words of its own is "andra uppgifter", never a raw key.
 */
import type { AccessRow } from './access-row.ts';
import type { WhoHasReadTexts } from './texts.ts';

/** What one visit did, each thing once, in the order it was first done; rows come newest first. */
export function plainActs(rows: readonly AccessRow[], texts: WhoHasReadTexts): string[] {
  return [...new Set(rows.toReversed().map((row) => plainAct(row, texts)))];
}

export function plainAct(row: AccessRow, texts: WhoHasReadTexts): string {
  const { acts } = texts;
  const thing = thingOf(row.what, texts);
  switch (row.act) {
    case 'open':
      return opened(row.what, acts) ?? acts.read(thing);
    case 'write':
      return acts.write(thing);
    case 'lift-block':
      return row.callerKind === 'resident' ? acts.liftBlock : acts.openBlocked;
    default:
      return named(row.act, acts) ?? (/\$access-log/.test(row.what) ? acts.readLog : acts.read(thing));
  }
}

/** What somebody tried in one visit and was refused, each thing once, in the order it was first tried. */
export function triedActs(rows: readonly AccessRow[], { tried, triedOther }: WhoHasReadTexts): string[] {
  return [...new Set(rows.toReversed().map(({ act }) => tried[camelCased(act)] ?? triedOther))];
}

const camelCased = (act: string): string => act.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The words that bear the act's name: of `show-providers`, `showProviders`. */
function named(act: string, acts: WhoHasReadTexts['acts']): string | undefined {
  const name = camelCased(act);
  const words = (acts as Record<string, unknown>)[name];
  return typeof words === 'string' ? words : undefined;
}

function opened(what: string, acts: WhoHasReadTexts['acts']): string | undefined {
  switch (/\$[a-z-]+/.exec(what)?.[0]) {
    case '$chart':
      return acts.overview;
    case '$text-search':
      return acts.textSearch;
    case '$blocks':
      return acts.blocks;
    case '$care-units':
      return acts.careUnits;
    case '$quality-registers':
      return acts.qualityRegisters;
    case '$shared-records':
      return acts.sharedRecords;
    default:
      return undefined;
  }
}

function thingOf(what: string, texts: WhoHasReadTexts): string {
  const type = what
    .split(/[\s/?]+/)
    .find((part) => /^[A-Z][A-Za-z]+$/.test(part) && !/^(GET|POST|PUT|PATCH|DELETE)$/.test(part));
  const things: Partial<Record<string, string>> = texts.things;
  if (type === 'Patient' && /\$everything/.test(what)) return texts.everything;
  return (type && things[type]) ?? texts.otherThings;
}
