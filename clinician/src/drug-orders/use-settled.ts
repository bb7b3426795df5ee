/** What is typed, when the typing has come to rest: so that the catalogue is asked for words and not for letters. */
import { useEffect, useState } from 'react';

const typingPause = 120;

export function useSettled(text: string): string {
  const [settled, settle] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => settle(text), typingPause);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
