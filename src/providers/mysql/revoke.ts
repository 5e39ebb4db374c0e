import type { Receipt } from "../../core/access/grant.ts";
import type { HoldingIds } from "../../core/access/holding.ts";
import { ProviderError } from "../adapter/error.ts";
import { type Account, parseAccountId } from "./accounts/account.ts";
import { killSessions, waitUntilGone } from "./accounts/kill-sessions.ts";
import { errnoOf, toProviderError } from "./connections/failure.ts";
import type { Query } from "./connections/query.ts";
import { isHeld, type Role, revokeStatement, roleOf } from "./roles/members.ts";
import { requireInstance, type Server } from "./server.ts";
import { dropEvents } from "./timers/timer.ts";

export interface RevokeRequest {
  readonly provider: string;
  readonly server: Server;
  readonly schema: string;
  readonly ids: HoldingIds;
  /** How long to wait for killed sessions to be gone. */
  readonly goneMs: number;
}

/**
 * Kills the sessions, revokes the role, kills the sessions that began meanwhile, and drops the events. Killing comes first, because a global
 * read lock holds a REVOKE back whatever the lock timeout. A REVOKE that is held back all the same is tried again after another kill.
 * A dropped role or account is success.
 */
export async function revoke(query: Query, request: RevokeRequest): Promise<Receipt> {
  const { provider, server, schema, ids } = request;
  requireInstance(provider, server, ids.instance);
  const account = parseAccountId(ids.principal);
  if (account === undefined) return { changed: false, sessionsEnded: 0 };
  const role = roleOf(server.flavour, ids.entitlement);
  const killed = new Set<string>();
  const kill = async (): Promise<void> => {
    for (const id of await killSessions(query, account.user)) killed.add(id);
  };

  await query(SHORT_STATEMENTS);
  await kill();
  let taken = await tryTake(query, server, role, account);
  await kill();
  if (taken.failure !== undefined) {
    taken = await tryTake(query, server, role, account);
    await kill();
  }
  if (taken.failure !== undefined) throw asBusy(provider, taken.failure);

  await waitUntilGone(query, provider, account.user, [...killed], request.goneMs);
  await dropEvents(query, schema, ids);
  return { changed: taken.changed, sessionsEnded: killed.size };
}

/** Read by MariaDB alone: MySQL has no such limit for statements that change accounts. */
const SHORT_STATEMENTS = "SET SESSION /*M! max_statement_time = 1, */ lock_wait_timeout = 1";

/**
 * Cleans up after a person took the role back by hand: drops our events, and ends the sessions that may have it still. If the account holds the role
 * again, its sessions are no business of ours.
 */
export async function forget(query: Query, request: RevokeRequest): Promise<void> {
  const { provider, server, schema, ids } = request;
  const account = parseAccountId(ids.principal);
  const isHere = server.instances.includes(ids.instance);
  const role = roleOf(server.flavour, ids.entitlement);
  if (isHere && account !== undefined && !(await isHeld(query, server.flavour, role, account))) {
    const killed = await killSessions(query, account.user);
    await waitUntilGone(query, provider, account.user, killed, request.goneMs);
  }
  await dropEvents(query, schema, ids);
}

interface Taken {
  readonly changed: boolean;
  readonly failure?: unknown;
}

async function tryTake(query: Query, server: Server, role: Role, account: Account): Promise<Taken> {
  try {
    return { changed: await take(query, server, role, account) };
  } catch (failure) {
    return { changed: false, failure };
  }
}

/** MariaDB: no such role, not granted. MySQL: not granted. */
const GONE = new Set([1959, 1962, 3530]);

async function take(query: Query, { flavour }: Server, role: Role, account: Account): Promise<boolean> {
  if (!(await isHeld(query, flavour, role, account))) return false;
  try {
    await query(revokeStatement(role, account));
    return true;
  } catch (error) {
    // Another call was faster; or our account may not, which the numbers do not tell apart.
    if (GONE.has(errnoOf(error) ?? 0) && !(await isHeld(query, flavour, role, account))) return false;
    throw error;
  }
}

/** A lock that was waited for is no silence of the server's: grants to others go on. */
function asBusy(provider: string, failure: unknown): ProviderError {
  const error = toProviderError(provider, failure);
  return error.code === "TIMEOUT" ? new ProviderError(provider, "BUSY", error.cause) : error;
}
