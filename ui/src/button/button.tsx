/** A button that does something now. `primary` once per surface at most; `quiet` in rows and bars. */
import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import './button.css';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  tone?: 'primary' | 'plain' | 'quiet';
  /** The key that does the same, shown beside the words: `Enter`, `Ctrl S`. */
  keys?: string;
  children: ReactNode;
}

export function Button({ tone = 'plain', keys, children, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={`button button-${tone}`}>
      {children}
      {keys ? (
        <kbd className="button-keys" aria-hidden="true">
          {keys}
        </kbd>
      ) : null}
    </AriaButton>
  );
}
