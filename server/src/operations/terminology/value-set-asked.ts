/** Which value set an operation is about: the instance, one in the body, or a URL. */
import type { ValueSet } from '@medplum/fhirtypes';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Asked } from '../../http/asked.ts';
import type { Stored } from '../../store/record.ts';
import type { OperationInput } from '../input.ts';
import { instanceOf } from './instance.ts';

export async function valueSetAsked(
  asked: Asked,
  input: OperationInput,
): Promise<{ valueSet: string | ValueSet; stored?: Stored }> {
  const instance = await instanceOf<ValueSet>(asked);
  const [given, url] = [input.resource<ValueSet>('valueSet'), input.text('url')];
  if ([instance, given, url].filter((one) => one !== undefined).length !== 1)
    throw new Failure('invalid', 'The value set is needed in one way: by url, as valueSet, or as the instance');
  if (instance !== undefined) return { valueSet: instance.resource, stored: instance.stored };
  const version = input.text('valueSetVersion');
  return { valueSet: given ?? (version === undefined ? (url as string) : `${url}|${version}`) };
}
