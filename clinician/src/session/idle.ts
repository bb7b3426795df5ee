/** How near the session is to its end. The server decides when it ends; this only warns in time. */
export type SessionStage = 'working' | 'warning' | 'ended';

/** Warned this long before the end. */
export const warningTime = 2 * 60_000;

/** While somebody works, the server hears of it at most this often. */
export const tellServerEvery = 60_000;

export function stageAt(now: number, expires: number): SessionStage {
  if (!(now < expires)) return 'ended';
  return expires - now <= warningTime ? 'warning' : 'working';
}

/** `1:05` */
export function countdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
