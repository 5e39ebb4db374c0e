import { createHash } from "node:crypto";
import type { Holding, HoldingIds } from "../../../core/access/holding.ts";
import { ProviderError } from "../../adapter/error.ts";
import type { NativeExpiry } from "../configuration.ts";
import type { Server } from "../roles.ts";
import type { Query } from "../sessions/query.ts";
import { waitForNone } from "../sessions/repeat.ts";
import { inTransaction } from "../sessions/sessions.ts";
import { type Cron, type CronFault, readCron } from "./cron.ts";
import { buildTimerCommand, EVERY_MINUTE, MINUTES_FROM_HOURS, tryLock } from "./timer-command.ts";

/** Each holding has one stable name: planting again replaces the job, without a gap. */
export function timerName({ instance, principal, entitlement }: HoldingIds): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([instance, principal, entitlement]))
    .digest("hex");
  // The server cuts a job's name at 63 bytes.
  return `hallpass-${hash.slice(0, 40)}`;
}

/**
 * Plants the timer in the transaction of the grant, so that neither exists without the other, or replaces it when the end has changed.
 * `mayPlant` is false where the access may be standing: then it only replaces an existing timer. Throws when a timer is required and none can be planted, or when an older one cannot be replaced.
 */
export async function plantTimer(
  query: Query,
  { provider, mode }: { readonly provider: string; readonly mode: NativeExpiry },
  server: Server,
  { ids, until }: Holding,
  mayPlant: boolean,
): Promise<void> {
  const cron = await readCron(query);
  const planted = await findTimer(query, cron, ids);
  if (mode === "off") return unschedule(query, planted);
  if (planted === undefined && !mayPlant) return;
  if (planted === undefined && cron.fault !== undefined)
    return refuseUnless(mode === "auto", provider, cron.fault);
  await schedule(query, server, ids, until);
}

/**
 * Waits a while for a run of this holding's timer to finish, before the memberships are read. Any account may hold the lock, so going on
 * without it must be safe.
 */
export async function lockTimer(query: Query, ids: HoldingIds, milliseconds = 2_000): Promise<void> {
  const tryTake = () => query<{ taken: boolean }>(`SELECT ${tryLock("$1")} AS taken`, [timerName(ids)]);
  await waitForNone(query, milliseconds, async () => (await tryTake()).filter(({ taken }) => !taken));
}

/** Removes the timer after the revocation, which never waits for it. Gone already is success. */
export const removeTimer = (query: Query, ids: HoldingIds, waitMs: number): Promise<void> =>
  inTransaction(query, async () => {
    const cron = await readCron(query);
    if (!cron.visible) return;
    await lockTimer(query, ids, waitMs);
    await unschedule(query, await findTimer(query, cron, ids));
  });

async function findTimer(query: Query, { visible }: Cron, ids: HoldingIds): Promise<string | undefined> {
  if (!visible) return undefined;
  const [job] = await query<{ id: string }>(
    "SELECT jobid::text AS id FROM cron.job WHERE jobname::text = $1 AND username = current_user",
    [timerName(ids)],
  );
  return job?.id;
}

async function unschedule(query: Query, id: string | undefined): Promise<void> {
  if (id !== undefined) await query("SELECT cron.unschedule($1::bigint)", [id]);
}

async function schedule(query: Query, server: Server, ids: HoldingIds, until: Date): Promise<void> {
  const name = timerName(ids);
  const system = server.instances.find((instance) => instance.startsWith("system:"));
  const command = buildTimerCommand({
    name,
    systemIdentifier: system?.slice("system:".length) ?? "",
    roleId: ids.entitlement,
    memberId: ids.principal,
    until,
  });
  // Use the server's clock, as the job does. Hours and minutes of the day would be in pg_cron's own time zone.
  await query(
    `SELECT cron.schedule($1, CASE WHEN now() < $2::timestamptz - interval '${MINUTES_FROM_HOURS} hours'
                                   THEN $3 ELSE '${EVERY_MINUTE}' END, $4)`,
    [name, until, everyHour(name), command],
  );
}

/** Spreads the runs over the hour: a thousand timers must not start at once. */
const everyHour = (name: string): string => `${Number.parseInt(name.slice(-6), 16) % 60} * * * *`;

function refuseUnless(isFine: boolean, provider: string, fault: CronFault): void {
  if (isFine) return;
  throw new ProviderError(
    provider,
    "REFUSED",
    new Error(
      `nativeExpiry is required, and no timer can be planted: ${fault}. hallpass doctor says what to do.`,
    ),
  );
}
