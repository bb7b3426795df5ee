/** Nothing that was typed is lost: not over failures, lost answers, conflicts, races, or a page that is left. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseArgs } from 'node:util';
import { Autosave } from './autosave.ts';
import type { KeptDraft, Surroundings } from './autosave.ts';
import { mergeTexts } from './merge-texts.ts';
import { sameTexts } from './draft-store.ts';
import type { DraftStore, DraftTexts, ReadAnswer, SaveAnswer, StoredDraft } from './draft-store.ts';

/** A clock that moves when told; what is due runs in order, with promises settled between. */
class Clock {
  time = 1_000_000;
  private due: { at: number; what: () => void }[] = [];

  later = (what: () => void, ms: number): (() => void) => {
    const entry = { at: this.time + ms, what };
    this.due.push(entry);
    return () => {
      this.due = this.due.filter((each) => each !== entry);
    };
  };

  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    for (;;) {
      await settlePromises();
      this.due.sort((a, b) => a.at - b.at);
      const next = this.due[0];
      if (!next || next.at > end) break;
      this.due.shift();
      this.time = next.at;
      next.what();
    }
    this.time = end;
    await settlePromises();
  }
}

const settlePromises = () => new Promise<void>((done) => setImmediate(done));

type Fault = 'none' | 'lost-before' | 'lost-after' | 'refuse' | 'signed-out';

/** The server's side: versions, If-Match, an idempotent create; and a network that does what the test says. */
class Server {
  note: StoredDraft | undefined;
  stored: DraftTexts[] = [];
  calls = 0;
  private readonly clock: Clock;
  private readonly fault: () => Fault;
  private readonly delay: () => number;

  constructor(clock: Clock, fault: () => Fault = () => 'none', delay: () => number = () => 30) {
    this.clock = clock;
    this.fault = fault;
    this.delay = delay;
  }

  write(texts: DraftTexts, by?: string): StoredDraft {
    const version = (this.note?.version ?? 0) + 1;
    this.note = { id: 'n1', version, texts, open: true, ...(by ? { by } : {}) };
    this.stored.push(texts);
    return this.note;
  }

  as(by: string): DraftStore {
    return {
      create: (texts) =>
        this.call(
          (): SaveAnswer =>
            this.note ? { kind: 'saved', note: this.note } : { kind: 'saved', note: this.write(texts, by) },
        ),
      update: (_id, version, texts) =>
        this.call((): SaveAnswer => {
          if (this.note?.version !== version || !this.note.open) return { kind: 'conflict' };
          return { kind: 'saved', note: sameTexts(texts, this.note.texts) ? this.note : this.write(texts, by) };
        }),
      follow: (_id, ahead, texts) =>
        this.call((): SaveAnswer => {
          if (!this.note?.open || !sameTexts(this.note.texts, ahead)) return { kind: 'conflict' };
          return { kind: 'saved', note: this.write(texts, by) };
        }),
      read: (_id, known) =>
        this.call(
          (): ReadAnswer =>
            !this.note || this.note.version === known ? { kind: 'unchanged' } : { kind: 'read', note: this.note },
        ),
    };
  }

  private call<A extends SaveAnswer | ReadAnswer>(act: () => A): Promise<A> {
    this.calls++;
    const fault = this.fault();
    return new Promise((done) => {
      this.clock.later(() => {
        const answer = fault === 'none' || fault === 'lost-after' ? act() : undefined;
        this.clock.later(() => done(fault === 'none' && answer ? answer : troubleOf<A>(fault)), this.delay());
      }, this.delay());
    });
  }
}

function troubleOf<A>(fault: Fault): A {
  if (fault === 'refuse') return { kind: 'refused', reason: 'nej' } as A;
  return (fault === 'signed-out' ? { kind: 'signed-out' } : { kind: 'not-reached' }) as A;
}

function open(clock: Clock, store: DraftStore, start: KeptDraft = { texts: {} }) {
  let kept: KeptDraft | undefined;
  const around: Surroundings = {
    store,
    merge: mergeTexts,
    keep: (draft) => {
      kept = draft;
    },
    now: () => clock.time,
    later: clock.later,
  };
  return { draft: new Autosave(around, start), kept: () => kept };
}

describe('a draft', () => {
  it('is on the server within a second of the last key', async () => {
    const clock = new Clock();
    const server = new Server(clock);
    const { draft, kept } = open(clock, server.as('a'));
    draft.type('anamnes', 'Ingen feber');
    assert.equal(draft.view().state, 'waiting');
    assert.deepEqual(kept()?.texts, { anamnes: 'Ingen feber' });
    await clock.pass(1000);
    assert.deepEqual(server.note?.texts, { anamnes: 'Ingen feber' });
    assert.equal(draft.view().state, 'saved');
    assert.equal(kept(), undefined);
  });

  it('is saved again and again while somebody types without a pause: at most a second is ever at risk', async () => {
    const clock = new Clock();
    const server = new Server(clock);
    const { draft } = open(clock, server.as('a'));
    let text = '';
    for (let i = 0; i < 100; i++) {
      text += `${i} `;
      draft.type('status', text);
      await clock.pass(100);
      if (i < 10) continue;
      const behind = text.split(' ').length - (server.note?.texts.status ?? '').split(' ').length;
      assert.ok(behind <= 10, `${behind} keys behind`);
    }
  });

  it('makes no request when nothing changed, and none for what was typed and taken away again', async () => {
    const clock = new Clock();
    const server = new Server(clock);
    const { draft } = open(clock, server.as('a'));
    draft.type('status', 'x');
    draft.type('status', '');
    await clock.pass(5000);
    assert.equal(server.calls, 0);
  });

  it('keeps the text byte for byte', async () => {
    const clock = new Clock();
    const server = new Server(clock);
    const { draft } = open(clock, server.as('a'));
    const text = '  ingen smärta\n\n\tCRP <5 & "åäö" | ^ \\ \u00a0 e\u0301 \u{1f9b4}  \n';
    draft.type('status', text);
    await clock.pass(1000);
    assert.equal(server.note?.texts.status, text);
  });

  it('survives a network that is away, says so, and catches up', async () => {
    const clock = new Clock();
    let fault: Fault = 'lost-before';
    const server = new Server(clock, () => fault);
    const { draft, kept } = open(clock, server.as('a'));
    draft.type('status', 'a');
    await clock.pass(1000);
    assert.equal(draft.view().state, 'retrying');
    draft.type('status', 'ab');
    await clock.pass(60_000);
    assert.deepEqual(kept()?.texts, { status: 'ab' });
    fault = 'none';
    draft.resume();
    await clock.pass(200);
    assert.equal(draft.view().state, 'saved');
    assert.deepEqual(server.note?.texts, { status: 'ab' });
  });

  it('takes a lost answer for what it is, and not for a colleague', async () => {
    const clock = new Clock();
    let fault: Fault = 'none';
    const server = new Server(clock, () => fault);
    const { draft } = open(clock, server.as('a'));
    draft.type('status', 'ett');
    await clock.pass(1000);
    fault = 'lost-after';
    draft.type('status', 'ett två');
    await clock.pass(500);
    fault = 'none';
    draft.type('status', 'ett tre');
    await clock.pass(20_000);
    assert.deepEqual(server.note?.texts, { status: 'ett tre' });
    assert.deepEqual(draft.view().others, []);
  });

  it('creates one note though the answer to the first create was lost', async () => {
    const clock = new Clock();
    let fault: Fault = 'lost-after';
    const server = new Server(clock, () => fault);
    const { draft } = open(clock, server.as('a'));
    draft.type('status', 'ett');
    await clock.pass(600);
    fault = 'none';
    draft.type('status', 'ett två');
    await clock.pass(20_000);
    assert.deepEqual(server.note?.texts, { status: 'ett två' });
    assert.equal(server.note?.version, 2);
  });

  it('brings in what a colleague wrote meanwhile, shows it, and loses neither', async () => {
    const clock = new Clock();
    const server = new Server(clock);
    const { draft } = open(clock, server.as('a'));
    draft.type('status', 'mitt');
    await clock.pass(1000);
    server.write({ status: 'mitt', planering: 'deras' }, 'Maria Lind');
    draft.type('status', 'mitt och mer');
    await clock.pass(2000);
    assert.deepEqual(server.note?.texts, { status: 'mitt och mer', planering: 'deras' });
    assert.deepEqual(
      draft.view().others.map(({ linkId, after, by, both }) => ({ linkId, after, by, both })),
      [{ linkId: 'planering', after: 'deras', by: 'Maria Lind', both: false }],
    );
  });

  it('sees a colleague’s change by polling, also when nothing is typed', async () => {
    const clock = new Clock();
    const server = new Server(clock);
    const { draft } = open(clock, server.as('a'));
    draft.type('status', 'mitt');
    await clock.pass(1000);
    server.write({ status: 'mitt', planering: 'deras' });
    void draft.poll();
    await clock.pass(200);
    assert.equal(draft.view().texts.planering, 'deras');
    assert.equal(draft.view().state, 'saved');
  });

  it('sends what is left when the page is left, also behind a save that is under way', async () => {
    const clock = new Clock();
    const server = new Server(clock);
    const { draft } = open(clock, server.as('a'));
    draft.type('status', 'a');
    draft.leave();
    await clock.pass(100);
    assert.deepEqual(server.note?.texts, { status: 'a' });
    draft.type('status', 'ab');
    await clock.pass(410);
    draft.type('status', 'abc');
    draft.leave();
    draft.stop();
    await clock.pass(100);
    assert.deepEqual(server.note?.texts, { status: 'abc' });
    assert.equal(draft.view().state, 'saved');
  });

  it('keeps the text when the session has ended, and saves it when there is one again', async () => {
    const clock = new Clock();
    let fault: Fault = 'signed-out';
    const server = new Server(clock, () => fault);
    const { draft, kept } = open(clock, server.as('a'));
    draft.type('status', 'a');
    await clock.pass(1000);
    assert.equal(draft.view().state, 'signed-out');
    assert.deepEqual(kept()?.texts, { status: 'a' });
    fault = 'none';
    draft.resume();
    await clock.pass(200);
    assert.deepEqual(server.note?.texts, { status: 'a' });
  });

  it('shows why it was refused, keeps the text, and tries again when it is changed', async () => {
    const clock = new Clock();
    let fault: Fault = 'refuse';
    const server = new Server(clock, () => fault);
    const { draft, kept } = open(clock, server.as('a'));
    draft.type('status', 'a');
    await clock.pass(600);
    assert.equal(draft.view().state, 'refused');
    assert.equal(draft.view().reason, 'nej');
    fault = 'none';
    draft.type('status', 'ab');
    await clock.pass(20_000);
    assert.equal(draft.view().state, 'saved');
    assert.equal(kept(), undefined);
  });

  it('stops when a colleague signed, with what was not in the signed note still on screen and kept', async () => {
    const clock = new Clock();
    const server = new Server(clock);
    const { draft, kept } = open(clock, server.as('a'));
    draft.type('status', 'a');
    await clock.pass(1000);
    if (server.note) server.note = { ...server.note, version: 2, open: false };
    draft.type('status', 'ab');
    await clock.pass(20_000);
    assert.equal(draft.view().state, 'signed');
    assert.equal(draft.view().texts.status, 'ab');
    assert.deepEqual(kept()?.texts, { status: 'ab' });
    const calls = server.calls;
    draft.type('status', 'abc');
    await clock.pass(20_000);
    assert.equal(server.calls, calls);
    assert.deepEqual(kept()?.texts, { status: 'abc' });
  });

  it('goes on from the tab’s copy after a crash, merged with what others saved since', async () => {
    const clock = new Clock();
    const server = new Server(clock);
    const first = server.write({ status: 'a' });
    const kept: KeptDraft = { base: first, texts: { status: 'a, och mer' } };
    server.write({ status: 'a', planering: 'deras' });
    const { draft } = open(clock, server.as('a'), kept);
    await clock.pass(2000);
    assert.deepEqual(server.note?.texts, { status: 'a, och mer', planering: 'deras' });
    assert.equal(draft.view().state, 'saved');
  });

  it('does not say saved before the server has what stands on screen (settle before signing)', async () => {
    const clock = new Clock();
    const server = new Server(clock);
    const { draft } = open(clock, server.as('a'));
    draft.type('status', 'a');
    const settled = draft.settle();
    await clock.pass(1000);
    assert.equal(await settled, true);
    assert.deepEqual(server.note?.texts, { status: 'a' });
  });
});

function randomOf(seed: number): () => number {
  let state = (seed * 2654435761) % 2147483647 || 1;
  return () => (state = (state * 16807) % 2147483647) / 2147483647;
}

/** `--cases N`: so many networks and ways of writing, every tenth with twenty who write. */
const { values: flags } = parseArgs({ strict: false, options: { cases: { type: 'string', default: '60' } } });

describe('up to twenty writers over a bad network', () => {
  for (let seed = 1; seed <= Number(flags.cases); seed++) {
    it(`lose nothing (${seed})`, async () => {
      const random = randomOf(seed);
      const clock = new Clock();
      let healthy = false;
      const faults: Fault[] = ['none', 'none', 'none', 'lost-before', 'lost-after', 'signed-out'];
      const server = new Server(
        clock,
        () => (healthy ? 'none' : (faults[Math.floor(random() * faults.length)] ?? 'none')),
        () => 5 + random() * 700,
      );
      const words = ['anamnes', 'status', 'planering'];
      server.write({});
      const start = server.note;
      const count = seed % 10 === 0 ? 20 : 2 + Math.floor(random() * 3);
      const writers = Array.from({ length: count }, (_, i) =>
        open(clock, server.as(`w${i}`), { ...(start && { base: start }), texts: {} }),
      );
      const typed: string[] = [];
      for (let step = 0; step < 60; step++) {
        const index = Math.floor(random() * writers.length);
        const draft = writers[index]?.draft;
        const linkId = words[Math.floor(random() * words.length)] ?? 'status';
        const token = `[${index}:${step}]`;
        draft?.type(linkId, `${draft.view().texts[linkId] ?? ''}${token}`);
        typed.push(token);
        if (random() < 0.1) draft?.leave();
        if (random() < 0.2) void draft?.poll();
        await clock.pass(random() * 900);
      }
      healthy = true;
      for (let round = 0; round < 40; round++) {
        for (const { draft } of writers) draft.resume();
        await clock.pass(20_000);
      }
      const all = Object.values(server.note?.texts ?? {}).join('');
      for (const token of typed) assert.ok(all.includes(token), `${token} is lost`);
      for (const { draft, kept } of writers) {
        assert.equal(draft.view().state, 'saved');
        assert.equal(kept(), undefined);
      }
    });
  }
});
