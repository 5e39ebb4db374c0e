import { DatabaseError, escapeIdentifier } from "pg";
import type { Receipt } from "../../../core/access/grant.ts";
import type { HoldingIds } from "../../../core/access/holding.ts";
import { ProviderError } from "../../adapter/error.ts";
import { endInSteps } from "../end-in-steps.ts";
import { revokeMembership } from "../revoke-membership.ts";
import { findById, type Server } from "../roles.ts";
import type { Query } from "../sessions/query.ts";
import { inTransaction } from "../sessions/sessions.ts";
import type { StepLimits } from "../sessions/step-limits.ts";
import { lockTimer } from "../timers/timer.ts";
import { type FoundLogin, findLogins } from "./login.ts";

/**
 * Closes the login that was made for these ids, revokes its role, ends its sessions and drops it. A login that cannot be dropped, because
 * it owns something, stays closed: without password and without role. Gone already is success.
 */
export async function revokeLogin(
  query: Query,
  provider: string,
  server: Server,
  ids: HoldingIds,
  limits: StepLimits,
): Promise<Receipt> {
  const logins = await findLogins(query, ids);
  if (logins.length === 0) return { changed: false, sessionsEnded: 0 };
  const role = await findById(query, ids.entitlement);
  const receipt = await endInSteps(
    query,
    provider,
    logins.map((member) => ({ role, member, always: true })),
    [
      // Close it first, so that no new session starts while the others end.
      () => closeLogins(query, provider, ids, limits),
      ...logins.map(
        ({ id }) =>
          () =>
            revokeMembership(query, provider, server, ids.entitlement, id),
      ),
    ],
    limits,
  );
  await dropLogins(query, provider, ids, limits);
  return receipt;
}

/** Runs in a transaction. Reads the login again, by its comment. */
async function closeLogins(
  query: Query,
  provider: string,
  ids: HoldingIds,
  limits: StepLimits,
): Promise<boolean> {
  await lockTimer(query, ids, limits.lockMs);
  const open = (await findLogins(query, ids)).filter(({ enabled }) => enabled);
  for (const login of open) await query(closeStatement(login));
  // A rename in between made the statements name another account. Throwing rolls them back.
  if ((await findLogins(query, ids)).some(({ enabled }) => enabled))
    throw new ProviderError(provider, "BUSY");
  return open.length > 0;
}

const closeStatement = ({ name }: FoundLogin): string =>
  `ALTER ROLE ${escapeIdentifier(name)} NOLOGIN PASSWORD NULL VALID UNTIL '-infinity'`;

async function dropLogins(
  query: Query,
  provider: string,
  ids: HoldingIds,
  limits: StepLimits,
): Promise<void> {
  try {
    await inTransaction(query, async () => {
      await lockTimer(query, ids, limits.lockMs);
      // An open login was granted again meanwhile.
      const closed = (await findLogins(query, ids)).filter(({ enabled }) => !enabled);
      for (const { name, id } of closed) {
        await query(`DROP ROLE ${escapeIdentifier(name)}`);
        if ((await findById(query, id)) !== undefined) throw new ProviderError(provider, "BUSY");
      }
    });
  } catch (error) {
    // The access is gone, but the login stays: it owns objects, which are not ours to reassign or delete, or a session keeps it locked
    // (every account can). `hallpass doctor` lists it, and the next grant or end tries to drop it again.
    if (!(error instanceof DatabaseError && leavesLogin.includes(error.code ?? ""))) throw error;
    await query("ROLLBACK");
  }
}

/** Dependent objects, lock not available, statement timeout: https://www.postgresql.org/docs/18/errcodes-appendix.html */
const leavesLogin = ["2BP01", "55P03", "57014"];
