/**
 * Told by the server when somebody has changed who may see what in a record that is open (server-sent events, `/session/record/[id]`): then
 * everything shown of it is to be asked for anew. Only a page that is looked at listens; one that is looked at again hears what it has missed.
 */
import type { QueryClient, QueryKey } from '@tanstack/react-query';

const patienceMs = 60_000;
/** So long an answer may have been under way after it was made. */
const underWayMs = 5_000;

/** How old the oldest is of what has been fetched under a key, in milliseconds. */
export function ageShown(queries: QueryClient, queryKey: QueryKey): number {
  const fetched = queries.getQueryCache().findAll({ queryKey });
  const times = fetched.flatMap(({ state }) => (state.data === undefined ? [] : [state.dataUpdatedAt]));
  return Date.now() - Math.min(Date.now(), ...times) + underWayMs;
}

/** `age`: of the oldest that is shown of the record, in milliseconds; what has changed before that is shown already. Gives back how to stop. */
export function onSightChanged(patientId: string, age: () => number, askAnew: () => void): () => void {
  let source: EventSource | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let since = '';
  let isOver = false;
  const stop = () => {
    clearTimeout(again);
    source?.close();
    source = undefined;
  };
  const listen = () => {
    const heardOrSeen = since === '' ? `age=${Math.ceil(age())}` : `since=${since}`;
    const stream = new EventSource(`/session/record/${encodeURIComponent(patientId)}?${heardOrSeen}`);
    source = stream;
    const heard = (event: MessageEvent) => {
      since = event.lastEventId;
    };
    stream.addEventListener('still', heard);
    stream.addEventListener('anew', (event) => {
      heard(event);
      askAnew();
    });
    stream.addEventListener('over', () => {
      isOver = true;
      stop();
    });
    stream.addEventListener('error', () => {
      // A lost connection the browser makes again by itself; an answer that is no stream it does not.
      if (stream.readyState === EventSource.CLOSED && source === stream) again = setTimeout(listen, patienceMs);
    });
  };
  const look = () => {
    stop();
    if (document.visibilityState === 'visible' && !isOver) listen();
  };
  document.addEventListener('visibilitychange', look);
  look();
  return () => {
    document.removeEventListener('visibilitychange', look);
    stop();
  };
}
