import type { HoldingIds } from "../../../core/access/holding.ts";
import { ProviderError } from "../../adapter/error.ts";
import type { NativeExpiry } from "../configuration.ts";
import type { Query } from "../connections/query.ts";
import { quoteName } from "../quoting.ts";
import type { Flavour } from "../server.ts";
import { createEvent, type EventTarget } from "./event-body.ts";
import { eventName, eventPrefix } from "./event-name.ts";
import { findSchedulerFault, type SchedulerFault } from "./scheduler.ts";

/** The names of a holding's events. */
export async function listEvents(query: Query, schema: string, ids: HoldingIds): Promise<string[]> {
  const rows = await query<{ name: string }>(
    "SELECT EVENT_NAME AS name FROM information_schema.EVENTS WHERE EVENT_SCHEMA = ? AND EVENT_NAME LIKE ?",
    [schema, `${eventPrefix(ids)}%`],
  );
  return rows.map(({ name }) => name);
}

/** Makes the event of this end. Returns whether there is one; throws when one is required and the server will not run it. */
export async function plantEvent(
  query: Query,
  target: EventTarget,
  {
    provider,
    mode,
    flavour,
  }: { readonly provider: string; readonly mode: NativeExpiry; readonly flavour: Flavour },
): Promise<boolean> {
  if (mode === "off") return false;
  const fault = await findSchedulerFault(query, flavour, target.schema);
  if (fault !== undefined) {
    if (mode === "required") throw refuse(provider, fault);
    return false;
  }
  await query(createEvent(target));
  return true;
}

/** Drops a holding's events, except the one of this end. */
export async function dropEvents(
  query: Query,
  schema: string,
  ids: HoldingIds,
  except?: Date,
): Promise<void> {
  const kept = except && eventName(ids, except);
  for (const name of await listEvents(query, schema, ids))
    if (name !== kept) await query(`DROP EVENT IF EXISTS ${quoteName(schema)}.${quoteName(name)}`);
}

const refuse = (provider: string, fault: SchedulerFault): ProviderError =>
  new ProviderError(
    provider,
    "REFUSED",
    new Error(
      `nativeExpiry is required, and no event can be planted: ${fault}. hallpass doctor says what to do.`,
    ),
  );
