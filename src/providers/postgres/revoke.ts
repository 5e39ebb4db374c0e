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
 * Ends what these ids name, whatever it is called now, and the member's sessions, and removes the timer. A role or member that was dropped
 * holds nothing: success. Sessions are ended even when the grant is gone already, because an earlier call may have
 * been cut off between the two.
 */
export async function revoke(
  query: Query,
  provider: string,
  address: string,
  ids: HoldingIds,
  limits: StepLimits,
): Promise<Receipt> {
  const server = await readServer(query, address);
  // Another server's ids mean nothing here, and what that one holds is not known to have ended.
  if (!server.instances.includes(ids.instance)) throw new ProviderError(provider, "IDENTITY_CHANGED");
  if (isLoginId(ids.principal)) return revokeLogin(query, provider, server, ids, limits);
  const receipt = await end(query, provider, server, ids, limits);
  await removeTimer(query, ids, limits.lockMs);
  return receipt;
}

/**
 * Somebody took the membership back by hand. What is left of it is our timer, and sessions that had become the role before: they end, but for
 * those that may still become it by another grant. Another server's roles of those ids are none of ours.
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
