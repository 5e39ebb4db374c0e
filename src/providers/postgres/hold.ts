import type { Holding, HoldingIds } from "../../core/holding.ts";
import type { Receipt } from "../../core/ports/provider.ts";
import { ProviderError } from "../error.ts";
import { grantStatement, isHeld } from "./memberships.ts";
import { readPair, type Target } from "./pair.ts";
import { type Role, readServer, type Server } from "./roles.ts";
import { inTransaction, type Query } from "./sessions.ts";

const untouched: Receipt = { changed: false, sessionsEnded: 0 };

/** Grants unless it is held: by us where ours can be told apart, by anybody where it cannot. Throws when ids are others now. */
export const hold = (query: Query, target: Target, { principal, ids }: Holding): Promise<Receipt> =>
  inTransaction(query, async () => {
    const server = await readServer(query, target.address);
    const { role, member } = await readPair(query, target, principal);
    if (!isSame(server, ids, role, member)) throw new ProviderError(target.provider, "IDENTITY_CHANGED");
    if (await isHeld(query, server, role, member)) return untouched;
    await query(grantStatement(server, role, member));
    // Somebody revoked it meanwhile, or the names came to mean others. Throwing undoes the grant; the next call reads
    // names and ids anew.
    if (!(await isHeld(query, server, role, member))) throw new ProviderError(target.provider, "BUSY");
    return { changed: true, sessionsEnded: 0 };
  });

const isSame = (server: Server, ids: HoldingIds, role: Role, member: Role): boolean =>
  server.instances.includes(ids.instance) && ids.entitlement === role.id && ids.principal === member.id;
