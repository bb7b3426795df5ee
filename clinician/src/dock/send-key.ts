/**
 * Ctrl+Enter sends a form from wherever the focus is in it: for `onKeyDownCapture` of the form. It is taken on its way down to the field,
 * as buttons and lists keep Enter to themselves, whatever is held with it.
 */
import type { KeyboardEvent } from 'react';

export function onSendKey(event: KeyboardEvent, send: () => unknown): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.stopPropagation();
  send();
}
