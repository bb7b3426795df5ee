/** A padlock, shut or open; the words beside it say the same. */
export function LockMark({ isOpen }: { isOpen: boolean }) {
  return (
    <svg className="lock-mark" viewBox="0 0 16 16" aria-hidden="true">
      <path d={isOpen ? 'M5 7V4.5a3 3 0 0 1 5.8-1' : 'M5 7V4.5a3 3 0 0 1 6 0V7'} fill="none" strokeWidth="1.6" />
      <rect x="3" y="7" width="10" height="7.5" rx="1" stroke="none" />
    </svg>
  );
}
