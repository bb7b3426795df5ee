/** The sound of a dictation that is begun: found again when the form is opened, and kept a second at a time while one speaks. */
import { useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { forgetOldSounds, forgetSound, keepPiece, keptPieces, newSoundKey, type SoundKey } from './kept-sound.ts';

/** `locked`: what the draft says of it; `onLocked` says it anew. Waits (Suspense) for what is kept. */
export function useKeptSound(locked: SoundKey | undefined, onLocked: (sound: SoundKey) => void) {
  const [opened] = useState(locked);
  const found = useSuspenseQuery({
    queryKey: ['kept-sound', opened?.id ?? ''],
    queryFn: () => (opened ? piecesOrNone(opened) : []),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  }).data;
  const [isKept, setKept] = useState(true);
  const here = useRef(opened);
  const forget = () => {
    if (here.current) void forgetSound(here.current).catch(ignored);
  };
  const forgetUnwanted = useEffectEvent(() => {
    if (locked?.id !== here.current?.id) forget();
  });
  useEffect(() => {
    void forgetOldSounds(Date.now()).catch(ignored);
    return () => forgetUnwanted();
  }, []);
  return {
    pieces: found,
    /** The draft has a sound that this machine has not. */
    isElsewhere: opened !== undefined && locked?.id === opened.id && found.length === 0,
    isKept,
    begin: () => {
      const sound = newSoundKey();
      here.current = sound;
      onLocked(sound);
      return (number: number, piece: Blob) => void keepPiece(sound, number, piece).catch(() => setKept(false));
    },
    forget,
  };
}

/** A machine that keeps nothing has nothing to give back; the screen says that the sound is elsewhere. */
async function piecesOrNone(sound: SoundKey): Promise<Blob[]> {
  try {
    return await keptPieces(sound);
  } catch (failure) {
    if (failure instanceof DOMException) return [];
    throw failure;
  }
}

/** What could not be removed is locked, and its key is gone. */
const ignored = () => undefined;
