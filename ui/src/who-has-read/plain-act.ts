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
    case 'read':
    case 'search':
      return acts.read(thing);
    case 'write':
      return acts.write(thing);
    case 'sign':
      return acts.sign;
    case 'correct':
      return acts.correct;
    case 'print':
      return acts.print;
    case 'hand-out':
      return acts.handOut;
    case 'erase':
      return acts.erase;
    case 'state-relation':
      return acts.stateRelation;
    case 'block':
      return acts.block;
    case 'show-blocking-units':
      return acts.showBlockingUnits;
    case 'lift-block':
      return row.callerKind === 'resident' ? acts.liftBlock : acts.openBlocked;
    case 'end-opening':
      return acts.endOpening;
    case 'register-consent':
      return acts.registerConsent;
    case 'withdraw-consent':
      return acts.withdrawConsent;
    case 'show-providers':
      return acts.showProviders;
    case 'open-without-capacity':
      return acts.openWithoutCapacity;
    case 'emergency':
      return acts.emergency;
    case 'show-blocking-providers':
      return acts.showBlockingProviders;
    case 'ask-to-lift':
      return acts.askToLift;
    case 'lift-for-another':
      return acts.liftForAnother;
    case 'decide-online':
      return acts.decideOnline;
    case 'read-log':
      return acts.readLog;
    case 'review-log':
      return acts.reviewLog;
    case 'load':
      return acts.load;
    case 'sign-in':
      return acts.signIn;
    case 'unreadable':
      return acts.unreadable;
    default:
      return /\$access-log/.test(row.what) ? acts.readLog : acts.read(thing);
  }
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
