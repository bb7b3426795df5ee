/** The keyboard of the whole app: Ctrl/Cmd K, single keys and two-key jumps, and the barcode scanner that types wherever the focus is. */
import { useEffect, useRef } from 'react';
import { scanTaker } from '../find/scan-taker.ts';
import { nothingScanned, type Scanned, scanStep } from '../find/scanner.ts';
import type { RunnableCommand } from './app-commands.ts';
import { type KeySequence, keyStep } from './key-sequence.ts';

export interface KeyHandlers {
  commands: readonly RunnableCommand[];
  onPalette: () => void;
  onScan: (number: string) => void;
}

export function useKeys(handlers: KeyHandlers): void {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    let waiting: KeySequence | undefined;
    let scanned: Scanned = nothingScanned;
    const onKeyDown = (event: KeyboardEvent) => {
      const { commands, onPalette, onScan } = latest.current;
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        onPalette();
        return;
      }
      const parts = event.ctrlKey && event.key === ']';
      if ((event.ctrlKey && !parts) || event.metaKey || event.altKey || event.isComposing) return;
      const scan = scanStep(scanned, event.key, event.timeStamp, event.ctrlKey);
      scanned = scan.state;
      const taken = scanTaker();
      const read = scan.number ?? (taken && scan.code);
      if (read !== undefined) {
        event.preventDefault();
        event.stopPropagation();
        takeBack(event.target, read.replaceAll('\u001d', ''));
        (taken ?? onScan)(read);
        return;
      }
      if (parts) return;
      if (isTyping(event.target) || hasDialog()) {
        if (event.key === 'Escape' && event.target instanceof HTMLElement && !hasDialog() && !event.defaultPrevented)
          event.target.blur();
        return;
      }
      const step = keyStep(
        waiting,
        event.key,
        event.timeStamp,
        new Set(commands.flatMap((command) => command.keys ?? [])),
      );
      waiting = step.waiting;
      if (step.pressed === undefined) return;
      event.preventDefault();
      commands.find((command) => command.keys === step.pressed)?.run();
    };
    // Before any field hears of it: a scanner's Enter must not send a form.
    addEventListener('keydown', onKeyDown, { capture: true });
    return () => removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
}

const notText = new Set(['checkbox', 'radio', 'button', 'submit', 'range']);

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !notText.has(target.type);
  return target instanceof HTMLElement && (target instanceof HTMLTextAreaElement || target.isContentEditable);
}

const hasDialog = () =>
  document.querySelector('[role="dialog"], [role="alertdialog"], [role="listbox"]:not([hidden]), [role="menu"]') !==
  null;

/** The digits a scanner typed into a text that was being written are taken out of it again. */
function takeBack(target: EventTarget | null, number: string): void {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
  const end = target.selectionStart ?? 0;
  const start = end - number.length;
  if (start < 0 || target.value.slice(start, end) !== number) return;
  target.setRangeText('', start, end, 'end');
  target.dispatchEvent(new Event('input', { bubbles: true }));
}
