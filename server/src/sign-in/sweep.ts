/** Removes what signing in has left behind and nobody needs any more: sessions and the authorization server's entries that have ended. */
import type { Config } from '../config.ts';
import type { Database } from '../store/database.ts';
import { deleteExpiredOidcEntries } from '../store/sign-in/oidc-rows.ts';
import { deleteEndedSessions } from '../store/sign-in/session-rows.ts';

export async function sweepSignIn(
  database: Database,
  config: Pick<Config, 'sessionIdleMinutes'>,
  now = Date.now(),
): Promise<void> {
  const idleSince = new Date(now - config.sessionIdleMinutes * 60_000).toISOString();
  await database.transaction((transaction) => deleteEndedSessions(transaction, new Date(now).toISOString(), idleSince));
  await database.transaction((transaction) => deleteExpiredOidcEntries(transaction));
}
