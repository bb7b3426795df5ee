/** Where the clinicians' app begins. */
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { forgetHidden } from '@vardkedjan/ui/hidden-is-forgotten.ts';
import { LanguageProvider } from '@vardkedjan/ui/language.tsx';
import '@vardkedjan/ui/fonts.css';
import '@vardkedjan/ui/tokens.css';
import '@vardkedjan/ui/page.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { applyAppearance } from './shell/appearance.ts';
import { ErrorBoundary } from './shell/error-boundary.tsx';
import { followLinks } from './navigation.ts';
import { SessionGate } from './session/session-gate.tsx';
import { Shell } from './shell/shell.tsx';
import './print.css';

const passing = new Set(['offline', 'unavailable']);

const queries = new QueryClient({
  queryCache: new QueryCache({ onError: forgetHidden }),
  defaultOptions: {
    queries: {
      // A refusal or a missing resource is an answer; only what may pass by itself is asked for again.
      retry: (count, failure) => count < 2 && failure instanceof FhirFailure && passing.has(failure.kind),
      retryDelay: (attempt) => 500 * 2 ** attempt,
      networkMode: 'always',
      refetchOnWindowFocus: true,
      staleTime: 15_000,
      gcTime: 5 * 60_000,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

applyAppearance();
document.addEventListener('click', followLinks);

const place = document.getElementById('app');
if (!place) throw new Error('index.html has no #app');
// A refusal or a lost network that a boundary shows is an answer; only faults of ours are told to the console.
const onCaughtError = (failure: unknown) => {
  if (!(failure instanceof FhirFailure)) reportError(failure);
};

createRoot(place, { onCaughtError }).render(
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
