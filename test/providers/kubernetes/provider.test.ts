import { afterEach, describe, expect, it } from "vitest";
import { bindingName } from "../../../src/providers/kubernetes/ids.ts";
import { testProvider } from "../conformance.ts";
import { entitlement, standKubernetes } from "./fixture.ts";

// The project's own stand-in for an API server: each request is compared with Kubernetes' OpenAPI description.

testProvider("kubernetes: users in a namespace", async () =>
  standKubernetes({
    subjects: { kind: "User", prefix: "oidc:" },
    people: { first: "oidc:alice", second: "oidc:eve", standing: "oidc:carol" },
    hostile: [`oidc:x"; drop role alice; --`, "oidc:../../admins?role=owner#x", "oidc:__proto__"],
    missing: "nobody",
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
    people: { first: "robots/alice", second: "robots/eve", standing: "robots/carol" },
    hostile: [],
    missing: "robots/nobody",
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

  it("lists a subject that somebody added to its binding as standing, by the binding's name", async () => {
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

  it("does not call it held while the binding is still being deleted", async () => {
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

  it("keeps the recorded ids of a grant whose role was made anew, and makes none by them", async () => {
    const on = open();
    const { key: _key, ...holding } = await holdFor(on, "alice");
    on.cluster.addRole("orders-reader", []);
    const [, ours] = await on.provider.listGrants([entitlement]);
    expect(ours).toMatchObject({ origin: "ours", ids: holding.ids });
    await expect(on.provider.hold(holding)).rejects.toMatchObject({ code: "IDENTITY_CHANGED" });
    expect(await on.provider.revoke(holding)).toMatchObject({ changed: true });
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
