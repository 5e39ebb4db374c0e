import type { Receipt } from "../../core/access/grant.ts";
import type { Holding } from "../../core/access/holding.ts";
import { ProviderError } from "../adapter/error.ts";
import { type Account, accountId } from "./accounts/account.ts";
import { requireAccount } from "./accounts/require-account.ts";
import type { NativeExpiry } from "./configuration.ts";
import type { Query } from "./connections/query.ts";
import { requireRole, type Target } from "./roles/lent-role.ts";
import { grantStatement, isHeld, type Role, roleId } from "./roles/members.ts";
import { requireInstance, type Server } from "./server.ts";
import { dropEvents, listEvents, plantEvent } from "./timers/timer.ts";

export interface HoldRequest {
  readonly server: Server;
  readonly target: Target;
  readonly account: Account;
  readonly holding: Holding;
  readonly mode: NativeExpiry;
}

/** The role and the account. Throws when one does not exist or must not be used. */
export async function readPair(
  query: Query,
  { server, target, account }: Pick<HoldRequest, "server" | "target" | "account">,
): Promise<Role> {
  const role = await requireRole(query, server, target);
  await requireAccount(query, target.provider, server, account);
  return role;
}

/**
 * Grants, with its event planted before, unless the account holds the role already: then it only moves an event of ours. GRANT commits by
 * itself on both servers, so a grant that fails takes its event back.
 */
export async function hold(query: Query, request: HoldRequest): Promise<Receipt> {
  const { server, target, account, holding } = request;
  requireInstance(target.provider, server, holding.ids.instance);
  const role = await readPair(query, request);
  if (holding.ids.principal !== accountId(account) || holding.ids.entitlement !== roleId(role))
    throw new ProviderError(target.provider, "IDENTITY_CHANGED");
  const held = await isHeld(query, server.flavour, role, account);
  await (held ? moveEvent(query, request, role) : grant(query, request, role));
  // It was revoked meanwhile, by an administrator or by the event of an earlier end.
  if (!(await isHeld(query, server.flavour, role, account))) throw new ProviderError(target.provider, "BUSY");
  return { changed: !held, sessionsEnded: 0 };
}

async function grant(query: Query, request: HoldRequest, role: Role): Promise<void> {
  const { server, target, account, holding } = request;
  const planted = await plant(query, request, role);
  try {
    await query(grantStatement(role, account));
  } catch (error) {
    // Another call may have granted it; then the event is that grant's.
    if (!(await isHeld(query, server.flavour, role, account)))
      await dropEvents(query, target.schema, holding.ids);
    throw error;
  }
  await dropEvents(query, target.schema, holding.ids, planted ? holding.until : undefined);
  // The end of an earlier grant may have dropped the event since; planting is idempotent.
  if (planted) await plant(query, request, role);
}

/** Access that was there before has no event of ours, and gets none. */
async function moveEvent(query: Query, request: HoldRequest, role: Role): Promise<void> {
  const { target, holding } = request;
  const events = await listEvents(query, target.schema, holding.ids);
  if (events.length === 0) return;
  const planted = await plant(query, request, role);
  if (!planted && request.mode !== "off") throw cannotReplace(target.provider);
  await dropEvents(query, target.schema, holding.ids, planted ? holding.until : undefined);
}

const plant = (query: Query, { server, target, account, holding, mode }: HoldRequest, role: Role) =>
  plantEvent(
    query,
    { schema: target.schema, ids: holding.ids, until: holding.until, role, account },
    { provider: target.provider, mode, flavour: server.flavour },
  );

const cannotReplace = (provider: string): ProviderError =>
  new ProviderError(
    provider,
    "REFUSED",
    new Error("The event of the earlier end cannot be replaced. hallpass doctor says what to do."),
  );
