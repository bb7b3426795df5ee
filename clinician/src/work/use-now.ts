import { useEffect, useState } from 'react';

/** The time, told anew twice a minute: what waits grows older while it is looked at. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const clock = setInterval(() => setNow(new Date()), 30_000);
    return () => clearInterval(clock);
  }, []);
  return now;
}
