import { addMilliseconds } from "date-fns/addMilliseconds";
import { subHours } from "date-fns/subHours";
import type { Lease } from "../access/lease.ts";
import type { Decision } from "../decision/decision.ts";
import type { PastRequest } from "./past-request.ts";

/**
 * What one set of rules let through without a review, of the requests replayed so far: its caps count these, whatever was granted in fact.
 */
export function createLetThrough() {
  let recent: Lease[] = [];
  return {
    /** The grants of the 24 hours before. */
    list(at: Date): readonly Lease[] {
      const since = subHours(at, 24);
      recent = recent.filter(({ startsAt }) => startsAt > since);
      return recent;
    },
    note({ id, pull, at, leases }: PastRequest, { basis, terms }: Decision): void {
      if (basis !== "automatic" || terms === undefined) return;
      const [held] = leases;
      for (const { provider, resource, role, policy = "", principal = "" } of terms.entitlements)
        recent.push({
          ...{ request: id, pull, basis, principal, subject: terms.subject, approvers: [] },
          entitlement: { provider, resource, role },
          policy: { name: policy, blob: "", commit: "" },
          reason: terms.reason,
          ...{ startsAt: at, endsAt: addMilliseconds(at, terms.durationMs) },
          ...(held?.ended && { ended: held.ended }),
        });
    },
  };
}
