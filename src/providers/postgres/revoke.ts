import type { Receipt } from "../../core/access/grant.ts";
import type { HoldingIds } from "../../core/access/holding.ts";
import { ProviderError } from "../adapter/error.ts";
import { endInSteps } from "./end-in-steps.ts";
import { isLoginId } from "./logins/login.ts";
import { revokeLogin } from "./logins/revoke-login.ts";
import { revokeMembership } from "./revoke-membership.ts";
import { findById, readServer, type Server } from "./roles.ts";
import type { Query } from "./sessions/query.ts";
import type { StepLimits } from "./sessions/step-limits.ts";
import { removeTimer } from "./timers/timer.ts";

/**
 * Revokes the grant that these ids name, whatever its current names, ends the member's sessions and removes the timer. A dropped role or
 * member is success. Ends the sessions even when the grant is gone: an earlier call may have been cut off between the two.
 */
export async function revoke(
  query: Query,
  provider: string,
  address: string,
  ids: HoldingIds,
  limits: StepLimits,
): Promise<Receipt> {
  const server = await readServer(query, address);
  // Ids of another server mean nothing here, and the grant on that server may still exist.
  if (!server.instances.includes(ids.instance)) throw new ProviderError(provider, "IDENTITY_CHANGED");
  if (isLoginId(ids.principal)) return revokeLogin(query, provider, server, ids, limits);
  const receipt = await end(query, provider, server, ids, limits);
  await removeTimer(query, ids, limits.lockMs);
  return receipt;
}

/**
 * Cleans up after a person took the membership back by hand: removes our timer and ends the sessions that had set the role, except those that
 * may still set it through another grant. Roles with these ids on another server are not ours.
 */
export async function forgetMembership(
  query: Query,
  provider: string,
  address: string,
  ids: HoldingIds,
  limits: StepLimits,
): Promise<void> {
  const server = await readServer(query, address);
  const role = await findById(query, ids.entitlement);
  const member = await findById(query, ids.principal);
  if (server.instances.includes(ids.instance) && member !== undefined)
    await endInSteps(query, provider, [{ role, member, always: false }], [], limits);
  await removeTimer(query, ids, limits.lockMs);
}

async function end(
  query: Query,
  provider: string,
  server: Server,
  ids: HoldingIds,
  limits: StepLimits,
): Promise<Receipt> {
  const role = await findById(query, ids.entitlement);
  const member = await findById(query, ids.principal);
  if (member === undefined) return { changed: false, sessionsEnded: 0 };
  const steps =
    role === undefined ? [] : [() => revokeMembership(query, provider, server, role.id, member.id)];
  return endInSteps(query, provider, [{ role, member, always: false }], steps, limits);
}
