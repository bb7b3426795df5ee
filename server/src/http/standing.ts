/** From who has signed in to who asks. Staff who have chosen no assignment are told to: without one there is no mandate. */
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Standing } from '../sign-in/callers.ts';

export function callerOf(standing: Standing): Caller {
  switch (standing.is) {
    case 'caller':
      return standing.caller;
    case 'nobody':
      throw new Failure('unauthenticated', 'You are no longer registered here');
    case 'unassigned':
      throw new Failure('forbidden', 'Choose an assignment', {
        issues: [
          {
            severity: 'error',
            code: 'forbidden',
            details: { text: 'Välj ett medarbetaruppdrag: det avgör vilken vård du ger och vad du får se.' },
            diagnostics: 'Choose an assignment: POST /session/assignment',
            extension: [
              { url: 'https://vardkedjan.se/fhir/StructureDefinition/lawful-step', valueCode: 'choose-assignment' },
            ],
          },
        ],
      });
  }
}
