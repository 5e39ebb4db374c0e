// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   HH1: The holder locks what the revocation has to write (their own role's row, a table) and keeps the
//     transaction open.
//   HH3: The holder opens a session that sets the role and delays its own start until after the end
//     (`post_auth_delay`).
//   HH5: The lent role may end sessions, lock catalogues or take reserved connections (`pg_signal_backend`,
//     `pg_maintain`, `pg_use_reserved_connections`): its holder ends each session of Hallpass, or locks what
//     the end writes.
//   HH6: The lent role owns the database that Hallpass connects to: its holder locks all others out, or sets
//     an option that makes every connection fail.

import { afterEach, describe, expect, it } from "vitest";
import { findLasting, findPower } from "../../../src/providers/kubernetes/rules.ts";
import { entitlement, reading, standKubernetes } from "./fixture.ts";

const RBAC = "rbac.authorization.k8s.io";
const inOrders = { namespace: "orders", isHome: false };
const inHome = { namespace: "hallpass", isHome: true };
const everywhere = { namespace: undefined, isHome: false };
const rule = (group: string, resource: string, ...verbs: string[]) => ({
  apiGroups: [group],
  resources: [resource],
  verbs,
});

describe("a role that Hallpass refuses", () => {
  it.each([
    ["HH3: makes bindings for others", rule(RBAC, "rolebindings", "create")],
    ["HH1: puts a finalizer on its own binding", rule(RBAC, "rolebindings", "patch")],
    ["HH1: takes Hallpass's rights away", rule(RBAC, "rolebindings", "delete")],
    ["HH5: makes the role anew", rule(RBAC, "roles", "create")],
    ["binds any role", rule(RBAC, "roles", "bind")],
    ["escalates", rule(RBAC, "roles", "escalate")],
    ["may do everything", rule("*", "*", "*")],
    ["may do everything of the group", rule(RBAC, "*", "*")],
  ])("in every place: %s", (_, given) => {
    for (const place of [inOrders, inHome, everywhere])
      expect(findPower([reading, given], place)).toBeDefined();
  });

  it.each([
    [
      "HH1: makes a webhook that refuses the deletion",
      rule("admissionregistration.k8s.io", "validatingwebhookconfigurations", "create"),
    ],
    ["HH3: impersonates anybody", rule("", "users", "impersonate")],
    [
      "HH3: approves a certificate for itself",
      rule("certificates.k8s.io", "certificatesigningrequests/approval", "update"),
    ],
    ["HH5: deletes Hallpass's namespace", rule("", "namespaces", "delete")],
    ["reaches the nodes", rule("", "nodes/proxy", "get")],
    ["reaches the nodes by every proxy", rule("", "*/proxy", "get")],
    ["stands in for an API", rule("apiregistration.k8s.io", "apiservices", "update")],
  ])("in the whole cluster, and not in a namespace, where it has no effect: %s", (_, given) => {
    expect(findPower([given], everywhere)).toBeDefined();
    expect(findPower([given], inOrders)).toBeUndefined();
  });

  it.each([
    ["HH4: makes pods", rule("", "pods", "create")],
    ["HH4: makes jobs", rule("batch", "cronjobs", "create")],
    ["HH3: asks for tokens of service accounts", rule("", "serviceaccounts/token", "create")],
    ["HH3: impersonates service accounts", rule("", "serviceaccounts", "impersonate")],
    ["reads Secrets", rule("", "secrets", "list")],
    ["enters pods", rule("", "pods/exec", "create")],
  ])("where Hallpass or the controllers live; elsewhere it lasts: %s", (_, given) => {
    for (const place of [inHome, everywhere]) expect(findPower([given], place)).toBeDefined();
    expect(findPower([given], inOrders)).toBeUndefined();
    expect(findLasting([given])).toBeDefined();
  });

  it.each([
    ["HH1: deletes Hallpass's pods", rule("", "pods", "delete")],
    ["HH1: evicts them", rule("", "pods/eviction", "create")],
    ["HH1: scales Hallpass to nothing", rule("apps", "deployments/scale", "patch")],
    ["HH1: the same of everything", rule("*", "*/scale", "update")],
    ["HH1: cuts Hallpass off from the server", rule("networking.k8s.io", "networkpolicies", "create")],
    ["HH1: leads its requests elsewhere", rule("discovery.k8s.io", "endpointslices", "update")],
    ["HH1: lets no pod of it start", rule("", "resourcequotas", "create")],
    ["HH3: changes Hallpass's configuration, or who may log in", rule("", "configmaps", "patch")],
  ])("where Hallpass or the controllers live; elsewhere it is harmless: %s", (_, given) => {
    for (const place of [inHome, everywhere]) expect(findPower([given], place)).toBeDefined();
    expect(findPower([given], inOrders)).toBeUndefined();
  });

  it("HH6: in the whole cluster makes a priority level that refuses all that Hallpass asks", () => {
    const given = rule("flowcontrol.apiserver.k8s.io", "flowschemas", "create");
    expect(findPower([given], everywhere)).toBeDefined();
    expect(findPower([given], inOrders)).toBeUndefined();
  });

  it("HH5: in Hallpass's namespace changes anything, or deletes it", () => {
    expect(findPower([rule("example.org", "orders", "update")], inHome)).toBe("update orders");
    expect(findPower([rule("", "namespaces", "delete")], inHome)).toBe("delete namespaces");
    expect(findPower([rule("example.org", "orders", "update")], everywhere)).toBeUndefined();
  });

  it("is none that only reads", () => {
    const reads = [
      reading,
      rule("", "pods", "get", "list", "watch"),
      rule(RBAC, "rolebindings", "get", "list"),
    ];
    for (const place of [inOrders, inHome, everywhere]) expect(findPower(reads, place)).toBeUndefined();
    expect(findLasting(reads)).toBeUndefined();
    expect(findPower([{ verbs: ["get"] }], everywhere)).toBeUndefined();
  });

  it("names the right", () => {
    expect(findPower([rule("*", "*", "*")], inOrders)).toBe(`create rolebindings.${RBAC}`);
    expect(findPower([rule("", "secrets", "get")], inHome)).toBe("get secrets");
  });
});

describe("kubernetes refuses at the grant", () => {
  const stand = () =>
    standKubernetes({
      subjects: { kind: "User" },
      people: { first: "alice", second: "eve", standing: "carol" },
      hostile: [],
      missing: "",
    });
  let stage: ReturnType<typeof stand> | undefined;
  afterEach(() => stage?.close());

  it("HH1, HH3: a role that has got power since it was configured, and still ends it", async () => {
    stage = stand();
    const { provider, cluster } = stage;
    const ids = await provider.identify("alice", entitlement);
    const holding = { principal: "alice", entitlement, ids, until: new Date("2026-11-20T14:00:00Z") };
    await provider.hold(holding);
    const role = cluster.clusterRoles.get("orders-reader");
    if (role === undefined) throw new Error("no role");
    cluster.clusterRoles.set("orders-reader", { ...role, rules: [rule(RBAC, "rolebindings", "*")] });
    await expect(provider.identify("alice", entitlement)).rejects.toMatchObject({ code: "REFUSED" });
    await expect(provider.hold(holding)).rejects.toMatchObject({ code: "REFUSED" });
    expect(await provider.revoke(holding)).toMatchObject({ changed: true });
  });

  it("what approvers are told is what the role has now", async () => {
    stage = stand();
    stage.cluster.addRole("orders-reader", [rule("example.org", "orders", "get"), rule("", "pods", "list")]);
    expect(await stage.provider.listAbilities?.(entitlement)).toEqual(["get on orders", "list on pods"]);
  });

  it("HH5: anything that changes something in the namespace of Kyverno, which ends the bindings", async () => {
    stage = stand();
    stage.cluster.addRole("orders-reader", [rule("example.org", "orders", "update")]);
    expect(await stage.provider.identify("alice", entitlement)).toBeDefined();
    await expect(
      stage.open({ kyverno: { namespace: "orders" } }).identify("alice", entitlement),
    ).rejects.toMatchObject({ code: "REFUSED" });
  });

  it("anything in its own namespace that acts as an account there: by the configuration, or by its token", async () => {
    stage = stand();
    const { cluster, open } = stage;
    cluster.addRole("orders-reader", [rule("", "secrets", "get")]);
    const claims = Buffer.from(JSON.stringify({ sub: "system:serviceaccount:orders:hallpass" })).toString(
      "base64url",
    );
    const token = `e30.${claims}.c2ln`;
    const account = { kind: "ServiceAccount", name: "hallpass", namespace: "hallpass" } as const;
    cluster.tokens.set(token, account);
    expect(await stage.provider.identify("alice", entitlement)).toBeDefined();
    for (const overrides of [{ ownNamespace: "orders" }, { credentials: { token } }])
      await expect(open(overrides).identify("alice", entitlement)).rejects.toMatchObject({ code: "REFUSED" });
  });

  it("cluster-admin and its own namespace without a network, as power over its own account", () => {
    stage = stand();
    const { open } = stage;
    const powersWith = (role: string, ownNamespace?: string) =>
      open({
        ...(ownNamespace && { ownNamespace }),
        resources: { orders: { namespace: "orders", roles: { readonly: role } } },
      }).powers?.(entitlement);
    expect(powersWith("ClusterRole/cluster-admin")).toEqual([{ kind: "own-account" }]);
    expect(powersWith("ClusterRole/view", "orders")).toEqual([{ kind: "own-account" }]);
    expect(powersWith("ClusterRole/view")).toEqual([]);
    // What may be lent there depends on the role's rules.
    const system = { namespace: "kube-system", roles: { readonly: "ClusterRole/view" } };
    const everywhere = { cluster: true as const, roles: { readonly: "ClusterRole/view" } };
    for (const orders of [system, everywhere])
      expect(open({ resources: { orders } }).powers?.(entitlement)).toEqual([]);
  });
});
