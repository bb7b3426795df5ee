/**
 * A user's hands on one page, with every interaction counted the way the budgets count them: a click, a key command and a
 * committed field are one each; free text is apart (what-we-build.md, "The day they have").
 */
import type { Locator, Page } from 'playwright-core';

export class Hands {
  readonly page: Page;
  readonly done: string[] = [];

  constructor(page: Page) {
    this.page = page;
  }

  get interactions(): number {
    return this.done.length;
  }

  async click(target: Locator, what: string): Promise<void> {
    await target.click();
    this.done.push(`click ${what}`);
  }

  /** A key command such as `Control+Enter`, or a sequence such as `g s` pressed as one command. */
  async press(keys: string, what: string): Promise<void> {
    for (const key of keys.split(' ')) await this.page.keyboard.press(key);
    this.done.push(`press ${keys}: ${what}`);
  }

  /** Fills a field with a value one chooses or copies: counted when committed. */
  async fill(target: Locator, value: string, what: string): Promise<void> {
    await target.fill(value);
    this.done.push(`fill ${what}`);
  }

  /** Free text: typed, not counted. */
  async write(target: Locator, text: string): Promise<void> {
    await target.pressSequentially(text);
  }
}
