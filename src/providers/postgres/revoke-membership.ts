import { ProviderError } from "../adapter/error.ts";
import { isHeld, revokeStatement } from "./memberships.ts";
import { findById, type Server } from "./roles.ts";
import type { Query } from "./sessions/query.ts";

/** Runs in a transaction. Reads the names again: they may have changed since the first try. */
export async function revokeMembership(
  query: Query,
  provider: string,
  server: Server,
  roleId: string,
  memberId: string,
): Promise<boolean> {
  const [role, member] = [await findById(query, roleId), await findById(query, memberId)];
  if (role === undefined || member === undefined) return false;
  if (!(await isHeld(query, server, role, member))) return false;
  await query(revokeStatement(server, role, member));
  // A rename in between made the statement name another account. Throwing rolls it back; the next call reads the new names.
  if (await isHeld(query, server, role, member)) throw new ProviderError(provider, "BUSY");
  return true;
}
