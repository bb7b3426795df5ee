/**
 * Keeps a draft on the server as it is typed, and never loses what was typed: not when the network fails, when an answer is
 * lost on its way back, when a colleague saves the same note, when the session ends or when the page is left.
 *
 * How: every text on screen is either acknowledged (`base`) or still wanted. One save is under way at a time; what was typed
 * meanwhile goes with the next. A conflict is answered by reading the other's version and merging three ways; a version that
 * holds only what we ourselves once sent is recognised as ours, so a lost answer is no conflict. Until the server has
 * acknowledged everything, a copy stays in the tab's own storage (`keep`).
 */
import { sameTexts, withText } from './draft-store.ts';
import type { DraftStore, DraftTexts, DraftTrouble, SaveAnswer, StoredDraft } from './draft-store.ts';

export type SaveState = 'untouched' | 'waiting' | 'saving' | 'saved' | 'retrying' | 'signed-out' | 'refused' | 'signed';

/** A colleague's change that was brought in while we wrote. */
export interface OthersChange {
  linkId: string;
  before: string;
  after: string;
  by?: string;
  at?: string;
  /** Both wrote in the same place; both texts are kept and want a look. */
  both: boolean;
}

export interface DraftView {
  texts: DraftTexts;
  state: SaveState;
  /** Acknowledged by the server. */
  note?: StoredDraft;
  savedAt?: number;
  reason?: string;
  others: OthersChange[];
}

/** What the tab keeps until the server has it. */
export interface KeptDraft {
  base?: StoredDraft | undefined;
  texts: DraftTexts;
  /** Sent, and not known to have been stored or not. */
  sent?: readonly DraftTexts[];
}

export interface Merged {
  texts: DraftTexts;
  /** linkIds where both had changed the same place. */
  both: string[];
}

export interface Surroundings {
  store: DraftStore;
  merge: (base: DraftTexts, mine: DraftTexts, theirs: DraftTexts) => Merged;
  /** undefined: everything is acknowledged, nothing to keep. */
  keep: (draft: KeptDraft | undefined) => void;
  now: () => number;
  /** Runs `what` after `ms`; gives back how to call it off. */
  later: (what: () => void, ms: number) => () => void;
}

/** Saved this long after the last key, and at least this often while somebody keeps typing. */
export const settings = { quiet: 400, longest: 800, poll: 4000, retry: [1000, 2000, 4000, 8000, 15_000] };

/** `draft`: the version that is sent; undefined: nothing of it is kept. */
export type ReadyToSend =
  | { kind: 'ready'; draft: StoredDraft | undefined }
  /** Something else stands in it than a moment ago: it was sent or changed at another machine. */
  | { kind: 'changedMeanwhile' }
  | { kind: 'notReached' };

const nothing: DraftTexts = {};

export class Autosave {
  private texts: DraftTexts;
  private base: StoredDraft | undefined;
  private state: SaveState;
  private savedAt: number | undefined;
  private reason: string | undefined;
  private others: OthersChange[] = [];
  /** Sent, and not known to have been stored or not. */
  private sent: DraftTexts[] = [];
  private busy = false;
  private failures = 0;
  private firstUnsaved: number | undefined;
  private cancelTimer: (() => void) | undefined;
  private readonly around: Surroundings;
  private readonly listeners = new Set<() => void>();
  private shown: DraftView;

  constructor(around: Surroundings, start: KeptDraft) {
    this.around = around;
    this.base = start.base;
    this.texts = start.texts;
    this.sent = [...(start.sent ?? [])];
    this.state = start.base?.open === false ? 'signed' : this.dirty() ? 'waiting' : start.base ? 'saved' : 'untouched';
    this.shown = this.look();
    if (this.dirty()) this.plan();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  view = (): DraftView => this.shown;

  type(linkId: string, text: string): void {
    this.replace(withText(this.texts, linkId, text));
  }

  /** All of it at once: several fields in one, or none at all. */
  replace(texts: DraftTexts): void {
    this.texts = texts;
    if (!this.dirty() && !this.busy && this.sent.length === 0 && this.failures === 0) return this.untyped();
    this.firstUnsaved ??= this.around.now();
    this.keep();
    if (this.state !== 'signed' && !this.busy && this.failures === 0) this.state = 'waiting';
    this.show();
    if (this.state !== 'signed' && !this.busy && (this.failures === 0 || this.state === 'refused')) this.plan();
  }

  /** It stands as the server has it, and nothing is on its way. */
  private untyped(): void {
    this.stop();
    this.firstUnsaved = undefined;
    if (this.state !== 'signed') this.state = this.base ? 'saved' : 'untouched';
    this.around.keep(undefined);
    this.show();
  }

  /** True when the server has acknowledged every letter. */
  async settle(): Promise<boolean> {
    while (this.busy) await new Promise<void>((done) => this.around.later(done, 20));
    if (this.dirty() && this.state !== 'signed') await this.save(false);
    return !this.dirty();
  }

  /** All of it is kept, and as it is on screen: only that is sent. What the server refuses to keep may be sent all the same. */
  async readyToSend(): Promise<ReadyToSend> {
    const { texts } = this;
    if (!(await this.settle()) && this.state === 'retrying') return { kind: 'notReached' };
    if (!sameTexts(texts, this.texts)) return { kind: 'changedMeanwhile' };
    const isKept = this.base !== undefined && Object.keys(this.base.texts).length > 0;
    return { kind: 'ready', draft: isKept ? this.base : undefined };
  }

  /** The server has taken `draft` with what was sent: its next version holds nothing. */
  taken(draft: StoredDraft): void {
    this.takeIn({ ...draft, version: draft.version + 1, texts: {} });
    this.replace({});
  }

  /** The page is being left: what is not acknowledged is sent in a way that outlives it. */
  leave(): void {
    if (!this.dirty() || this.state === 'signed') return;
    if (!this.busy) void this.save(true);
    else if (this.base) void this.sendBehind(this.base.id);
  }

  /** Looks for what colleagues wrote; call now and then while the draft is open. */
  async poll(): Promise<void> {
    if (this.busy || !this.base || this.state === 'signed') return;
    const answer = await this.around.store.read(this.base.id, this.base.version);
    if (answer.kind === 'read' && answer.note.version > (this.base?.version ?? 0)) this.takeIn(answer.note);
  }

  /** The network or the session is back. */
  resume(): void {
    if (this.dirty() && !this.busy && this.state !== 'signed') void this.save(false);
  }

  /** The server has a newer version by our own doing (signing). */
  acknowledge(note: StoredDraft): void {
    this.takeIn(note);
  }

  seenOthers(): void {
    this.others = [];
    this.show();
  }

  stop(): void {
    this.cancelTimer?.();
    this.cancelTimer = undefined;
  }

  private plan(): void {
    const waited = this.around.now() - (this.firstUnsaved ?? this.around.now());
    const wait =
      this.failures > 0
        ? (settings.retry[Math.min(this.failures, settings.retry.length) - 1] ?? 15_000)
        : Math.max(0, Math.min(settings.quiet, settings.longest - waited));
    this.cancelTimer?.();
    this.cancelTimer = this.around.later(() => void this.save(false), wait);
  }

  private async save(leaving: boolean): Promise<void> {
    if (this.busy || this.state === 'signed' || !this.dirty()) return;
    this.stop();
    this.busy = true;
    this.firstUnsaved = undefined;
    if (this.failures === 0) this.state = 'saving';
    this.show();
    const texts = this.texts;
    this.sent.push(texts);
    this.keep();
    const answer = this.base
      ? await this.around.store.update(this.base.id, this.base.version, texts, leaving)
      : await this.around.store.create(texts, leaving);
    await this.answered(answer, texts);
    this.busy = false;
    this.show();
    if (this.dirty() && !this.isSigned()) this.plan();
  }

  private isSigned(): boolean {
    return this.state === 'signed';
  }

  private async answered(answer: SaveAnswer, texts: DraftTexts): Promise<void> {
    if (answer.kind === 'saved') {
      this.failures = 0;
      if (sameTexts(answer.note.texts, texts)) this.acked(answer.note, texts);
      else this.takeIn(answer.note);
    } else if (answer.kind === 'conflict' && this.base) {
      const current = await this.around.store.read(this.base.id);
      if (current.kind === 'read') this.takeIn(current.note);
      else if (current.kind !== 'unchanged') this.failed(current);
    } else {
      this.failed(answer.kind === 'conflict' ? { kind: 'not-reached' } : answer);
    }
  }

  private acked(note: StoredDraft, texts: DraftTexts): void {
    this.sent = this.sent.slice(this.sent.lastIndexOf(texts) + 1);
    if (note.version < (this.base?.version ?? 0)) return;
    this.base = note;
    this.settled();
  }

  private failed(trouble: DraftTrouble): void {
    // What was sent behind it may have been stored before this answer came.
    if (this.base && !this.dirty()) return this.settled();
    this.failures++;
    this.state = trouble.kind === 'not-reached' ? 'retrying' : trouble.kind;
    this.reason = trouble.kind === 'refused' ? trouble.reason : undefined;
  }

  /** Another version than the one we wrote on: merge it with what is on screen. */
  private takeIn(theirs: StoredDraft): void {
    if (theirs.version < (this.base?.version ?? 0)) return;
    const base = this.knownOf(theirs);
    const merged = this.around.merge(base, this.texts, theirs.texts);
    for (const linkId of new Set([...Object.keys(base), ...Object.keys(theirs.texts)])) {
      const before = base[linkId] ?? '';
      const after = theirs.texts[linkId] ?? '';
      if (before === after) continue;
      this.others = this.others.filter((each) => each.linkId !== linkId);
      this.others.push({ linkId, before, after, by: theirs.by, at: theirs.at, both: merged.both.includes(linkId) });
    }
    this.texts = merged.texts;
    this.base = theirs;
    this.failures = 0;
    this.settled();
    if (!theirs.open) {
      this.state = 'signed';
      this.stop();
    } else if (this.dirty() && !this.busy) {
      this.plan();
    }
    this.show();
  }

  /** What both had: the last acknowledged text, or our own later one where the other version holds exactly that. */
  private knownOf(theirs: StoredDraft): DraftTexts {
    const known: Record<string, string> = { ...(this.base?.texts ?? nothing) };
    for (const linkId of new Set([...Object.keys(known), ...Object.keys(theirs.texts)])) {
      const stored = theirs.texts[linkId];
      if (!this.sent.some((texts) => texts[linkId] === stored)) continue;
      if (stored === undefined) delete known[linkId];
      else known[linkId] = stored;
    }
    return known;
  }

  private settled(): void {
    this.reason = undefined;
    if (this.dirty()) {
      this.state = 'waiting';
      this.firstUnsaved ??= this.around.now();
      this.keep();
    } else {
      this.state = 'saved';
      this.savedAt = this.around.now();
      this.firstUnsaved = undefined;
      this.around.keep(undefined);
    }
  }

  /**
   * A save is under way and the page is being left: the rest follows it, on the condition that the note then holds exactly
   * what that save sends. A guess at the version number would not do: a colleague's version may have taken it.
   */
  private async sendBehind(id: string): Promise<void> {
    const ahead = this.sent.at(-1);
    const texts = this.texts;
    if (!ahead || sameTexts(ahead, texts)) return;
    this.sent.push(texts);
    const answer = await this.around.store.follow(id, ahead, texts);
    if (answer.kind === 'saved' && sameTexts(answer.note.texts, texts)) this.acked(answer.note, texts);
    this.show();
  }

  private keep(): void {
    this.around.keep({ base: this.base, texts: this.texts, sent: this.sent });
  }

  private dirty(): boolean {
    return !sameTexts(this.texts, this.base?.texts ?? nothing);
  }

  private look(): DraftView {
    const { texts, state, base, savedAt, reason, others } = this;
    return {
      texts,
      state,
      others,
      ...(base && { note: base }),
      ...(savedAt && { savedAt }),
      ...(reason && { reason }),
    };
  }

  private show(): void {
    this.shown = this.look();
    for (const listener of this.listeners) listener();
  }
}
