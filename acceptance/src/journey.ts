/**
 * A journey: one sentence that a care manager would recognise, played by people of the cast on the running product. It ends with
 * nothing having gone wrong on anybody's page and axe having found nothing on any screen that was passed.
 */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext } from 'playwright-core';
import { type ContextOptions, newContext } from './browser.ts';
import { Person } from './person.ts';
import { type Product, startProduct } from './running-product.ts';

const pictures = fileURLToPath(new URL('../../.ci/artifacts/journeys/', import.meta.url));

export class Scene {
  readonly product: Product;
  readonly #contexts: BrowserContext[] = [];
  readonly #people: Person[] = [];
  readonly #test: TestContext;

  constructor(product: Product, test: TestContext) {
    this.product = product;
    this.#test = test;
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
    this.#test.diagnostic(text);
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

let running: Promise<Product> | undefined;

/** Started by the first journey, stopped after the last; started again when a journey has left it dead. */
async function theProduct(): Promise<Product> {
  running ??= startProduct();
  const product = await running;
  if (product.server.hasEnded()) await product.startAgain();
  return product;
}

after(async () => {
  await (await running)?.stop();
});

export function journey(sentence: string, play: (scene: Scene) => Promise<void>, options: { skip?: string | false } = {}): void {
  test(sentence, { skip: options.skip ?? false, timeout: 180_000 }, async (context) => {
    const scene = new Scene(await theProduct(), context);
    try {
      await play(scene);
      assert.deepEqual(scene.troubles(), []);
    } catch (failure) {
      await scene.picture(sentence);
      const troubles = scene.troubles();
      if (troubles.length > 0 && failure instanceof Error) failure.message += `\nOn the pages:\n${troubles.join('\n')}`;
      throw failure;
    } finally {
      await scene.close();
    }
  });
}
