/**
 * A journey: one sentence that a care manager would recognise, played by people of the cast on the running product. It ends with
 * nothing having gone wrong on anybody's page and axe having found nothing on any screen that was passed.
 */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type Product, startProduct } from './running-product.ts';
import { Scene } from './scene.ts';

let running: Promise<Product> | undefined;

/** Started by the first journey, stopped after the last; started again when a journey has left it dead. */
async function theProduct(): Promise<Product> {
  running ??= startProduct();
  const product = await running;
  if (product.server.hasEnded()) await product.startAgain();
  return product;
}

after(async () => {
  const product = await running?.catch(() => undefined);
  await product?.stop();
});

export function journey(
  sentence: string,
  play: (scene: Scene) => Promise<void>,
  options: { skip?: string | false } = {},
): void {
  test(sentence, { skip: options.skip ?? false, timeout: 300_000 }, async (context) => {
    const scene = new Scene(await theProduct(), (text) => context.diagnostic(text));
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
