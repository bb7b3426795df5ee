/**
 * A component that is fetched when it is needed first. Unlike React.lazy it asks again after a failure, so a part of the app that could not be
 * fetched while the network was away can be had when it is back.
 */
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { type ComponentType, use } from 'react';

export interface Lately<Props> {
  Component: ComponentType<Props>;
  /** Fetches it ahead of need; a failure is left for when it is needed. */
  preload: () => void;
}

export function lately<Props extends object>(load: () => Promise<{ default: ComponentType<Props> }>): Lately<Props> {
  let loading: Promise<ComponentType<Props>> | undefined;
  const get = () => {
    loading ??= load().then(
      (loaded) => loaded.default,
      (cause: unknown) => {
        loading = undefined;
        // Reachable and still not there: the server has another version of the app by now.
        throw new FhirFailure(navigator.onLine ? 'outdated' : 'offline', 0, 'A part of the app could not be fetched', {
          cause,
        });
      },
    );
    return loading;
  };
  return {
    Component: (props) => {
      const Loaded = use(get());
      return <Loaded {...props} />;
    },
    preload: () => {
      get().catch(() => {});
    },
  };
}
