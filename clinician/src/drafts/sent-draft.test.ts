/** What is sent is what is kept and what is on screen: the version that goes with it is the one that the server holds. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Autosave } from './autosave.ts';
import type { DraftStore, DraftTexts, SaveAnswer, StoredDraft } from './draft-store.ts';
import { mergeTexts } from './merge-texts.ts';

/** One draft on a server that answers at once. */
class Server {
  draft: StoredDraft | undefined;
  isAway = false;
  refuses = false;

  write(texts: DraftTexts): StoredDraft {
    this.draft = { id: 'd1', version: (this.draft?.version ?? 0) + 1, texts, open: true };
    return this.draft;
  }

  #saved(texts: DraftTexts, version: number | undefined): SaveAnswer {
    if (this.isAway) return { kind: 'not-reached' };
    if (this.refuses) return { kind: 'refused', reason: 'nej' };
    return this.draft?.version === version ? { kind: 'saved', note: this.write(texts) } : { kind: 'conflict' };
  }

  readonly store: DraftStore = {
    create: async (texts) => this.#saved(texts, undefined),
    update: async (_id, version, texts) => this.#saved(texts, version),
    follow: async () => ({ kind: 'conflict' }),
    read: async () => (this.draft && !this.isAway ? { kind: 'read', note: this.draft } : { kind: 'not-reached' }),
  };
}

/** Nothing is saved by itself: only for being sent. */
function typed(server: Server, texts: DraftTexts): Autosave {
  const draft = new Autosave(
    { store: server.store, merge: mergeTexts, keep: () => {}, now: () => 0, later: () => () => {} },
    server.draft ? { base: server.draft, texts: server.draft.texts } : { texts: {} },
  );
  draft.replace(texts);
  return draft;
}

describe('a draft that is sent', () => {
  it('goes in the version that holds the last letter typed', async () => {
    const server = new Server();
    const draft = typed(server, { question: 'Frakt' });
    await draft.settle();
    draft.type('question', 'Fraktur?');
    assert.deepEqual(await draft.readyToSend(), {
      kind: 'ready',
      draft: { id: 'd1', version: 2, texts: { question: 'Fraktur?' }, open: true },
    });
  });

  it('is empty when it was taken, asks for nothing more, and is written on from there', async () => {
    const server = new Server();
    const draft = typed(server, { question: 'Fraktur?' });
    const ready = await draft.readyToSend();
    assert.ok(ready.kind === 'ready' && ready.draft);
    server.write({});
    draft.taken(ready.draft);
    assert.deepEqual([draft.view().texts, draft.view().state], [{}, 'saved']);
    draft.replace({ question: 'Fraktur?' });
    assert.equal(await draft.settle(), true);
    assert.equal(server.draft?.version, 3);
  });

  it('is not sent when it was sent from another machine while one typed: what is on screen is no longer what was read', async () => {
    const server = new Server();
    server.write({ question: 'Fraktur?' });
    const draft = typed(server, { question: 'Fraktur?', history: 'Föll' });
    server.write({});
    assert.deepEqual(await draft.readyToSend(), { kind: 'changedMeanwhile' });
    assert.deepEqual(draft.view().texts, { history: 'Föll' });
  });

  it('is not sent while it is not known what is kept of it, and is when the server will not keep it', async () => {
    const server = new Server();
    server.isAway = true;
    assert.deepEqual(await typed(server, { question: 'Fraktur?' }).readyToSend(), { kind: 'notReached' });
    server.isAway = false;
    server.refuses = true;
    assert.deepEqual(await typed(server, { question: 'Fraktur?' }).readyToSend(), { kind: 'ready', draft: undefined });
  });

  it('needs no draft when nothing was typed', async () => {
    assert.deepEqual(await typed(new Server(), {}).readyToSend(), { kind: 'ready', draft: undefined });
  });
});
