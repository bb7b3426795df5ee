/**
 * Told by the server when something that a unit's board shows may have changed (server-sent events, `/session/unit`): then it is to be asked for anew. Only a page
 * that is looked at listens; one that is looked at again, or had lost the connection, asks at once.
 */
const patienceMs = 60_000;

/** Gives back how to stop. */
export function onUnitChanged(askAnew: () => void): () => void {
  let source: EventSource | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  let hasListened = false;
  const stop = () => {
    clearTimeout(again);
    source?.close();
    source = undefined;
  };
  const listen = () => {
    const stream = new EventSource('/session/unit');
    source = stream;
    stream.addEventListener('open', () => {
      // What came meanwhile was not heard.
      if (hasListened) askAnew();
      hasListened = true;
    });
    stream.addEventListener('anew', askAnew);
    stream.addEventListener('over', () => {
      isOver = true;
      stop();
    });
    stream.addEventListener('error', () => {
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
