/**
 * Who has been authenticated, before the record says more about them: the `sub` of tokens and the account of the
 * authorization server. Written `staff:<HSA-id>[:<PractitionerRole id>]`, `resident:<Patient id>` or `client:<name>`; none
 * of the parts can hold a colon.
 */
export type Principal =
  | { kind: 'staff'; person: string; assignment: string | undefined }
  | { kind: 'resident'; person: string }
  | { kind: 'client'; person: string };

export function subjectOf(principal: Principal): string {
  const chosen = principal.kind === 'staff' && principal.assignment !== undefined ? `:${principal.assignment}` : '';
  return `${principal.kind}:${principal.person}${chosen}`;
}

/** undefined when the text was not written by subjectOf. */
export function principalOf(subject: string): Principal | undefined {
  const [kind, person, assignment, ...more] = subject.split(':');
  if (person === undefined || person === '' || more.length > 0) return undefined;
  if (kind === 'staff') return { kind, person, assignment };
  if (assignment !== undefined) return undefined;
  return kind === 'resident' || kind === 'client' ? { kind, person } : undefined;
}
