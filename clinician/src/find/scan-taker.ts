/** The page that takes what is scanned while it is shown, in place of opening a record: the drug round, sampling. */
import { useEffect, useRef } from 'react';

type Taker = (code: string) => void;
let current: Taker | undefined;

export const scanTaker = (): Taker | undefined => current;

export function useScans(take: Taker): void {
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    const own: Taker = (code) => latest.current(code);
    current = own;
    return () => {
      if (current === own) current = undefined;
    };
  }, []);
}
