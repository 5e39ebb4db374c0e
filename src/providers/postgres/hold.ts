import type { Receipt } from "../../core/access/grant.ts";
import type { Holding, HoldingIds } from "../../core/access/holding.ts";
import { ProviderError } from "../adapter/error.ts";
import type { NativeExpiry } from "./configuration.ts";
import { grantStatement, isHeld } from "./memberships.ts";
import { readPair, type Target } from "./pair.ts";
import { type Role, readServer, type Server } from "./roles.ts";
import type { Query } from "./sessions/query.ts";
import { inTransaction } from "./sessions/sessions.ts";
import { lockTimer, plantTimer } from "./timers/timer.ts";

/**
 * Grants unless it is held: by us where ours can be told apart, by anybody where it cannot. Plants the timer in the same
 * transaction, by default where the server can. Throws when ids are others now.
 */
export const hold = (
  query: Query,
  target: Target,
  holding: Holding,
  nativeExpiry: NativeExpiry = "auto",
): Promise<Receipt> =>
  inTransaction(query, async () => {
    const { principal, ids } = holding;
    const server = await readServer(query, target.address);
    const { role, member } = await readPair(query, target, principal);
    if (!isSame(server, ids, role, member)) throw new ProviderError(target.provider, "IDENTITY_CHANGED");
    await lockTimer(query, ids);
    const changed = !(await isHeld(query, server, role, member));
    if (changed) await grant(query, target.provider, server, role, member);
    const timer = { provider: target.provider, mode: nativeExpiry };
    await plantTimer(query, timer, server, holding, changed || server.separate);
    return { changed, sessionsEnded: 0 };
  });

async function grant(
  query: Query,
  provider: string,
  server: Server,
  role: Role,
  member: Role,
): Promise<void> {
  await query(grantStatement(server, role, member));
  // The grant was revoked meanwhile, or the names now belong to other roles. Throwing undoes the grant; the next call reads names and
  // ids again.
  if (!(await isHeld(query, server, role, member))) throw new ProviderError(provider, "BUSY");
}

const isSame = (server: Server, ids: HoldingIds, role: Role, member: Role): boolean =>
  server.instances.includes(ids.instance) && ids.entitlement === role.id && ids.principal === member.id;
