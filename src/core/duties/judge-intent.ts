import { describeEntitlement } from "../access/entitlement.ts";
import type { Settings } from "../files/settings.ts";
import type { LedgerState } from "../ledger/ledger.ts";
import type { Intent } from "../ledger/ledger-entry.ts";
import { findByRequest } from "../ledger/ledger-index.ts";
import { listLeased } from "./beside.ts";
import { findHolder } from "./holder.ts";
import { findDuty, listOpposed } from "./opposed.ts";

/** How a grant joins duties that these settings keep apart, in words. `before`: the ledger's state before it. */
export function listJoinedDuties(
  { lease, at }: Pick<Intent, "lease" | "at">,
  settings: Settings | undefined,
  before: LedgerState,
): string[] {
  const { duties = [] } = settings ?? {};
  if (duties.length === 0) return [];
  const { request, subject, entitlement } = lease;
  const holder = findHolder(settings, subject.id);
  const others = listLeased(before, { holder, request, now: at });
  const own = findByRequest(before.holdings, request);
  const tell = (duty: string, other: string): string =>
    `${subject.login} had ${other} at that time, and the duty ${duty} keeps that apart from ${describeEntitlement(entitlement)}`;
  return [
    ...listOpposed(duties, lease, others, at).map(({ duty, held }) =>
      tell(duty.name, `${describeEntitlement(held.entitlement)} by ${held.request}`),
    ),
    ...own.flatMap(([, record]) => {
      const duty = findDuty(duties, entitlement, record.entitlement);
      return duty === undefined
        ? []
        : [tell(duty.name, `${describeEntitlement(record.entitlement)} by the same request`)];
    }),
  ];
}
