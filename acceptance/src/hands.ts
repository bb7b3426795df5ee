/**
 * A user's hands on one page, with every interaction counted the way the budgets count them: a click, a key command and a
 * committed field are one each; free text is apart.
 */
import type { Locator, Page } from 'playwright-core';

export type Act = 'click' | 'press' | 'fill';

export interface Interaction {
  act: Act;
  what: string;
  /** Keys that a person strikes for it. */
  keys: number;
}

export class Hands {
  readonly page: Page;
  readonly done: Interaction[] = [];
  /** Letters of free text. */
  written = 0;

  constructor(page: Page) {
    this.page = page;
  }

  get interactions(): number {
    return this.done.length;
  }

  async click(target: Locator, what: string): Promise<void> {
    await target.click();
    this.done.push({ act: 'click', what, keys: 0 });
  }

  /** A key command such as `Control+Enter`, or a sequence such as `g s` pressed as one command. */
  async press(keys: string, what: string): Promise<void> {
    const strokes = keys.split(' ');
    for (const stroke of strokes) await this.page.keyboard.press(stroke);
    this.done.push({
      act: 'press',
      what: `${keys}: ${what}`,
      keys: strokes.flatMap((stroke) => stroke.split('+')).length,
    });
  }

  /** Fills a field with a value one chooses or copies: counted when committed. */
  async fill(target: Locator, value: string, what: string): Promise<void> {
    await target.fill(value);
    this.done.push({ act: 'fill', what, keys: value.length });
  }

  /** One line of a field that takes a thing a line, committed with Enter: counted as a field is, its Enter among the keys. */
  async line(target: Locator, value: string, what: string): Promise<void> {
    await target.pressSequentially(value);
    await target.press('Enter');
    this.done.push({ act: 'fill', what, keys: value.length + 1 });
  }

  /** Free text: typed, not counted as an interaction. */
  async write(target: Locator, text: string): Promise<void> {
    await target.pressSequentially(text);
    this.written += text.length;
  }
}
