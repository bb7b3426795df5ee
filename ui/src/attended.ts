/**
 * Whether somebody is at the page. A page that is left open goes on asking for what has changed, and that must not keep the session alive: such
 * requests say `X-Vardkedjan-Unattended: 1`, and the server does not count them as a use of it.
 */
const signsOfLife = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/** Nobody has touched anything for this long: nobody is there. */
export const unattendedAfter = 60_000;

let lastSign = Date.now();

if (typeof document !== 'undefined') {
  const note = () => {
    lastSign = Date.now();
  };
  for (const sign of signsOfLife) document.addEventListener(sign, note, { capture: true, passive: true });
}

export function isAttended(): boolean {
  return Date.now() - lastSign < unattendedAfter;
}

/** Calls back at every sign of life; gives back how to stop. */
export function onSignOfLife(listener: () => void): () => void {
  for (const sign of signsOfLife) document.addEventListener(sign, listener, { capture: true, passive: true });
  return () => {
    for (const sign of signsOfLife) document.removeEventListener(sign, listener, { capture: true });
  };
}
