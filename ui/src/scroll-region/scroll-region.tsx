/** What is wider or higher than its place, scrolled with the keyboard too: it takes the focus, and says by its name what it holds. */
import type { ReactNode } from 'react';

export interface ScrollRegionProps {
  label: string;
  className: string;
  children: ReactNode;
}

export function ScrollRegion({ label, className, children }: ScrollRegionProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- https://www.w3.org/WAI/standards-guidelines/act/rules/0ssw9k/
    <div className={className} role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
