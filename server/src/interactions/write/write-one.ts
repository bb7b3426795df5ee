/** One change as a unit of work of its own. */
import type { Answer } from '../../http/answer.ts';
import type { Asked } from '../../http/asked.ts';
import type { WriteInteraction } from '../interaction.ts';

export async function writeOne(
  interaction: Pick<WriteInteraction, 'change' | 'answer'>,
  asked: Asked,
): Promise<Answer> {
  const change = await interaction.change(asked);
  const [written] = change === undefined ? [] : await asked.record.write([change]);
  return interaction.answer(asked, written);
}
