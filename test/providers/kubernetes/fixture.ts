import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseAllDocuments } from "yaml";
import type { HostilePlay } from "../../../src/conformance/index.ts";
import type { Holding } from "../../../src/core/access/holding.ts";
import type { Provider } from "../../../src/core/ports/provider.ts";
import { kubernetesAdapter } from "../../../src/providers/kubernetes/adapter.ts";
import type { KubernetesConfiguration, Subjects } from "../../../src/providers/kubernetes/configuration.ts";
import { kubernetesProvider } from "../../../src/providers/kubernetes/provider.ts";
import type { ProviderFixture } from "../conformance.ts";
import type { PolicyRule } from "./fake/authorizer.ts";
import { FakeCluster, type Subject, type User } from "./fake/cluster.ts";
import { createWeather } from "./fake/weather.ts";

const RBAC = "rbac.authorization.k8s.io";
export const TOKEN = "hunter2-of-the-cluster";
export const entitlement = { provider: "prod", resource: "orders", role: "readonly" };
export const reading = { apiGroups: [""], resources: ["configmaps"], verbs: ["get", "list"] };

const hallpass: User = { kind: "ServiceAccount", name: "hallpass", namespace: "hallpass" };

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly rules?: readonly PolicyRule[];
  readonly roleRef?: { readonly kind: string; readonly name: string };
  readonly subjects?: readonly Subject[];
}

const page = readFileSync(new URL("../../../docs/providers/kubernetes.md", import.meta.url), "utf8");

/** The objects of the page's block that has these words. */
function readManifests(words: string): Manifest[] {
  const blocks = [...page.matchAll(/```yml\n(?<text>.*?)```/gsu)].map(({ groups }) => groups?.text ?? "");
  const text = blocks.find((block) => block.includes(words)) ?? "";
  return parseAllDocuments(text).map((document) => document.toJS());
}

/** The objects that docs/providers/kubernetes.md gives to Hallpass's service account, with what it says to change. */
export function readRights(change: {
  readonly isEverywhere: boolean;
  readonly hasAccounts: boolean;
}): Manifest[] {
  return readManifests("namespace: hallpass").map((manifest) => {
    const { kind, metadata, rules = [] } = manifest;
    if (change.isEverywhere && kind === "RoleBinding")
      return { ...manifest, kind: "ClusterRoleBinding", metadata: { name: metadata.name } };
    if (change.isEverywhere && metadata.name === "hallpass-bindings")
      return { ...manifest, rules: rules.map((rule) => ({ ...rule, resources: ["clusterrolebindings"] })) };
    return change.hasAccounts && kind === "ClusterRole" && metadata.name === "hallpass"
      ? {
          ...manifest,
          rules: [...rules, { apiGroups: [""], resources: ["serviceaccounts"], verbs: ["get"] }],
        }
      : manifest;
  });
}

function admitHallpass(cluster: FakeCluster, manifests: readonly Manifest[]): void {
  cluster.tokens.set(TOKEN, hallpass);
  for (const { kind, metadata, rules = [], roleRef, subjects = [] } of manifests) {
    if (kind === "ClusterRole") cluster.addRole(metadata.name, rules);
    if (roleRef)
      cluster.addBinding(
        metadata.namespace ?? "",
        metadata.name,
        `${roleRef.kind}/${roleRef.name}`,
        subjects,
      );
  }
}

const KYVERNO = { kind: "ServiceAccount", name: "kyverno-cleanup-controller", namespace: "kyverno" } as const;

/** Kyverno with the rights that docs/providers/kubernetes.md gives to it, and to Hallpass beside it. */
function admitKyverno(cluster: FakeCluster): void {
  cluster.leases.set("kyverno/kyverno-cleanup-controller", "2026-11-20T11:59:55.123456Z");
  for (const { kind, metadata, rules = [], roleRef, subjects = [] } of readManifests("kyverno")) {
    if (kind === "ClusterRole") cluster.addRole(metadata.name, rules);
    if (roleRef) cluster.addBinding("", metadata.name, `${roleRef.kind}/${roleRef.name}`, subjects);
  }
  // The chart binds each ClusterRole with the label in the page to its account.
  cluster.addBinding("", "kyverno:cleanup-controller", "ClusterRole/kyverno:cleanup-controller:hallpass", [
    KYVERNO,
  ]);
}

/** Long enough for a busy machine. */
const DEADLINE_SECONDS = 3;

export interface Standing {
  readonly subjects: Subjects;
  readonly people: { readonly first: string; readonly second: string; readonly standing: string };
  readonly hostile: readonly string[];
  readonly missing: string;
  /** Default: the namespace orders. */
  readonly isEverywhere?: boolean;
  /** Kyverno cleans up. */
  readonly hasKyverno?: boolean;
  /** The provider has a short deadline, and the suite waits for it. */
  readonly canBeSlow?: boolean;
}

export function subjectOf({ kind, prefix = "" }: Subjects, principal: string): Subject {
  const [namespace = "", name = ""] = principal.split(".");
  return kind === "ServiceAccount"
    ? { kind, name, namespace }
    : { kind, apiGroup: RBAC, name: `${prefix}${principal}` };
}

/** As the cluster keeps service accounts. */
const keyOf = (principal: string): string => principal.replace(".", "/");

/** A cluster in memory with all that the suite can try on it. */
export function standKubernetes({
  subjects,
  people,
  hostile,
  missing,
  isEverywhere = false,
  hasKyverno = false,
  canBeSlow = false,
}: Standing): ProviderFixture & {
  readonly cluster: FakeCluster;
  open(overrides?: Partial<KubernetesConfiguration>): Provider;
  openWithoutKyverno(): Provider;
} {
  const cluster = new FakeCluster();
  const { fetch, fail, disturb } = createWeather(cluster.handle, DEADLINE_SECONDS * 1000 + 200);
  const where = isEverywhere ? "" : "orders";
  if (hasKyverno) admitKyverno(cluster);
  cluster.namespaces.set("orders", randomUUID());
  cluster.addRole("orders-reader", [reading]);
  admitHallpass(cluster, readRights({ isEverywhere, hasAccounts: subjects.kind === "ServiceAccount" }));
  if (subjects.kind === "ServiceAccount")
    for (const principal of Object.values(people)) cluster.accounts.set(keyOf(principal), randomUUID());
  const subject = (principal: string) => subjectOf(subjects, principal);
  const give = (principal: string): void =>
    cluster.addBinding(
      where,
      `by-hand-${encodeURIComponent(principal).replaceAll("%", "_")}`,
      "ClusterRole/orders-reader",
      [subject(principal)],
    );
  give(people.standing);

  const roles = { readonly: "ClusterRole/orders-reader" };
  const resources = {
    orders: isEverywhere ? { cluster: true as const, roles } : { namespace: "orders", roles },
  };
  const openWithoutKyverno = (overrides: Partial<KubernetesConfiguration> = {}): Provider =>
    kubernetesProvider({
      ...{ name: "prod", server: "https://kube.example:6443", resources, subjects, fetch },
      ...{
        credentials: { token: TOKEN },
        deadlineSeconds: canBeSlow ? DEADLINE_SECONDS : 60,
        now: () => new Date("2026-11-20T12:00:00Z"),
      },
      ...overrides,
    });
  const open = (overrides: Partial<KubernetesConfiguration> = {}): Provider =>
    openWithoutKyverno({ ...(hasKyverno && { kyverno: { namespace: "kyverno" } }), ...overrides });
  const provider = open();
  const keysOf = (principal: string): string[] =>
    [...cluster.bindings.keys()].filter(
      (key) =>
        key.startsWith(`${where}/hallpass-`) &&
        (cluster.bindings.get(key)?.subjects ?? []).some(
          (each) => JSON.stringify(each) === JSON.stringify(subject(principal)),
        ),
    );
  const change = (principal: string, edit: (key: string) => void): void => keysOf(principal).forEach(edit);

  const remaking: HostilePlay = {
    id: "HH5",
    does: "makes the service account anew",
    play: async (principal) => void cluster.accounts.set(keyOf(principal), randomUUID()),
  };

  const flooding: HostilePlay = {
    id: "HH6",
    does: "floods the API server",
    play: async () => {
      cluster.tooMany = 2;
    },
  };

  return {
    ...{ provider, cluster, open, openWithoutKyverno, entitlement, missing, fail, disturb },
    unknown: { resource: { ...entitlement, resource: "payroll" }, role: { ...entitlement, role: "owner" } },
    principals: { first: people.first, second: people.second, hostile },
    standing: people.standing,
    abilities: kubernetesAdapter.abilities,
    told: ["get, list on configmaps"],
    powers: [
      { entitlement, gives: [] },
      { entitlement: { ...entitlement, resource: "payroll" }, gives: [] },
    ],
    disturbances: [
      ...(["lost-answer", "fails-after", "throttled", "partial"] as const),
      ...(canBeSlow ? (["slow"] as const) : []),
    ],
    secrets: [TOKEN],
    canUse: async (principal) => {
      const { kind, name, namespace } = subject(principal);
      if (kind !== "User" && kind !== "Group" && kind !== "ServiceAccount") return false;
      const user: User = { kind, name, ...(namespace && { namespace }) };
      return cluster.authorize(user, {
        namespace: "orders",
        group: "",
        resource: "configmaps",
        name: "x",
        verb: "get",
      });
    },
    byHand: {
      give: async (principal) => give(principal),
      take: async (principal) => {
        for (const [key, { subjects: bound = [], roleRef }] of cluster.bindings)
          if (
            roleRef.name === "orders-reader" &&
            bound.some((each) => JSON.stringify(each) === JSON.stringify(subject(principal)))
          )
            cluster.bindings.delete(key);
      },
    },
    stripMark: async (principal) =>
      change(principal, (key) => {
        const there = cluster.bindings.get(key);
        if (there === undefined) return;
        const { labels: _labels, annotations: _annotations, ...metadata } = there.metadata;
        cluster.bindings.set(key, { ...there, metadata });
      }),
    openUnmapped: () =>
      open({ resources: { payroll: { namespace: "payroll", roles: { clerk: "ClusterRole/clerk" } } } }),
    ...(subjects.kind === "ServiceAccount" && {
      drop: {
        principal: async (principal: string) => void cluster.accounts.delete(keyOf(principal)),
        entitlement: async () => void cluster.clusterRoles.delete("orders-reader"),
      },
    }),
    ...(hasKyverno && {
      expire: async ({ until }: Holding) => cluster.cleanUp(new Date(until.getTime() + 1)),
    }),
    hostile: [
      {
        id: "HH1",
        does: "has a finalizer put on the binding",
        play: async (principal) =>
          change(principal, (key) => {
            const there = cluster.bindings.get(key);
            const finalizers = ["example.com/keep"];
            if (there) cluster.bindings.set(key, { ...there, metadata: { ...there.metadata, finalizers } });
          }),
        // The controller of the finalizer is done.
        clean: async () => {
          for (const [key, { metadata }] of cluster.bindings)
            if (metadata.finalizers !== undefined) cluster.bindings.delete(key);
        },
      },
      {
        id: "HH1",
        does: "has an admission webhook refuse the deletion",
        play: async () => {
          cluster.refusesDeletion = true;
        },
        clean: async () => {
          cluster.refusesDeletion = false;
        },
      },
      {
        id: "HH3",
        does: "has somebody added to the binding",
        play: async (principal) =>
          change(principal, (key) => {
            const there = cluster.bindings.get(key);
            if (there)
              cluster.bindings.set(key, {
                ...there,
                subjects: [...(there.subjects ?? []), subject(people.second)],
              });
          }),
      },
      // The suite waits as long as the server asks for.
      ...(canBeSlow ? [flooding] : []),
      ...(subjects.kind === "ServiceAccount" ? [remaking] : []),
    ],
    async close() {
      await provider.close();
      if (cluster.violations.length > 0)
        throw new Error(`Not in Kubernetes' API: ${cluster.violations.join("; ")}`);
    },
  };
}
