/** Records what is said, with pauses (https://www.w3.org/TR/mediastream-recording/). Without a microphone it says so and records nothing. */
import { useEffect, useRef, useState } from 'react';

/** `taken-up`: what was said before the browser died; it is sent, or begun again, as a recording cannot be gone on with by another. */
export type RecorderState = 'ready' | 'recording' | 'paused' | 'taken-up' | 'no-microphone' | 'not-here';

export interface Recorder {
  state: RecorderState;
  seconds: number;
  start: () => Promise<void>;
  pause: () => void;
  goOn: () => void;
  /** Throws away what has been said. */
  again: () => void;
  /** Ends it, and gives the sound; undefined: nothing has been recorded. */
  end: () => Promise<Blob | undefined>;
}

const isThere = () => typeof MediaRecorder !== 'undefined' && navigator.mediaDevices !== undefined;

export interface Kept {
  /** What was said before, a second each. */
  pieces: readonly Blob[];
  /** It begins: gives what is done with each second as it has been said. */
  begin: () => (number: number, piece: Blob) => void;
}

export function useRecorder({ pieces, begin }: Kept): Recorder {
  const [state, setState] = useState<RecorderState>(() =>
    pieces.length > 0 ? 'taken-up' : isThere() ? 'ready' : 'not-here',
  );
  const [seconds, setSeconds] = useState(pieces.length);
  const recorder = useRef<MediaRecorder>(undefined);
  const parts = useRef<Blob[]>([...pieces]);
  useEffect(() => {
    if (state !== 'recording') return undefined;
    const timer = setInterval(() => setSeconds((now) => now + 1), 1000);
    return () => clearInterval(timer);
  }, [state]);
  useEffect(() => () => leave(recorder.current), []);
  return {
    state,
    seconds,
    async start() {
      try {
        const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
        const made = new MediaRecorder(stream);
        parts.current = [];
        const keep = begin();
        made.addEventListener('dataavailable', ({ data }) => keep(parts.current.push(data) - 1, data));
        made.start(1000);
        recorder.current = made;
        setSeconds(0);
        setState('recording');
      } catch (failure) {
        if (!(failure instanceof DOMException)) throw failure;
        setState('no-microphone');
      }
    },
    pause() {
      recorder.current?.pause();
      setState('paused');
    },
    goOn() {
      recorder.current?.resume();
      setState('recording');
    },
    again() {
      leave(recorder.current);
      recorder.current = undefined;
      parts.current = [];
      setSeconds(0);
      setState('ready');
    },
    async end() {
      const made = recorder.current;
      if (made && made.state !== 'inactive') {
        const ended = new Promise((done) => made.addEventListener('stop', done, { once: true }));
        leave(made);
        await ended;
      }
      if (made) setState('paused');
      const [first] = parts.current;
      return first && new Blob(parts.current, { type: made?.mimeType ?? first.type });
    },
  };
}

function leave(recorder: MediaRecorder | undefined): void {
  if (!recorder) return;
  if (recorder.state !== 'inactive') recorder.stop();
  for (const track of recorder.stream.getTracks()) track.stop();
}
