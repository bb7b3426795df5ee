/** `POST Communication/[id]/$notice-read`: residents write nothing in the record themselves; that a notice has been read is noted for them. */
import type { Communication } from '@medplum/fhirtypes';
import type { SystemCaller } from '@vardkedjan/care/access/caller.ts';
import { noticeIsRead, openingNoticeOf } from '@vardkedjan/care/access/opening-notice.ts';
import { seenBy } from '../current.ts';
import type { Operation } from '../operation.ts';
import { noticeReadTerms } from './terms.ts';

const receipts: SystemCaller = { kind: 'system', id: 'notices', name: 'Notices' };

export const communicationNoticeRead: Operation = {
  terms: noticeReadTerms,
  act: 'open',
  async concerns(asked) {
    const { subject } = (await seenBy<Communication>(asked, 'Communication', asked.id)).resource;
    return [{ act: 'open', patient: subject?.reference?.split('/').at(-1) ?? '' }];
  },
  async handle(asked) {
    const { resource, version } = await seenBy<Communication>(asked, 'Communication', asked.id);
    const isNotice = openingNoticeOf(resource) !== undefined;
    if (asked.caller.kind === 'resident' && isNotice && resource.received === undefined)
      await asked.wiring
        .openRecord(receipts)
        .write([{ action: 'update', resource: noticeIsRead(resource, new Date()), id: asked.id, ifMatch: version }]);
    return { status: 200, text: '{"resourceType":"Parameters"}', shown: [] };
  },
};
