import type { HoldingIds } from "../../core/holding.ts";
import type { Receipt } from "../../core/ports/provider.ts";
import { ProviderError } from "../error.ts";
import { endSessions } from "./end-sessions.ts";
import { isLoginId } from "./login.ts";
import { isHeld, revokeStatement } from "./memberships.ts";
import { revokeLogin } from "./revoke-login.ts";
import { findById, type Role, readServer, type Server } from "./roles.ts";
import { inTransaction, type Query } from "./sessions.ts";
import { removeTimer } from "./timer.ts";

/**
 * Ends what these ids name, whatever it is called now, and the member's sessions, and removes the timer. A role or member that was dropped
 * holds nothing: success. Sessions are ended even when the grant is gone already, because an earlier call may have
 * been cut off between the two.
 */
export async function revoke(
  query: Query,
  provider: string,
  address: string,
  ids: HoldingIds,
): Promise<Receipt> {
  const server = await readServer(query, address);
  // Another server's ids mean nothing here, and what that one holds is not known to have ended.
  if (!server.instances.includes(ids.instance)) throw new ProviderError(provider, "IDENTITY_CHANGED");
  if (isLoginId(ids.principal)) return revokeLogin(query, provider, server, ids);
  const receipt = await end(query, provider, server, ids);
  await removeTimer(query, ids);
  return receipt;
}

async function end(query: Query, provider: string, server: Server, ids: HoldingIds): Promise<Receipt> {
  const role = await findById(query, ids.entitlement);
  const member = await findById(query, ids.principal);
  if (member === undefined) return { changed: false, sessionsEnded: 0 };
  const changed = role !== undefined && (await revokeMembership(query, provider, server, role, member));
  return { changed, sessionsEnded: await endSessions(query, server, role, member) };
}

const revokeMembership = (
  query: Query,
  provider: string,
  server: Server,
  role: Role,
  member: Role,
): Promise<boolean> =>
  inTransaction(query, async () => {
    if (!(await isHeld(query, server, role, member))) return false;
    await query(revokeStatement(server, role, member));
    // A rename in between made the statement name somebody else. Throwing undoes it; the next call reads new names.
    if (await isHeld(query, server, role, member)) throw new ProviderError(provider, "BUSY");
    return true;
  });
