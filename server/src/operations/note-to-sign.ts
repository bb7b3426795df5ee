/** What signing and correcting a note, and adding to it, have in common: the version one has seen, the signer, the sealed note written on top of it. */
import type { QuestionnaireResponse, Reference } from '@medplum/fhirtypes';
import { nameWithTitle } from '@vardkedjan/care/people/name-with-title.ts';
import { withSignature } from '@vardkedjan/care/record-keeping/note-signature.ts';
import {
  type Refused as NoteRefused,
  recordKeepingFaults,
} from '@vardkedjan/care/record-keeping/record-keeping-fault.ts';
import { isRefused } from '@vardkedjan/care/record-keeping/sign-note.ts';
import { seenHash } from '@vardkedjan/care/record-keeping/seen-hash.ts';
import { signedContent } from '@vardkedjan/care/record-keeping/signed-content.ts';
import { parseJson } from '@vardkedjan/fhir/json.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { type Answer, answerWith } from '../http/answer.ts';
import type { Asked } from '../http/asked.ts';
import { readIfMatch } from '../http/form/entity-tag.ts';
import type { Change } from '../store/record.ts';
import { requireValidResource } from '../interactions/write/require-valid.ts';
import type { OperationInput } from './input.ts';
import { goesIn } from './operation.ts';
import { sealOf } from './sign-content.ts';

/** The version that the caller has seen. Without it nobody knows what is signed. */
export function versionSeen(asked: Asked): number {
  const version = readIfMatch(asked.parts.ifMatch);
  if (version === undefined) {
    throw new Failure('precondition-failed', 'Send If-Match with the version that you have read, as in W/"3"', {
      status: 428,
    });
  }
  return version;
}

export function signerOf({ caller }: Asked): Reference {
  if (caller.kind !== 'staff') throw new Failure('forbidden', 'Only care staff sign notes');
  return {
    reference: `Practitioner/${caller.practitioner.id}`,
    display: nameWithTitle(caller.name, caller.assignment.title),
  };
}

/** The note as the caller has seen it. Fails with 412 when it has changed since. */
export async function noteSeen(asked: Asked): Promise<QuestionnaireResponse & { id: string }> {
  const stored = await asked.record.read('QuestionnaireResponse', asked.id);
  if (stored === undefined) throw await asked.whyAbsent('QuestionnaireResponse', asked.id);
  if (stored.deleted) throw new Failure('gone', 'The note has been deleted');
  if (stored.version !== versionSeen(asked))
    throw new Failure('precondition-failed', 'The note has changed since you read it');
  return parseJson(stored.body) as QuestionnaireResponse & { id: string };
}

/** What whoever signs must send. */
export const seenParameter = goesIn(
  'seen',
  'base64Binary',
  'SHA-256 of what stood on the screen of the one who signs: whose note, by which template, every answer (care/src/record-keeping/seen-hash.ts).',
  1,
);

/** What stands in `note` is what whoever signs has seen, to the letter (F1): the hash that they sent. Fails with 422 when it is not. */
export async function requireAsSeen(note: QuestionnaireResponse, input: OperationInput): Promise<string> {
  const seen = input.text(seenParameter.name ?? '') ?? '';
  if (seen !== (await seenHash(note))) throw noteFailure({ refused: 'not-as-seen' });
  return seen;
}

/** Seals the note and writes it on top of the version that was seen, with what is written of it in the same unit of work. `note` may be a refusal of the rules of record-keeping. */
export async function writeSigned(
  asked: Asked,
  note: QuestionnaireResponse | NoteRefused,
  { at, seen }: { at: string; seen: string },
  entries: readonly Change[] = [],
): Promise<Answer> {
  if (isRefused(note)) throw noteFailure(note);
  const data = await sealOf(signedContent(note), asked.wiring.keys);
  return writeNote(asked, withSignature(note, { at, who: signerOf(asked), data, seen }), entries);
}

/** On top of the version that was seen. */
export async function writeNote(
  asked: Asked,
  note: QuestionnaireResponse,
  entries: readonly Change[] = [],
): Promise<Answer> {
  requireValidResource(note);
  const [written] = await asked.record.write([
    { action: 'update', resource: note, id: asked.id, ifMatch: versionSeen(asked) },
    ...entries,
  ]);
  if (written === undefined) throw new Error('the note was not written');
  return answerWith(written.stored);
}

function noteFailure({ refused }: NoteRefused): Failure {
  const { text, provision } = recordKeepingFaults[refused];
  return new Failure('invalid', text.en, {
    status: 422,
    issues: [
      {
        severity: 'error',
        code: 'business-rule',
        details: {
          coding: [
            { system: 'https://vardkedjan.se/fhir/CodeSystem/record-keeping-fault', code: refused, display: provision },
          ],
          text: text.sv,
        },
        diagnostics: text.en,
      },
    ],
  });
}
