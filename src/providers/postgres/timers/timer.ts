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

/** Stable, one a holding: planting again replaces, and no moment is without. */
export function timerName({ instance, principal, entitlement }: HoldingIds): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([instance, principal, entitlement]))
    .digest("hex");
  // A job's name is cut at 63 bytes.
  return `hallpass-${hash.slice(0, 40)}`;
}

/**
 * Inside the transaction of the grant, so that there is never one without the other: plants the timer, or replaces it when the end is
 * another now. `mayPlant` is false where what is held may be somebody else's: then only what was planted before is
 * replaced. Throws when a timer is required and none can be planted, or when an older one cannot be replaced.
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
 * Waits for a run of this holding's timer to be over, a while. Before what is held is read. Every account may keep the lock, so
 * going on without it must be safe.
 */
export async function lockTimer(query: Query, ids: HoldingIds, milliseconds = 2_000): Promise<void> {
  const tryTake = () => query<{ taken: boolean }>(`SELECT ${tryLock("$1")} AS taken`, [timerName(ids)]);
  await waitForNone(query, milliseconds, async () => (await tryTake()).filter(({ taken }) => !taken));
}

/** Gone already is success. After what it would end has ended: an end never waits for its timer. */
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
  // By the server's clock, which is the one the job goes by. Hours and minutes of the day would be pg_cron's own time zone's.
  await query(
    `SELECT cron.schedule($1, CASE WHEN now() < $2::timestamptz - interval '${MINUTES_FROM_HOURS} hours'
                                   THEN $3 ELSE '${EVERY_MINUTE}' END, $4)`,
    [name, until, everyHour(name), command],
  );
}

/** Spread over the hour, or a thousand timers would start at once. */
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
