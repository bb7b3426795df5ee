/** For tests: the clinicians' app as it asks, without its screens, over HTTP to a server that listens, each as somebody of the cast. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { Autosave, type KeptDraft, type Surroundings } from '@vardkedjan/clinician/drafts/autosave.ts';
import { type DraftOf, noteStore } from '@vardkedjan/clinician/features/notes/draft/fhir-note-store.ts';
import { mergeBy } from '@vardkedjan/clinician/features/notes/draft/merge-by-template.ts';
import type { TestWorld } from '../../src/http/test-world.ts';

/** What happens to a request on its way: what the server gets, and what the app is answered. */
export interface Way {
  there: (method: string, body: string) => string;
  back: (method: string, body: string) => string;
}

const straight: Way = { there: (_method, body) => body, back: (_method, body) => body };

export interface App {
  /** What is asked within `what`, and later by what it has begun, is asked by them. */
  as: <T>(who: string, what: () => Promise<T>, way?: Way) => Promise<T>;
  /** A draft as it is open in a tab; it saves `times` as fast as there. */
  open: (draft: DraftOf, start?: KeptDraft, times?: number) => Autosave;
}

export async function appOverHttp({ app, tokenOf }: Pick<TestWorld, 'app' | 'tokenOf'>): Promise<App> {
  const base = await app.listen({ port: 0, host: '127.0.0.1' });
  const caller = new AsyncLocalStorage<{ token: string; way: Way }>();
  const really = globalThis.fetch;
  globalThis.fetch = async (address, init = {}) => {
    const asked = caller.getStore();
    if (typeof address !== 'string' || !address.startsWith('/') || asked === undefined) return really(address, init);
    const method = init.method ?? 'GET';
    const { keepalive: _ofBrowsers, cache: _too, ...rest } = init;
    const answer = await really(base + address, {
      ...rest,
      headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${asked.token}` },
      ...(typeof init.body === 'string' && { body: asked.way.there(method, init.body) }),
    });
    if (asked.way === straight) return answer;
    return new Response(asked.way.back(method, await answer.text()), answer);
  };
  return {
    as: async (who, what, way = straight) => caller.run({ token: await tokenOf(who), way }, what),
    open: (draft, start = { texts: {} }, times = 1) => new Autosave(around(draft, times), start),
  };
}

function around(draft: DraftOf, times: number): Surroundings {
  return {
    store: noteStore(draft),
    merge: mergeBy(draft.template),
    keep: () => undefined,
    now: () => Date.now() * times,
    later: (what, ms) => {
      const timer = setTimeout(what, ms / times);
      return () => clearTimeout(timer);
    },
  };
}
