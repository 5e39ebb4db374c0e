import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bindingName } from "../../../src/providers/kubernetes/ids.ts";
import { kubernetesProvider } from "../../../src/providers/kubernetes/provider.ts";

const entitlement = { provider: "prod", resource: "orders", role: "readonly" };
const ids = (principal: string, place = "namespaces/orders#1/ClusterRole/view#2") => ({
  ...{ instance: "cluster:0", principal, entitlement: place },
});
const holdingOf = (of: ReturnType<typeof ids>) => ({
  ...{ principal: "alice", entitlement, ids: of, until: new Date("2026-11-20T14:00:00Z") },
});
const alice = holdingOf(ids("User:alice"));
const binding = `RoleBinding "${bindingName(alice.ids)}/orders"`;

/** As kube-apiserver 1.20.2 wrote it, shortened. */
const event = (overrides: Record<string, unknown> = {}, by = binding): string =>
  JSON.stringify({
    ...{
      kind: "Event",
      apiVersion: "audit.k8s.io/v1",
      level: "Metadata",
      auditID: "1",
      stage: "ResponseComplete",
    },
    ...{
      requestURI: "/api/v1/namespaces/orders/configmaps/settings",
      verb: "get",
      user: { username: "alice" },
    },
    objectRef: { resource: "configmaps", namespace: "orders", name: "settings", apiVersion: "v1" },
    requestReceivedTimestamp: "2026-11-20T12:30:00.123456Z",
    annotations: {
      "authorization.k8s.io/decision": "allow",
      "authorization.k8s.io/reason": `RBAC: allowed by ${by} of ClusterRole "view" to User "alice"`,
    },
    ...overrides,
  });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hallpass-audit-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (lines: readonly string[], holding = alice, from = new Date("2026-11-20T12:00:00Z")) => {
  const auditLogFile = join(folder, "audit.log");
  writeFileSync(auditLogFile, lines.join("\n"));
  return open(auditLogFile).activity?.(holding, from);
};
const open = (auditLogFile: string) =>
  kubernetesProvider({
    ...{ name: "prod", server: "https://kube.example", resources: {}, credentials: {}, auditLogFile },
    now: () => new Date(),
  });
const actionsOf = async (...given: Parameters<typeof read>) =>
  (await read(...given))?.map(({ action }) => action);

describe("what the audit log of a cluster tells", () => {
  it("is what the binding allowed the person, the oldest first and each request once", async () => {
    const later = { auditID: "2", requestReceivedTimestamp: "2026-11-20T12:40:00Z", verb: "list" };
    const lines = [
      event({ ...later, objectRef: { resource: "pods", namespace: "orders" } }),
      event({ stage: "ResponseStarted" }),
      event(),
      event({ auditID: "3", user: { username: "eve" } }),
      event({ auditID: "4" }, 'RoleBinding "by-hand/orders"'),
      event({ auditID: "5", requestReceivedTimestamp: "2026-11-20T11:59:59Z" }),
    ];
    expect(await read(lines)).toEqual([
      { at: new Date("2026-11-20T12:30:00.123Z"), action: "get configmaps orders/settings" },
      { at: new Date("2026-11-20T12:40:00Z"), action: "list pods orders" },
    ]);
  });

  it("names the part of an object and its group, and no command that was run in it", async () => {
    const exec = { resource: "pods", subresource: "exec", namespace: "orders", name: "web-1" };
    const requestURI = "/api/v1/namespaces/orders/pods/web-1/exec?command=hunter2";
    const deployment = { resource: "deployments", apiGroup: "apps", namespace: "orders", name: "web" };
    const lines = [
      event({ verb: "create", objectRef: exec, requestURI }),
      event({ auditID: "2", objectRef: deployment }),
      event({ auditID: "3", objectRef: undefined }),
    ];
    expect(await actionsOf(lines)).toEqual([
      "create pods/exec orders/web-1",
      "get deployments.apps orders/web",
      "get",
    ]);
  });

  it("is one line for a name with a line break, whatever its length", async () => {
    const objectRef = { resource: "configmaps", namespace: "orders", name: `a\nb${"c".repeat(1000)}` };
    const [action = ""] = (await actionsOf([event({ objectRef })])) ?? [];
    expect(action).toMatch(/^get configmaps orders\/a\uFFFDbc+$/u);
    expect(action.length).toBe(300);
  });

  it("is a thousand actions at most, and nothing of a line that is being written or of another form", async () => {
    const lines = Array.from({ length: 1200 }, (_, index) => event({ auditID: String(index) }));
    expect((await read(lines))?.length).toBe(1000);
    expect(await read([event().slice(0, -20)])).toEqual([]);
    expect(await read([event({ auditID: 7 }), event({ annotations: undefined })])).toEqual([]);
  });

  it("is that of a service account, of everybody in a group, and of a binding in the whole cluster", async () => {
    const account = holdingOf(ids("ServiceAccount:robots/a#9"));
    const user = { username: "system:serviceaccount:robots:a" };
    const byAccount = `RoleBinding "${bindingName(account.ids)}/orders"`;
    expect(
      await actionsOf([event({ user }, byAccount), event({ auditID: "2" }, byAccount)], account),
    ).toHaveLength(1);
    const group = holdingOf(ids("Group:oncall", "ClusterRole/view#2"));
    const byGroup = `ClusterRoleBinding "${bindingName(group.ids)}"`;
    expect(await actionsOf([event({}, byGroup), event({ auditID: "2", user }, byGroup)], group)).toHaveLength(
      2,
    );
  });

  it("is in the rotated files too, as far as they reach back", async () => {
    const rotated = (name: string, auditID: string, changed: string): void => {
      writeFileSync(join(folder, name), event({ auditID }));
      utimesSync(join(folder, name), new Date(changed), new Date(changed));
    };
    rotated("audit-2026-11-20T12-35-00.000.log", "2", "2026-11-20T12:35:00Z");
    rotated("audit-2026-11-20T11-00-00.000.log", "3", "2026-11-20T11:00:00Z");
    rotated("other-2026-11-20T12-35-00.000.log", "4", "2026-11-20T12:35:00Z");
    expect(await read([event()])).toHaveLength(2);
  });

  it("is an error where it cannot be read, or the ids are of no grant here", async () => {
    await expect(open(join(folder, "none")).activity?.(alice, new Date(0))).rejects.toMatchObject({
      code: "UNREACHABLE",
    });
    await expect(read([], holdingOf(ids("User:alice", "4294967295")))).rejects.toMatchObject({
      code: "IDENTITY_CHANGED",
    });
  });

  it("is nothing where no log is configured", () => {
    const provider = kubernetesProvider({
      ...{
        name: "prod",
        server: "https://kube.example",
        resources: {},
        credentials: {},
        now: () => new Date(),
      },
    });
    expect(provider.activity).toBeUndefined();
  });
});
