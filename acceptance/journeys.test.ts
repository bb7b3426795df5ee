/**
 * Every journey, on one running product: one file, so that the server and the browser are started once. One alone:
 * `node --test --test-name-pattern='signed note' acceptance/journeys.test.ts`.
 */
import './journeys/sign-a-note.ts';
import './journeys/summary.ts';
import './journeys/refusal.ts';
import './journeys/access-rights.ts';
import './journeys/review-the-log.ts';
import './journeys/find-a-patient.ts';
import './journeys/drafts.ts';
import './journeys/begun-forms.ts';
import './journeys/write-together.ts';
import './journeys/two-records.ts';
import './journeys/unknown-person.ts';
import './journeys/letters.ts';
import './journeys/report-a-risk.ts';
import './journeys/correct-a-note.ts';
import './journeys/templates.ts';
import './journeys/values-in-a-note.ts';
import './journeys/code-a-note.ts';
import './journeys/dictation.ts';
import './journeys/sign-many.ts';
import './journeys/countersign.ts';
import './journeys/warnings.ts';
import './journeys/drugs.ts';
import './journeys/drug-round.ts';
import './journeys/reconciliation.ts';
import './journeys/blocks.ts';
import './journeys/lift-requests.ts';
import './journeys/shared-records.ts';
import './journeys/record-acts.ts';
import './journeys/read-the-record.ts';
import './journeys/keyboard-and-language.ts';
import './journeys/print.ts';
import './journeys/protected-person.ts';
import './journeys/my-record.ts';
import './journeys/guardian.ts';
import './journeys/sessions.ts';
import './journeys/orders.ts';
import './journeys/repeated-orders.ts';
import './journeys/often-ordered.ts';
import './journeys/sampling.ts';
import './journeys/import.ts';
import './journeys/operation.ts';
import './journeys/ward.ts';
import './journeys/nursing.ts';
import './journeys/very-much.ts';
