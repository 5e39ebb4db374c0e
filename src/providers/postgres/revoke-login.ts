import { DatabaseError, escapeIdentifier } from "pg";
import type { HoldingIds } from "../../core/holding.ts";
import type { Receipt } from "../../core/ports/provider.ts";
import { ProviderError } from "../error.ts";
import { endSessions } from "./end-sessions.ts";
import { type FoundLogin, findLogins } from "./login.ts";
import { isHeld, revokeStatement } from "./memberships.ts";
import { findById, type Server } from "./roles.ts";
import { inTransaction, type Query } from "./sessions.ts";
import { lockTimer } from "./timer.ts";

/**
 * Closes the login that was made for these ids, ends its sessions and drops it. One that cannot be dropped, because it owns
 * something, stays closed: without password and without role. Gone already is success.
 */
export async function revokeLogin(
  query: Query,
  provider: string,
  server: Server,
  ids: HoldingIds,
): Promise<Receipt> {
  const logins = await findLogins(query, ids);
  const changed = logins.length > 0 && (await closeLogin(query, provider, server, ids));
  let sessionsEnded = 0;
  for (const login of logins) sessionsEnded += await endSessions(query, server, undefined, login);
  if (logins.length > 0) await dropLogins(query, provider, ids);
  return { changed, sessionsEnded };
}

/** First, and committed: nobody comes in while the sessions are being ended. Read anew, by what its comment says. */
const closeLogin = (query: Query, provider: string, server: Server, ids: HoldingIds): Promise<boolean> =>
  inTransaction(query, async () => {
    await lockTimer(query, ids);
    const role = await findById(query, ids.entitlement);
    let changed = false;
    for (const login of await findLogins(query, ids)) {
      const held = role !== undefined && (await isHeld(query, server, role, login));
      if (held) await query(revokeStatement(server, role, login));
      if (login.enabled) await query(closeStatement(login));
      // A rename in between made the statements name somebody else. Throwing undoes them.
      if (role !== undefined && (await isHeld(query, server, role, login)))
        throw new ProviderError(provider, "BUSY");
      changed ||= held || login.enabled;
    }
    if ((await findLogins(query, ids)).some(({ enabled }) => enabled))
      throw new ProviderError(provider, "BUSY");
    return changed;
  });

const closeStatement = ({ name }: FoundLogin): string =>
  `ALTER ROLE ${escapeIdentifier(name)} NOLOGIN PASSWORD NULL VALID UNTIL '-infinity'`;

async function dropLogins(query: Query, provider: string, ids: HoldingIds): Promise<void> {
  try {
    await inTransaction(query, async () => {
      await lockTimer(query, ids);
      // One that is open was granted anew meanwhile.
      const closed = (await findLogins(query, ids)).filter(({ enabled }) => !enabled);
      for (const { name, id } of closed) {
        await query(`DROP ROLE ${escapeIdentifier(name)}`);
        if ((await findById(query, id)) !== undefined) throw new ProviderError(provider, "BUSY");
      }
    });
  } catch (error) {
    // It owns something in a database, which is not ours to give away or to delete. `hallpass doctor` lists it.
    if (!(error instanceof DatabaseError && error.code === "2BP01")) throw error;
    await query("ROLLBACK");
  }
}
