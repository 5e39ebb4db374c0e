import type { Api } from "./api/api.ts";
import { isAllowedTo } from "./api/review.ts";
import { isLease } from "./api/shapes.ts";
import type { Kyverno } from "./configuration.ts";
import { bindingWord, type Namespace } from "./scope.ts";

/** Kyverno's cleanup controller deletes an object with this label at the time in it ("TTL Cleanup", "Cleanup Label"). */
export const REMOVAL_LABEL = "cleanup.kyverno.io/ttl";

/** The lease by which one of the cleanup controllers is the one that works (Kyverno, cmd/cleanup-controller). */
export const KYVERNO_LEASE = "kyverno-cleanup-controller";

/** The chart's service account. */
const ACCOUNT = "kyverno-cleanup-controller";

/** A lease is renewed every few seconds; clocks differ. */
const STALE_MS = 120_000;

/** A time as Kyverno reads it: ISO 8601 without colons, which no label may have. Never before the end. */
export function formatRemoval(until: Date): string {
  const whole = new Date(Math.ceil(until.getTime() / 1000) * 1000);
  return whole.toISOString().replace(".000Z", "Z").replaceAll(":", "");
}

/**
 * Why Kyverno would not remove a binding there; `undefined` where all that can be seen from outside is well: the controller has renewed its
 * lease, and its account may watch, list and delete bindings in all namespaces, without which it does not look at them.
 */
export async function findKyvernoLack(
  api: Api,
  { namespace: home, serviceAccount = ACCOUNT }: Kyverno,
  namespace: Namespace,
  now: Date,
): Promise<string | undefined> {
  const path = `/apis/coordination.k8s.io/v1/namespaces/${encodeURIComponent(home)}/leases/${KYVERNO_LEASE}`;
  const renewed = Date.parse((await api.find(isLease, path))?.spec.renewTime ?? "");
  if (!(Math.abs(now.getTime() - renewed) < STALE_MS))
    return `Kyverno's cleanup controller does not run in the namespace ${home}.`;
  const resource = `${bindingWord(namespace)}s`;
  for (const verb of ["watch", "list", "delete"]) {
    const action = { verb, group: "rbac.authorization.k8s.io", resource };
    if (!(await isAllowedTo(api, { namespace: home, name: serviceAccount }, action)))
      return `The account ${home}/${serviceAccount} of Kyverno may not ${verb} ${resource} in all namespaces.`;
  }
  return undefined;
}
