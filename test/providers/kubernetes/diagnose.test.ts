// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   HH4: The holder sets the password of the lent role, and logs in as that role after the end.

import { afterEach, describe, expect, it } from "vitest";
import type { KubernetesConfiguration } from "../../../src/providers/kubernetes/configuration.ts";
import { entitlement, reading, standKubernetes } from "./fixture.ts";

const RBAC = "rbac.authorization.k8s.io";
const people = { first: "alice", second: "eve", standing: "carol" };
const stand = () => standKubernetes({ subjects: { kind: "User" }, people, hostile: [], missing: "" });

let stage: ReturnType<typeof stand> | undefined;
const open = () => {
  stage = stand();
  return stage;
};
afterEach(() => stage?.close());

const diagnose = async (on: ReturnType<typeof stand>, overrides: Partial<KubernetesConfiguration> = {}) =>
  ((await on.open(overrides).diagnose?.()) ?? []).map(
    ({ code, severity, message }) => `${severity} ${code}: ${message}`,
  );

describe("doctor, of a cluster", () => {
  it("finds nothing in the rights that the page gives", async () => {
    expect(await diagnose(open())).toEqual([]);
  });

  it("names each missing right", async () => {
    const on = open();
    on.cluster.addRole("hallpass-bindings", [
      { apiGroups: [RBAC], resources: ["rolebindings"], verbs: ["get", "list"] },
    ]);
    on.cluster.addRole("hallpass", [
      { apiGroups: [""], resources: ["namespaces"], verbs: ["get"] },
      { apiGroups: [RBAC], resources: ["clusterroles"], resourceNames: ["orders-reader"], verbs: ["get"] },
    ]);
    const place = "in the namespace orders";
    expect(await diagnose(on)).toEqual([
      `error KUBERNETES_RIGHT_MISSING: The account may not bind clusterroles.${RBAC} "orders-reader" ${place}.`,
      `error KUBERNETES_RIGHT_MISSING: The account may not create rolebindings.${RBAC} ${place}.`,
      `error KUBERNETES_RIGHT_MISSING: The account may not delete rolebindings.${RBAC} ${place}.`,
      `warning KUBERNETES_NO_PATCH: The account may not patch rolebindings.${RBAC} ${place}. A finalizer on a binding, or a webhook, could keep access after its end.`,
    ]);
  });

  it("does not judge what the account may not read, and says so", async () => {
    const on = open();
    on.cluster.addRole("hallpass", []);
    const codes = (await diagnose(on)).map((line) => line.split(":")[0]);
    expect(new Set(codes)).toEqual(new Set(["error KUBERNETES_RIGHT_MISSING"]));
    on.cluster.addRole("hallpass-bindings", []);
    expect((await diagnose(on)).length).toBeGreaterThan(codes.length);
  });

  it.each([
    [
      "cluster-admin",
      { apiGroups: ["*"], resources: ["*"], verbs: ["*"] },
      "may do everything in the cluster",
    ],
    [
      "bind on every role",
      { apiGroups: [RBAC], resources: ["clusterroles"], verbs: ["bind"] },
      `bind clusterroles.${RBAC} in the whole cluster`,
    ],
    [
      "escalate",
      { apiGroups: [RBAC], resources: ["clusterroles"], verbs: ["escalate"] },
      `escalate clusterroles.${RBAC} in the whole cluster`,
    ],
    [
      "impersonate",
      { apiGroups: [""], resources: ["users"], verbs: ["impersonate"] },
      "impersonate users in the whole cluster",
    ],
    [
      "Secrets",
      { apiGroups: [""], resources: ["secrets"], verbs: ["get"] },
      "get secrets in the whole cluster",
    ],
    [
      "ClusterRoleBindings that no resource needs",
      { apiGroups: [RBAC], resources: ["clusterrolebindings"], verbs: ["create"] },
      `create clusterrolebindings.${RBAC} in the whole cluster`,
    ],
  ])("warns of %s", async (_, rule, message) => {
    const on = open();
    on.cluster.addRole("more", [rule]);
    on.cluster.addBinding("", "more", "ClusterRole/more", [
      { kind: "ServiceAccount", name: "hallpass", namespace: "hallpass" },
    ]);
    const findings = await diagnose(on);
    expect(findings).toEqual([expect.stringContaining(message)]);
    expect(findings[0]).toMatch(/^warning KUBERNETES_EXCESS/u);
  });

  it("warns of Secrets of one namespace alone", async () => {
    const on = open();
    on.cluster.addRole("more", [{ apiGroups: [""], resources: ["secrets"], verbs: ["get"] }]);
    on.cluster.addBinding("orders", "more", "ClusterRole/more", [
      { kind: "ServiceAccount", name: "hallpass", namespace: "hallpass" },
    ]);
    expect(await diagnose(on)).toEqual([
      "warning KUBERNETES_EXCESS: The account may get secrets in the namespace orders, which it does not need.",
    ]);
  });

  it("names a role that does not exist", async () => {
    const on = open();
    on.cluster.clusterRoles.delete("orders-reader");
    expect(await diagnose(on)).toEqual([
      "error KUBERNETES_NOT_FOUND: ClusterRole/orders-reader in the namespace orders does not exist.",
    ]);
  });

  it("names a role whose holder could keep the access", async () => {
    const on = open();
    on.cluster.addRole("orders-reader", [
      reading,
      { apiGroups: [RBAC], resources: ["rolebindings"], verbs: ["update"] },
    ]);
    expect(await diagnose(on)).toEqual([
      `error KUBERNETES_POWERFUL_ROLE: A holder of ClusterRole/orders-reader in the namespace orders could keep the access or stop its end: it may update rolebindings.${RBAC}. Hallpass refuses to grant it.`,
    ]);
  });

  it("HH4: warns of a role whose holder can leave something behind that works after the end", async () => {
    const on = open();
    on.cluster.addRole("orders-reader", [
      reading,
      { apiGroups: ["batch"], resources: ["cronjobs"], verbs: ["create"] },
    ]);
    expect(await diagnose(on)).toEqual([
      "warning KUBERNETES_LASTING_ROLE: What a holder of ClusterRole/orders-reader in the namespace orders makes may work after the end: it may create cronjobs.batch.",
    ]);
  });

  it("names an ended binding that could not be deleted", async () => {
    const on = open();
    const ids = await on.provider.identify("alice", entitlement);
    const holding = { principal: "alice", entitlement, ids, until: new Date("2026-11-20T14:00:00Z") };
    await on.provider.hold(holding);
    on.cluster.refusesDeletion = true;
    await on.provider.revoke(holding);
    expect(await diagnose(on)).toEqual([
      expect.stringMatching(/^warning KUBERNETES_BINDING_LEFT: The rolebinding hallpass-/u),
    ]);
  });
});
