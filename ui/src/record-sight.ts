/**
 * Told by the server when somebody has changed who may see what in a record that is open (server-sent events, `/session/record/[id]`): then
 * everything shown of it is to be asked for anew. Only a page that is looked at listens; one that is looked at again hears what it has missed.
 */
const patienceMs = 60_000;

/** Gives back how to stop. */
export function onSightChanged(patientId: string, askAnew: () => void): () => void {
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
    const stream = new EventSource(`/session/record/${encodeURIComponent(patientId)}?since=${since}`);
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
