// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   HH1: The holder locks what the revocation has to write (their own role's row, a table) and keeps the
//     transaction open.
//   HH3: The holder opens a session that sets the role and delays its own start until after the end
//     (`post_auth_delay`).
//   HH5: The lent role may end sessions, lock catalogues or take reserved connections (`pg_signal_backend`,
//     `pg_maintain`, `pg_use_reserved_connections`): its holder ends each session of Hallpass, or locks what
//     the end writes.

import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { isAccount } from "../../../src/core/files/settings.ts";
import { bindingName } from "../../../src/providers/kubernetes/ids.ts";
import { testProvider } from "../conformance.ts";
import { entitlement, standKubernetes } from "./fixture.ts";

const page = readFileSync(new URL("../../../docs/providers/kubernetes.md", import.meta.url), "utf8");

// The project's own stand-in for an API server: each request is compared with Kubernetes' OpenAPI description.

testProvider("kubernetes: users in a namespace", async () =>
  standKubernetes({
    subjects: { kind: "User", prefix: "oidc:" },
    people: { first: "alice", second: "eve", standing: "carol" },
    hostile: [`x"; drop role alice; --`, "../../admins?role=owner#x", "__proto__"],
    missing: "",
    canBeSlow: true,
  }),
);

testProvider("kubernetes: groups in the whole cluster", async () =>
  standKubernetes({
    subjects: { kind: "Group" },
    people: { first: "oncall", second: "others", standing: "admins" },
    hostile: [`x", "name": "admins`],
    missing: "",
    isEverywhere: true,
  }),
);

testProvider("kubernetes: service accounts in a namespace", async () =>
  standKubernetes({
    subjects: { kind: "ServiceAccount" },
    people: { first: "robots.alice", second: "robots.eve", standing: "robots.carol" },
    hostile: [],
    missing: "robots.nobody",
  }),
);

testProvider("kubernetes: users in a namespace, with Kyverno", async () =>
  standKubernetes({
    subjects: { kind: "User" },
    people: { first: "alice", second: "eve", standing: "carol" },
    hostile: ["../x"],
    missing: "",
    hasKyverno: true,
  }),
);

describe("kubernetes", () => {
  const until = new Date("2026-11-20T14:00:00Z");
  let stage: ReturnType<typeof stand> | undefined;
  const stand = () =>
    standKubernetes({
      subjects: { kind: "User" },
      people: { first: "alice", second: "eve", standing: "carol" },
      hostile: [],
      missing: "",
    });
  const open = () => {
    stage = stand();
    return stage;
  };
  afterEach(() => stage?.close());

  const holdFor = async ({ provider }: ReturnType<typeof stand>, principal: string) => {
    const holding = { principal, entitlement, ids: await provider.identify(principal, entitlement), until };
    await provider.hold(holding);
    return { ...holding, key: `orders/${bindingName(holding.ids)}` };
  };

  it("begins a list again whose snapshot has expired", async () => {
    const on = open();
    for (const principal of ["alice", "eve", "bob"]) await holdFor(on, principal);
    on.cluster.expirations = 2;
    const grants = await on.provider.listGrants([entitlement]);
    expect(grants.map(({ principal }) => principal).sort()).toEqual(["alice", "bob", "carol", "eve"]);
  });

  it("throws for a list that expires again and again, rather than return a part", async () => {
    const on = open();
    for (const principal of ["alice", "eve", "bob"]) await holdFor(on, principal);
    on.cluster.expirations = 100;
    await expect(on.provider.listGrants([entitlement])).rejects.toMatchObject({ code: "BUSY" });
  });

  it("HH3: lists a subject that somebody added to its binding as standing, by the binding's name", async () => {
    const on = open();
    const { key } = await holdFor(on, "alice");
    const there = on.cluster.bindings.get(key);
    if (there === undefined) throw new Error("no binding");
    const group = { kind: "Group", apiGroup: "rbac.authorization.k8s.io", name: "alice" };
    on.cluster.bindings.set(key, { ...there, subjects: [...(there.subjects ?? []), group] });
    const grants = await on.provider.listGrants([entitlement]);
    expect(grants.map(({ principal, origin, grantedBy }) => [principal, origin, grantedBy])).toEqual([
      ["carol", "standing", "rolebinding/by-hand-carol"],
      ["alice", "ours", undefined],
      ["Group:alice", "standing", `rolebinding/${there.metadata.name}`],
    ]);
  });

  it("makes its binding again when somebody gave it to another or made it for another role", async () => {
    const on = open();
    const { key, ...holding } = await holdFor(on, "alice");
    const there = on.cluster.bindings.get(key);
    if (there === undefined) throw new Error("no binding");
    for (const changed of [
      { ...there, subjects: [] },
      { ...there, roleRef: { ...there.roleRef, name: "other" } },
    ]) {
      on.cluster.bindings.set(key, changed);
      expect(await on.provider.hold(holding)).toMatchObject({ changed: true });
      expect(on.cluster.bindings.get(key)).toMatchObject({
        roleRef: { name: "orders-reader" },
        subjects: [{ name: "alice" }],
      });
    }
  });

  it("HH1: does not call it held while the binding is still being deleted", async () => {
    const on = open();
    const { key, ...holding } = await holdFor(on, "alice");
    const there = on.cluster.bindings.get(key);
    if (there === undefined) throw new Error("no binding");
    const metadata = { ...there.metadata, finalizers: ["example.com/keep"] };
    on.cluster.bindings.set(key, { ...there, metadata });
    expect(await on.provider.revoke(holding)).toMatchObject({ changed: true });
    expect(await on.provider.revoke(holding)).toMatchObject({ changed: false });
    await expect(on.provider.hold(holding)).rejects.toMatchObject({ code: "BUSY", retryable: true });
  });

  it("says that the end failed where it can neither delete the binding nor take its subjects", async () => {
    const on = open();
    const { key: _key, ...holding } = await holdFor(on, "alice");
    on.cluster.addRole("hallpass-bindings", [
      { apiGroups: ["rbac.authorization.k8s.io"], resources: ["rolebindings"], verbs: ["get", "list"] },
    ]);
    await expect(on.provider.revoke(holding)).rejects.toMatchObject({ code: "REFUSED" });
  });

  it("HH1: says that the end failed where a webhook puts the subjects back", async () => {
    const on = open();
    const { key: _key, ...holding } = await holdFor(on, "alice");
    Object.assign(on.cluster, { refusesDeletion: true, keepsSubjects: true });
    await expect(on.provider.revoke(holding)).rejects.toMatchObject({ code: "REFUSED" });
    on.cluster.keepsSubjects = false;
    expect(await on.provider.revoke(holding)).toMatchObject({ changed: true });
  });

  it("HH5: keeps the recorded ids of a grant whose role was made anew, and makes none by them", async () => {
    const on = open();
    const { key: _key, ...holding } = await holdFor(on, "alice");
    on.cluster.addRole("orders-reader", []);
    const [, ours] = await on.provider.listGrants([entitlement]);
    expect(ours).toMatchObject({ origin: "ours", ids: holding.ids });
    await expect(on.provider.hold(holding)).rejects.toMatchObject({ code: "IDENTITY_CHANGED" });
    expect(await on.provider.revoke(holding)).toMatchObject({ changed: true });
  });

  const kyverno = { namespace: "kyverno" };
  const standWithKyverno = () => {
    stage = standKubernetes({
      subjects: { kind: "User" },
      people: { first: "alice", second: "eve", standing: "carol" },
      hostile: [],
      missing: "",
      hasKyverno: true,
    });
    return stage;
  };
  const removalOf = (on: ReturnType<typeof stand>, key: string) =>
    on.cluster.bindings.get(key)?.metadata.labels?.["cleanup.kyverno.io/ttl"];

  it("labels a binding with its end for Kyverno, moves it, and takes it off where Kyverno is no longer used", async () => {
    const on = standWithKyverno();
    expect(await on.provider.traits()).toMatchObject({ nativeExpiry: "removed" });
    const { key, ...holding } = await holdFor(on, "alice");
    expect(removalOf(on, key)).toBe("2026-11-20T140000Z");
    for (const [end, label] of [
      ["2026-11-20T15:30:00.001Z", "2026-11-20T153001Z"],
      ["2026-11-20T13:00:00Z", "2026-11-20T130000Z"],
    ] as const) {
      expect(await on.provider.hold({ ...holding, until: new Date(end) })).toMatchObject({ changed: false });
      expect(removalOf(on, key)).toBe(label);
    }
    expect(await on.openWithoutKyverno().hold(holding)).toMatchObject({ changed: false });
    expect(removalOf(on, key)).toBeUndefined();
  });

  it.each([
    ["does not run", "does not run", (on: ReturnType<typeof stand>) => on.cluster.leases.clear()],
    [
      "has stopped",
      "does not run",
      (on: ReturnType<typeof stand>) =>
        on.cluster.leases.set("kyverno/kyverno-cleanup-controller", "2026-11-20T11:57:00Z"),
    ],
    [
      "may not delete bindings",
      "may not watch rolebindings",
      (on: ReturnType<typeof stand>) => on.cluster.addRole("kyverno:cleanup-controller:hallpass", []),
    ],
  ])("grants nothing where Kyverno %s, says so to doctor, and still ends", async (_, words, stop) => {
    const on = standWithKyverno();
    const { key: _key, ...holding } = await holdFor(on, "alice");
    expect(await on.provider.diagnose?.()).toEqual([]);
    stop(on);
    const error = await on.provider.hold(holding).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "REFUSED" });
    const findings = (await on.provider.diagnose?.()) ?? [];
    expect(findings.map(({ code }) => code)).toEqual(["KUBERNETES_KYVERNO"]);
    expect(findings[0]?.message).toContain(words);
    expect(await on.provider.revoke(holding)).toMatchObject({ changed: true });
  });

  it("names the rights that it lacks to look at Kyverno", async () => {
    const on = open();
    const findings = (await on.open({ kyverno }).diagnose?.()) ?? [];
    expect(findings.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'KUBERNETES_RIGHT_MISSING The account may not get leases.coordination.k8s.io "kyverno-cleanup-controller" in the namespace kyverno.',
      "KUBERNETES_RIGHT_MISSING The account may not create subjectaccessreviews.authorization.k8s.io in the whole cluster.",
    ]);
  });

  it("takes names that the identity map can hold, and puts the prefix before them", async () => {
    const on = open();
    const example = /principals: \{ prod: (?<account>\S+) \}/u.exec(page)?.groups?.account ?? "";
    const subjects = { kind: "User", prefix: "oidc:" } as const;
    for (const account of [example, "robots.deployer"]) expect(isAccount(account)).toBe(true);
    expect(await on.open({ subjects }).identify(example, entitlement)).toMatchObject({
      principal: `User:oidc:${example}`,
    });
  });

  it("HH5: shows a user without the prefix as somebody else", async () => {
    const on = open();
    const grants = await on.open({ subjects: { kind: "User", prefix: "oidc:" } }).listGrants([entitlement]);
    expect(grants.map(({ principal }) => principal)).toEqual(["User:carol"]);
  });

  it("refuses a user of Kubernetes itself", async () => {
    const on = open();
    await expect(on.provider.identify("system:admin", entitlement)).rejects.toMatchObject({
      code: "REFUSED",
    });
  });

  it("says how to look and what to edit, in the context of the person", () => {
    const { open: openWith } = open();
    const provider = openWith({ context: "prod" });
    expect(provider.connect?.({ principal: "alice", entitlement })?.text).toBe(
      "kubectl --context prod -n orders auth can-i --list",
    );
    const grant = { principal: "carol", entitlement, grantedBy: "rolebinding/by hand" };
    expect(provider.describeRemoval?.(grant)).toBe(
      "kubectl --context prod -n orders edit 'rolebinding/by hand'",
    );
  });
});
