import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createContext } from "../../../src/providers/context.ts";
import { kubernetesAdapter } from "../../../src/providers/kubernetes/adapter.ts";
import { openAccess } from "../../../src/providers/kubernetes/api/credentials.ts";
import { kubernetesFailure } from "../../../src/providers/kubernetes/api/failure.ts";
import type { Credentials } from "../../../src/providers/kubernetes/configuration.ts";
import { bindingName, formatPlace, parsePlace } from "../../../src/providers/kubernetes/ids.ts";

const now = () => new Date("2026-11-20T12:00:00Z");
const context = createContext("prod", 0, { TOKEN: "hunter2" }, { now });
const orders = { namespace: "orders", roles: { readonly: "ClusterRole/view" } };
const entry = { server: "https://kube.example:6443", tokenFrom: "TOKEN", resources: { orders } };
const open = (overrides: object) => kubernetesAdapter.open({ ...entry, ...overrides }, context);

describe("an entry for kubernetes", () => {
  it.each([
    [
      "a server without TLS",
      { server: "http://kube.example" },
      "/server: must be an address that begins with https://",
    ],
    [
      "a password in the address",
      { server: "https://a:b@kube.example" },
      "/server: must be an address that begins with https://",
    ],
    [
      "no credentials",
      { tokenFrom: undefined },
      "set tokenFile, tokenFrom or clientCertificate; one of them",
    ],
    [
      "two credentials",
      { tokenFile: "/run/token" },
      "set tokenFile, tokenFrom or clientCertificate; one of them",
    ],
    ["a secret in the open", { token: "hunter2" }, '"token" is not known here'],
    ["a place that is both", { resources: { orders: { ...orders, cluster: true } } }, "/resources/orders"],
    [
      "a role without a kind",
      { resources: { orders: { ...orders, roles: { readonly: "view" } } } },
      "/resources/orders",
    ],
    [
      "a path for a role",
      { resources: { orders: { ...orders, roles: { readonly: "ClusterRole/../x" } } } },
      "/resources/orders",
    ],
    [
      "a dot for a role",
      { resources: { orders: { ...orders, roles: { readonly: "Role/.." } } } },
      "/resources/orders",
    ],
    [
      "a Role of no namespace",
      { resources: { all: { cluster: true, roles: { readonly: "Role/view" } } } },
      "a Role belongs to a namespace",
    ],
    [
      "one access twice",
      { resources: { orders, again: orders } },
      "orders/readonly and again/readonly are the same access",
    ],
    [
      "a prefix for service accounts",
      { subjects: { kind: "ServiceAccount", prefix: "x" } },
      "a service account has no prefix",
    ],
  ])("with %s is refused", (_, overrides, message) => {
    expect(() => open(overrides)).toThrow(message);
  });

  it("has the same role in two namespaces, or in one and the whole cluster", () => {
    const roles = { readonly: "ClusterRole/view" };
    const resources = { orders, payroll: { namespace: "payroll", roles }, all: { cluster: true, roles } };
    expect(open({ resources }).name).toBe("prod");
  });

  it("has a deadline of 15 seconds, or the one it says", async () => {
    expect(await open({}).traits()).toMatchObject({ deadlineSeconds: 15 });
    expect(await open({ deadlineSeconds: 5 }).traits()).toMatchObject({ deadlineSeconds: 5 });
  });
});

describe("Hallpass signs in", () => {
  const folder = mkdtempSync(join(tmpdir(), "hallpass-kubernetes-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "token");
  const access = (credentials: Credentials) =>
    openAccess({ name: "prod", server: entry.server, resources: {}, credentials, now });

  it("by a file that it reads again each time", async () => {
    for (const token of ["first", "second"]) {
      writeFileSync(file, `${token}\n`);
      expect((await access({ tokenFile: file })).headers).toEqual({ authorization: `Bearer ${token}` });
    }
  });

  it("by a certificate alone", async () => {
    expect((await access({})).headers).toEqual({});
  });

  it.each([
    ["is missing", undefined],
    ["is empty", "\n"],
    ["has more than one line", "hunter2\nx: y"],
  ])("not by a token file that %s, and does not quote it", async (_, text) => {
    const path = join(folder, "other");
    if (text !== undefined) writeFileSync(path, text);
    const error = await access({ tokenFile: path }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "LOGIN_REFUSED" });
    expect(String(error instanceof Error && error.cause)).not.toContain("hunter2");
    rmSync(path, { force: true });
  });

  it("not without its authority's file", async () => {
    await expect(access({ token: "t", caFile: join(folder, "none") })).rejects.toMatchObject({
      code: "LOGIN_REFUSED",
    });
  });
});

describe("an answer of the server", () => {
  const read = (status: number, headers = {}, text = "{}") =>
    kubernetesFailure("prod", "POST /x", { status, headers: new Headers(headers), text }, now());

  it.each([
    [401, "LOGIN_REFUSED"],
    [403, "REFUSED"],
    [404, "UNKNOWN_ENTITLEMENT"],
    [409, "BUSY"],
    [422, "REFUSED"],
    [500, "UNREACHABLE"],
    [503, "UNREACHABLE"],
  ])("%i is %s", (status, code) => {
    expect(read(status)).toMatchObject({ code });
  });

  it("names the pause that priority and fairness asks for", () => {
    expect(read(429, { "retry-after": "1" })).toMatchObject({ code: "THROTTLED", retryAfterSeconds: 1 });
  });

  it("keeps the reason and the message in the cause, and out of the error", () => {
    const text = JSON.stringify({
      kind: "Status",
      reason: "Forbidden",
      message: `users "hunter2" is forbidden`,
    });
    const error = read(403, {}, text);
    expect(String(error.cause)).toContain("403 Forbidden users");
    expect(error.message).not.toContain("hunter2");
  });
});

describe("an id of a place", () => {
  it.each([
    { namespace: "orders", namespaceUid: "u-1", role: { kind: "Role", name: "a#b" }, roleUid: "u-2" },
    {
      namespace: undefined,
      namespaceUid: undefined,
      role: { kind: "ClusterRole", name: "system:x" },
      roleUid: "u-2",
    },
  ] as const)("holds its names: %j", (place) => {
    const { namespace, role } = place;
    expect(parsePlace(formatPlace(place))).toEqual({ namespace, role });
  });

  it.each(["4294967295", "namespaces/a/b#c/Role/x#y", "Role/#x", "Secret/x#y", ""])("is not %j", (id) => {
    expect(parsePlace(id)).toBeUndefined();
  });

  it("gives each holding its own name for the binding", () => {
    const ids = { instance: "cluster:1", principal: "User:a", entitlement: "ClusterRole/x#1" };
    expect(bindingName(ids)).toMatch(/^hallpass-[0-9a-f]{40}$/u);
    expect(bindingName({ ...ids, principal: "Group:a" })).not.toBe(bindingName(ids));
  });
});
