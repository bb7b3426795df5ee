/** The people of one journey on the running product: everybody at a browser of their own, and what went wrong on their pages. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext } from 'playwright-core';
import { type ContextOptions, newContext } from './browser.ts';
import { Person } from './person.ts';
import type { Product } from './running-product.ts';

const pictures = fileURLToPath(new URL('../../.ci/artifacts/journeys/', import.meta.url));

export class Scene {
  readonly product: Product;
  readonly #contexts: BrowserContext[] = [];
  readonly #people: Person[] = [];
  readonly #say: (text: string) => void;

  constructor(product: Product, say: (text: string) => void) {
    this.product = product;
    this.#say = say;
  }

  /** Somebody at a browser of their own, not signed in. */
  async somebody(options: ContextOptions = {}, browser: Browser = this.product.browser): Promise<Person> {
    const context = await newContext(browser, options);
    this.#contexts.push(context);
    return this.secondPage(context);
  }

  /** One more page in a browser that somebody has open. */
  async secondPage(context: BrowserContext): Promise<Person> {
    const person = await Person.at(context, this.product.base);
    this.#people.push(person);
    return person;
  }

  async staff(key: string, address = '/', options: ContextOptions = {}): Promise<Person> {
    const person = await this.somebody(options);
    await person.signIn(key, address);
    return person;
  }

  async resident(key: string, address = '/resident/', options: ContextOptions = { screen: 'phone' }): Promise<Person> {
    const person = await this.somebody(options);
    await person.signIn(key, address);
    return person;
  }

  /** A figure worth reading in the output of the run. */
  figure(text: string): void {
    this.#say(text);
  }

  troubles(): string[] {
    return this.#people.flatMap((person) => person.troubles);
  }

  async picture(name: string): Promise<void> {
    mkdirSync(pictures, { recursive: true });
    for (const [index, person] of this.#people.entries()) {
      const path = join(pictures, `${name.replaceAll(/[^\p{L}\d]+/gu, '-').slice(0, 60)}-${index + 1}.png`);
      await person.page.screenshot({ path }).catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    for (const context of this.#contexts) await context.close().catch(() => undefined);
  }
}
