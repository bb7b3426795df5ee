/** What staff may write of a sample of an order, whichever way: in their own name, of the order's own patient, and taken back rather than written over. */
import type { ServiceRequest, Specimen } from '@medplum/fhirtypes';
import { localName } from '../order-codes.ts';
import { specimenNumberSystem } from './specimen.ts';
import { specimenId, specimenNumber } from './tubes.ts';

interface Written {
  before: Specimen | undefined;
  after: Specimen | undefined;
  /** What it is a sample for; undefined: it is not known, or not seen. */
  request: ServiceRequest | undefined;
  /** `Practitioner/x`. */
  practitioner: string;
  now: Date;
}

/** Clocks of workstations may differ so much. */
const skewMs = 5 * 60_000;

/** Why it may not be written so, as a sentence; undefined: it may. */
export function specimenFault({ before, after, request, practitioner, now }: Written): string | undefined {
  if (before === undefined && (after?.request ?? []).length === 0) return undefined;
  if (after === undefined) return 'A sample that was taken is taken back, not deleted.';
  if (before !== undefined && before.status !== 'entered-in-error')
    return sameBut(before, after) ? undefined : 'A sample that was taken is not changed: it is taken back.';
  if (after.status !== 'available') return 'A sample that was taken is available.';
  if (request === undefined || (after.request ?? []).length !== 1) return 'A sample is taken for one order.';
  if (localName(after.subject?.reference) !== localName(request.subject.reference))
    return 'A sample is taken from the patient whose order it is.';
  const code = after.container?.[0]?.type?.coding?.[0]?.code ?? '';
  const [order, number] = [request.id ?? '', after.identifier?.find(({ system }) => system === specimenNumberSystem)];
  if (after.id !== specimenId(order, { code }) || number?.value !== specimenNumber(order, { code }))
    return 'A sample has the id and the number of its order and its container.';
  if (localName(after.collection?.collector?.reference) !== practitioner)
    return 'Who says that a sample is taken is the one who took it.';
  const at = Date.parse(after.collection?.collectedDateTime ?? '');
  return at <= now.getTime() + skewMs ? undefined : 'A sample says when it was taken, which has been.';
}

/** Only its being taken back differs. */
function sameBut(before: Specimen, after: Specimen): boolean {
  const isBack = after.status === before.status || after.status === 'entered-in-error';
  return isBack && contentOf(before) === contentOf(after);
}

function contentOf({ meta: _meta, status: _status, text: _text, ...content }: Specimen): string {
  return JSON.stringify(Object.entries(content).toSorted(([one], [other]) => one.localeCompare(other)));
}
