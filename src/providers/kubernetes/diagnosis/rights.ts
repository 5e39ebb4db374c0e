import { type Finding, mistake, warning } from "../../../core/findings/finding.ts";
import type { Api } from "../api/api.ts";
import { type Action, describeAction, filterActions } from "../api/review.ts";
import type { Kyverno, SubjectKind } from "../configuration.ts";
import { KYVERNO_LEASE } from "../kyverno.ts";
import type { Namespace, Place } from "../scope.ts";

/** The configured work of the account. */
export interface Work {
  readonly places: readonly Place[];
  readonly scopes: readonly Namespace[];
  readonly kind: SubjectKind;
  readonly kyverno: Kyverno | undefined;
}

const RBAC = "rbac.authorization.k8s.io";

const bindingsOf = (namespace: Namespace) => ({
  group: RBAC,
  resource: namespace === undefined ? "clusterrolebindings" : "rolebindings",
  namespace,
});

const rolesOf = ({ namespace, role }: Place) => ({
  group: RBAC,
  resource: role.kind === "Role" ? "roles" : "clusterroles",
  name: role.name,
  namespace: role.kind === "Role" ? namespace : undefined,
});

/** Needed to read the ids of these places. */
export const listReads = (places: readonly Place[]): Action[] => {
  const namespaces = new Set(["kube-system", ...places.flatMap(({ namespace }) => namespace ?? [])]);
  return [
    ...[...namespaces].map((name) => ({
      verb: "get",
      group: "",
      resource: "namespaces",
      name,
      namespace: name,
    })),
    ...places.map((place) => ({ verb: "get", ...rolesOf(place) })),
  ];
};

/** Needed to see that Kyverno can remove a binding. */
const listOfKyverno = ({ namespace }: Kyverno): Action[] => [
  { verb: "get", group: "coordination.k8s.io", resource: "leases", name: KYVERNO_LEASE, namespace },
  { verb: "create", group: "authorization.k8s.io", resource: "subjectaccessreviews" },
];

function listNeeded({ places, scopes, kind, kyverno }: Work): Action[] {
  return [
    ...listReads(places),
    ...(kind === "ServiceAccount" ? [{ verb: "get", group: "", resource: "serviceaccounts" }] : []),
    ...(kyverno === undefined ? [] : listOfKyverno(kyverno)),
    // The server asks for `bind` in the namespace of the binding.
    ...places.map((place) => ({ verb: "bind", ...rolesOf(place), namespace: place.namespace })),
    ...scopes.flatMap((namespace) =>
      ["create", "delete", "get", "list"].map((verb) => ({ verb, ...bindingsOf(namespace) })),
    ),
  ];
}

/** Needs without which a grant or an end fails. */
export async function findMissing(api: Api, work: Work): Promise<Finding[]> {
  const missing = await filterActions(api, listNeeded(work), false);
  const unpatched = await filterActions(
    api,
    work.scopes.map((namespace) => ({ verb: "patch", ...bindingsOf(namespace) })),
    false,
  );
  return [
    ...missing.map((action) =>
      mistake(
        "KUBERNETES_RIGHT_MISSING",
        `The account may not ${describeAction(action)}.`,
        "Give it this right, as in docs/providers/kubernetes.md.",
      ),
    ),
    ...unpatched.map((action) =>
      warning(
        "KUBERNETES_NO_PATCH",
        `The account may not ${describeAction(action)}. A finalizer on a binding, or a webhook, could keep access after its end.`,
        "Give it this right, as in docs/providers/kubernetes.md.",
      ),
    ),
  ];
}

const anything: Action = { verb: "*", group: "*", resource: "*" };

/** Far more than handing out the named roles needs. */
function listExcessive(scopes: readonly Namespace[]): Action[] {
  const namespaces = scopes.filter((namespace) => namespace !== undefined);
  const everywhere: Action[] = [
    ...["clusterroles", "roles"].flatMap((resource) =>
      ["bind", "escalate", "create", "update", "patch"].map((verb) => ({ verb, group: RBAC, resource })),
    ),
    ...["users", "groups", "serviceaccounts"].map((resource) => ({
      verb: "impersonate",
      group: "",
      resource,
    })),
    { verb: "get", group: "", resource: "secrets" },
    { verb: "create", group: "", resource: "pods" },
    { verb: "create", group: "", resource: "serviceaccounts/token" },
    { verb: "create", group: RBAC, resource: "rolebindings" },
    { verb: "update", group: "admissionregistration.k8s.io", resource: "validatingwebhookconfigurations" },
  ];
  const unused = namespaces.length < scopes.length ? [] : [{ verb: "create", ...bindingsOf(undefined) }];
  const inside = namespaces.flatMap((namespace): Action[] => [
    ...["bind", "escalate"].map((verb) => ({ verb, group: RBAC, resource: "roles", namespace })),
    { verb: "get", group: "", resource: "secrets", namespace },
    { verb: "create", group: "", resource: "pods", namespace },
    { verb: "create", group: "", resource: "serviceaccounts/token", namespace },
  ]);
  return [...everywhere, ...unused, ...inside];
}

/** Rights of our account that would let whoever steals it do more than grant the named roles. */
export async function findExcessive(api: Api, scopes: readonly Namespace[]): Promise<Finding[]> {
  const [all] = await filterActions(api, [anything], true);
  const excessive = all === undefined ? await filterActions(api, listExcessive(scopes), true) : [all];
  const isWider = ({ verb, group, resource, namespace }: Action): boolean =>
    namespace === undefined ||
    !excessive.some(
      (other) =>
        other.namespace === undefined &&
        other.verb === verb &&
        other.group === group &&
        other.resource === resource,
    );
  return excessive
    .filter(isWider)
    .map((action) =>
      warning(
        "KUBERNETES_EXCESS",
        action === anything
          ? "The account may do everything in the cluster, as cluster-admin does."
          : `The account may ${describeAction(action)}, which it does not need.`,
        "Take the right away, and give the account only those in docs/providers/kubernetes.md.",
      ),
    );
}
