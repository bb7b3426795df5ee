/** The sound of a dictation, played by keys while one types: F9 plays and pauses, F8 goes back three seconds. */
import { useQuery } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { useEffect, useRef, useState } from 'react';
import { type DictationRow, soundOf } from './queries.ts';
import { minutesAndSeconds, texts } from './texts.ts';

const back = 3;

export function Player({ row }: { row: DictationRow }) {
  const t = useTexts(texts);
  const sound = useQuery({
    queryKey: ['record', row.patientId, 'sound', row.id],
    queryFn: ({ signal }) => soundOf(row, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const audio = useRef<HTMLAudioElement>(null);
  const [isPlaying, setPlaying] = useState(false);
  const [isBroken, setBroken] = useState(false);
  const [at, setAt] = useState(0);
  const toggle = () => {
    const { current } = audio;
    if (!current) return;
    if (!current.paused) return current.pause();
    current.play().catch(() => setBroken(true));
  };
  const goBack = () => {
    const { current } = audio;
    if (current) current.currentTime = Math.max(0, current.currentTime - back);
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const act = { F9: toggle, F8: goBack }[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  if (sound.error) return <Failed failure={sound.error} onRetry={() => void sound.refetch()} />;
  if (!sound.data) return <Loading rows={2} />;
  return (
    <div className="dictation-controls">
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- it is a dictation: what it says is about to be typed */}
      <audio
        ref={audio}
        src={sound.data}
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onError={() => setBroken(true)}
        onTimeUpdate={({ currentTarget }) => setAt(currentTarget.currentTime)}
      />
      <Button tone="primary" keys="F9" onPress={toggle}>
        {isPlaying ? t.stop : t.play}
      </Button>
      <Button keys="F8" onPress={goBack}>
        {t.back}
      </Button>
      <span className="dictation-time">
        {minutesAndSeconds(at)} / {minutesAndSeconds(row.media?.duration ?? 0)}
      </span>
      {isBroken ? <p role="alert">{t.cannotPlay}</p> : null}
      <p className="quiet">{t.keys}</p>
    </div>
  );
}
