/** Where the residents' app begins. */
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { forgetHidden } from '@vardkedjan/ui/hidden-is-forgotten.ts';
import { LanguageProvider } from '@vardkedjan/ui/language.tsx';
import '@vardkedjan/ui/fonts.css';
import '@vardkedjan/ui/tokens.css';
import '@vardkedjan/ui/page.css';
import './print.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { followLinks } from './place.ts';
import { childrenKey } from './session/children.ts';
import { SessionGate } from './session/session-gate.tsx';
import { ErrorBoundary } from './shell/error-boundary.tsx';
import { Shell } from './shell/shell.tsx';
import { applyTheme } from './shell/theme.ts';

const passing = new Set(['offline', 'unavailable']);

const queries = new QueryClient({
  // A refusal may mean that a birthday has come: what is open is asked for anew.
  queryCache: new QueryCache({
    onError: (failure, query) => {
      forgetHidden(failure, query);
      if (failure instanceof FhirFailure && failure.refusal && query.queryKey[0] !== childrenKey)
        void queries.invalidateQueries({ queryKey: [childrenKey] });
    },
  }),
  defaultOptions: {
    queries: {
      // A refusal is an answer; only what may pass by itself is asked for again.
      retry: (count, failure) => count < 2 && failure instanceof FhirFailure && passing.has(failure.kind),
      retryDelay: (attempt) => 500 * 2 ** attempt,
      networkMode: 'always',
      staleTime: 30_000,
      gcTime: 30 * 60_000,
      // Decimals keep their letters on the objects themselves; copies would lose them.
      structuralSharing: false,
    },
  },
});

applyTheme();
document.addEventListener('click', followLinks);

const place = document.getElementById('app');
if (!place) throw new Error('index.html has no #app');
createRoot(place).render(
  <StrictMode>
    <LanguageProvider>
      <QueryClientProvider client={queries}>
        <ErrorBoundary>
          <SessionGate>
            <Shell />
          </SessionGate>
        </ErrorBoundary>
      </QueryClientProvider>
    </LanguageProvider>
  </StrictMode>,
);
