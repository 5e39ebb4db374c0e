import { describe, expect, it } from "vitest";
import { hold } from "../../../src/providers/postgres/hold.ts";
import { readPair } from "../../../src/providers/postgres/pair.ts";
import { revoke } from "../../../src/providers/postgres/revoke.ts";
import { limitsOf } from "../../../src/providers/postgres/sessions/step-limits.ts";
import { scripted } from "./scripted.ts";

const target = { provider: "orders-db", address: "h:5432", database: "orders", role: "orders_readonly" };
const entitlement = { provider: "orders-db", resource: "orders", role: "readonly" };
const ids = { instance: "system:1", principal: "7", entitlement: "8" };
const holding = { principal: "alice", entitlement, ids, until: new Date("2026-11-20T16:00:00Z") };

type Answers = NonNullable<Parameters<typeof scripted>[0]>;
const membership = { role_id: "8", role: "orders_readonly", member_id: "7", member: "alice", comment: null };
const ours = { ...membership, by_us: true };
const theirs = { ...membership, by_us: false };

/** A server of this version without pg_cron, on which memberships are read as these say, one listing after another. */
const serverWith = (version: number, memberships: object[][], more: Answers = []) =>
  scripted([
    ...more,
    ["server_version_num')::int AS version", [{ version, readable: true }]],
    ["pg_control_system()", [{ id: "1", installed: false }]],
    ["SELECT FROM pg_database WHERE", [{}]],
    ["r.rolname::text = $1", [{ id: "8", name: "orders_readonly", fault: null }]],
    ["WHERE rolname::text = $1", [{ id: "7", name: "alice", fault: null }]],
    ["WHERE oid::text = $1", [{ id: "7", name: "alice" }]],
    ["pg_auth_members a\n       JOIN", () => memberships.shift() ?? []],
    ["pg_try_advisory", [{ taken: true }]],
  ]);
const wrote = (asked: string[]) => asked.filter((sql) => /^(GRANT|REVOKE|COMMIT)/u.test(sql));

describe("a grant to a standing login", () => {
  it("is made once, of our own beside others' from 16 on", async () => {
    const { query, asked } = serverWith(180_000, [[theirs], [theirs, ours]]);
    expect(await hold(query, target, holding)).toEqual({ changed: true, sessionsEnded: 0 });
    expect(wrote(asked)).toEqual([
      'GRANT "orders_readonly" TO "alice" WITH ADMIN FALSE, INHERIT TRUE, SET TRUE GRANTED BY CURRENT_USER',
      "COMMIT",
    ]);
  });

  it.each([
    ["ours is there", 180_000, [ours]],
    ["anybody's is there, before 16", 150_000, [theirs]],
  ])("is not made where %s", async (_, version, memberships) => {
    const { query, asked } = serverWith(version, [memberships]);
    expect(await hold(query, target, holding)).toEqual({ changed: false, sessionsEnded: 0 });
    expect(wrote(asked)).toEqual(["COMMIT"]);
  });

  it.each([
    ["instance", "system:2"],
    ["principal", "9"],
    ["entitlement", "9"],
  ])("is refused where the recorded %s is another", async (id, value) => {
    const { query, asked } = serverWith(180_000, []);
    const other = { ...holding, ids: { ...ids, [id]: value } };
    await expect(hold(query, target, other)).rejects.toMatchObject({ code: "IDENTITY_CHANGED" });
    expect(wrote(asked)).toEqual([]);
  });

  it("is not committed when it is not there after it was made", async () => {
    const { query, asked } = serverWith(180_000, [[], [theirs]]);
    await expect(hold(query, target, holding)).rejects.toMatchObject({ code: "BUSY" });
    expect(wrote(asked)).not.toContain("COMMIT");
  });

  it.each([
    ["database", [["SELECT FROM pg_database WHERE", []]], "UNKNOWN_ENTITLEMENT"],
    ["role", [["r.rolname::text = $1", []]], "UNKNOWN_ENTITLEMENT"],
    ["person", [["WHERE rolname::text = $1", []]], "UNKNOWN_PRINCIPAL"],
    ["sound role", [["r.rolname::text = $1", [{ id: "8", name: "r", fault: "it is bad" }]]], "REFUSED"],
    ["sound person", [["WHERE rolname::text = $1", [{ id: "7", name: "a", fault: "it is bad" }]]], "REFUSED"],
  ] as [string, Answers, string][])("needs a %s", async (_, more, code) => {
    const { query } = serverWith(180_000, [], more);
    await expect(readPair(query, target, "alice")).rejects.toMatchObject({ code });
  });
});

describe("an end", () => {
  const limits = { ...limitsOf(5_000), goneMs: 0, startingMs: 0 };
  const end = (query: Parameters<typeof revoke>[0], overrides = {}) =>
    revoke(query, "orders-db", "h:5432", { ...ids, ...overrides }, limits);

  it("takes back our own from 16 on, with what was handed on through it", async () => {
    const { query, asked } = serverWith(180_000, [[ours], []]);
    expect(await end(query)).toMatchObject({ changed: true });
    expect(wrote(asked)[0]).toBe('REVOKE "alice" FROM "alice" GRANTED BY CURRENT_USER CASCADE');
  });

  it("leaves others' from 16 on", async () => {
    const { query, asked } = serverWith(180_000, [[theirs]]);
    expect(await end(query)).toMatchObject({ changed: false });
    expect(wrote(asked).filter((sql) => sql.startsWith("REVOKE"))).toEqual([]);
  });

  it("of what another server holds is refused, and nothing is touched", async () => {
    const { query, asked } = serverWith(180_000, [[ours]]);
    await expect(end(query, { instance: "system:2" })).rejects.toMatchObject({ code: "IDENTITY_CHANGED" });
    expect(asked.some((sql) => /REVOKE|terminate/u.test(sql))).toBe(false);
  });

  it("is tried again when the role is there still after the REVOKE", async () => {
    const { query } = serverWith(180_000, [[ours], [ours], [ours], [ours]]);
    await expect(end(query)).rejects.toMatchObject({ code: "BUSY", retryable: true });
  });

  it("of a person who is gone touches nothing", async () => {
    const { query, asked } = serverWith(180_000, [[ours]], [["WHERE oid::text = $1", []]]);
    expect(await end(query)).toEqual({ changed: false, sessionsEnded: 0 });
    expect(asked.some((sql) => /REVOKE|terminate/u.test(sql))).toBe(false);
  });
});
