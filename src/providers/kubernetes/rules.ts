import type { Rule } from "./api/shapes.ts";
import type { Namespace } from "./scope.ts";

/** Some verbs on some resources of an API group. */
export interface Right {
  readonly group: string;
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

const WRITES = ["create", "update", "patch", "delete", "deletecollection"] as const;
const RBAC = "rbac.authorization.k8s.io";

/**
 * With these a holder changes who holds what. "Privilege escalation prevention": whoever has a role's rights may bind and grant them, so the
 * right to make bindings passes the access on.
 */
const overBindings: readonly Right[] = [
  { group: RBAC, resources: ["rolebindings", "roles"], verbs: [...WRITES, "bind", "escalate"] },
];

/**
 * The same in the whole cluster, and what gives power over everything there: "RBAC Good Practices" ("Privilege escalation risks") names
 * impersonation, client certificates, admission webhooks, nodes/proxy and persistent volumes. A namespaced binding does not reach these.
 */
const overCluster: readonly Right[] = [
  { group: RBAC, resources: ["clusterrolebindings", "clusterroles"], verbs: [...WRITES, "bind", "escalate"] },
  { group: "", resources: ["users", "groups"], verbs: ["impersonate"] },
  { group: "authentication.k8s.io", resources: ["uids", "userextras"], verbs: ["impersonate"] },
  {
    group: "certificates.k8s.io",
    resources: ["certificatesigningrequests", "certificatesigningrequests/approval", "signers"],
    verbs: ["create", "update", "patch", "approve", "sign"],
  },
  {
    group: "admissionregistration.k8s.io",
    resources: [
      ...["validatingwebhookconfigurations", "mutatingwebhookconfigurations"],
      ...["validatingadmissionpolicies", "validatingadmissionpolicybindings"],
      ...["mutatingadmissionpolicies", "mutatingadmissionpolicybindings"],
    ],
    verbs: WRITES,
  },
  { group: "apiregistration.k8s.io", resources: ["apiservices"], verbs: WRITES },
  { group: "", resources: ["nodes", "nodes/proxy", "persistentvolumes", "namespaces"], verbs: WRITES },
  { group: "", resources: ["nodes/proxy"], verbs: ["get"] },
  // A priority level without seats refuses every request that a flow schema sends there ("API Priority and Fairness").
  {
    group: "flowcontrol.apiserver.k8s.io",
    resources: ["flowschemas", "prioritylevelconfigurations"],
    verbs: WRITES,
  },
];

const WORKLOADS = ["deployments", "daemonsets", "statefulsets", "replicasets"] as const;
const DELETES = ["delete", "deletecollection"] as const;

/**
 * With these, in the whole cluster, a holder stops Hallpass where it runs, cuts it off from the server, or changes its configuration or who
 * may log in (`aws-auth` in kube-system, "Amazon EKS User Guide").
 */
const overHallpass: readonly Right[] = [
  { group: "", resources: ["pods", "replicationcontrollers"], verbs: DELETES },
  { group: "", resources: ["pods/eviction"], verbs: ["create"] },
  { group: "", resources: ["replicationcontrollers/scale"], verbs: ["update", "patch"] },
  { group: "", resources: ["configmaps", "resourcequotas", "limitranges"], verbs: WRITES },
  { group: "", resources: ["services", "endpoints"], verbs: WRITES },
  { group: "discovery.k8s.io", resources: ["endpointslices"], verbs: WRITES },
  { group: "networking.k8s.io", resources: ["networkpolicies"], verbs: WRITES },
  { group: "apps", resources: WORKLOADS, verbs: DELETES },
  { group: "apps", resources: WORKLOADS.map((name) => `${name}/scale`), verbs: ["update", "patch"] },
  { group: "batch", resources: ["jobs", "cronjobs"], verbs: DELETES },
];

/**
 * With these a holder becomes a service account of the namespace, or leaves something behind that works after the end ("RBAC Good
 * Practices": listing secrets, workload creation, token request).
 */
const overAccounts: readonly Right[] = [
  { group: "", resources: ["secrets"], verbs: ["get", "list", "watch", ...WRITES] },
  { group: "", resources: ["serviceaccounts"], verbs: ["impersonate", ...WRITES] },
  { group: "", resources: ["serviceaccounts/token"], verbs: ["create"] },
  { group: "", resources: ["pods", "replicationcontrollers"], verbs: ["create", "update", "patch"] },
  {
    group: "",
    resources: ["pods/exec", "pods/attach", "pods/ephemeralcontainers"],
    verbs: ["get", "create", "update", "patch"],
  },
  { group: "apps", resources: WORKLOADS, verbs: ["create", "update", "patch"] },
  { group: "batch", resources: ["jobs", "cronjobs"], verbs: ["create", "update", "patch"] },
];

/** What a rule gives of a right, as `create rolebindings.rbac.authorization.k8s.io`. Rules for single objects count like the others. */
function* listGiven(rule: Rule, { group, resources, verbs }: Right): Generator<string> {
  if (!covers(rule.apiGroups, group)) return;
  for (const resource of resources)
    if (coversResource(rule.resources, resource))
      for (const verb of verbs)
        if (covers(rule.verbs, verb)) yield `${verb} ${resource}${group === "" ? "" : `.${group}`}`;
}

const covers = (given: readonly string[] = [], asked: string): boolean =>
  given.includes("*") || given.includes(asked);

/** A resource of a rule is a name, "*" for all, or "*\/SUBRESOURCE" for that of all (PolicyRule). */
function coversResource(given: readonly string[] = [], asked: string): boolean {
  const [, subresource] = asked.split("/");
  return covers(given, asked) || (subresource !== undefined && given.includes(`*/${subresource}`));
}

const findFirst = (rules: readonly Rule[], rights: readonly Right[]): string | undefined => {
  for (const rule of rules)
    for (const right of rights) for (const given of listGiven(rule, right)) return given;
  return undefined;
};

const READS: readonly string[] = ["get", "list", "watch"];

/** The first change that a rule allows. */
function findWrite(rules: readonly Rule[]): string | undefined {
  for (const { verbs, resources = [] } of rules) {
    const [resource] = resources;
    const verb = verbs.find((each) => !READS.includes(each));
    if (resource !== undefined && verb !== undefined) return `${verb} ${resource}`;
  }
  return undefined;
}

/**
 * The first right of a role that would let its holder keep the access, stop its end, or rule the cluster. `isHome`: Hallpass's own service
 * account or that of a controller lives in the namespace, so that becoming one of its accounts, or changing anything there, is power over
 * Hallpass.
 */
export function findPower(
  rules: readonly Rule[],
  { namespace, isHome }: { readonly namespace: Namespace; readonly isHome: boolean },
): string | undefined {
  const everywhere = namespace === undefined;
  const found = findFirst(rules, [
    ...overBindings,
    ...(everywhere ? overCluster : []),
    ...(everywhere || isHome ? overAccounts : []),
    ...(everywhere ? overHallpass : []),
  ]);
  return found ?? (isHome ? findWrite(rules) : undefined);
}

/** The first right of a role whose use survives the end. */
export const findLasting = (rules: readonly Rule[]): string | undefined => findFirst(rules, overAccounts);
