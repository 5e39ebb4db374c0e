// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   HH2: The holder takes every connection of the server around the end.

import { describe, expect, it } from "vitest";
import { holdLogin, identifyLogin } from "../../../src/providers/postgres/logins/hold-login.ts";
import { loginId, loginMark } from "../../../src/providers/postgres/logins/login.ts";
import { makeVerifier } from "../../support/verifier.ts";
import { scripted } from "./scripted.ts";

const entitlement = { provider: "orders-db", resource: "orders", role: "readonly" };
const target = { provider: "orders-db", address: "h:5432", database: "orders", role: "orders_readonly" };
const verifier = makeVerifier("correct horse battery staple");
const ids = { instance: "system:1", principal: loginId("alice", entitlement), entitlement: "8" };
const holding = { principal: "alice", entitlement, ids, until: new Date("2026-11-20T16:00:00Z") };
const role = { id: "8", name: "orders_readonly", fault: null };

type Answers = Parameters<typeof scripted>[0];
const known: NonNullable<Answers> = [
  ["server_version_num", [{ version: 180_000, readable: true }]],
  ["pg_control_system()", [{ id: "1" }]],
  ["SELECT FROM pg_database WHERE", [{}]],
  [
    "pg_auth_members a",
    [
      {
        role_id: "8",
        role: "r",
        member_id: "9",
        member: "alice~orders~readonly",
        comment: null,
        by_us: true,
      },
    ],
  ],
];
/** The server as it is while the login is made: what `answers` says, before all else. */
const serverWith = (answers: NonNullable<Answers>) => scripted([...answers, ...known]);
const made = { id: "9", name: "alice~orders~readonly", enabled: true };

describe("a login for a grant", () => {
  it.each([
    ["whose name would be cut into another's", "alice~orders", verifier, "UNKNOWN_PRINCIPAL"],
    ["without a name", "", verifier, "UNKNOWN_PRINCIPAL"],
    ["without a verifier", "alice", undefined, "UNKNOWN_PRINCIPAL"],
    ["with a password for a verifier", "alice", "hunter2", "REFUSED"],
  ])("is refused for a person %s, before the server is asked", async (_, principal, found, code) => {
    const { query, asked } = scripted();
    const identified = identifyLogin(query, target, async () => found, principal, entitlement);
    await expect(identified).rejects.toMatchObject({ code });
    await expect(
      holdLogin(query, target, async () => found, { ...holding, principal }),
    ).rejects.toMatchObject({ code });
    expect(asked).toEqual([]);
  });

  const hold = (answers: NonNullable<Answers>, overrides: Partial<typeof ids> = {}) => {
    const { query, asked } = serverWith(answers);
    const each = { ...holding, ids: { ...ids, ...overrides } };
    return { held: holdLogin(query, target, async () => verifier, each), asked };
  };
  const wrote = (asked: string[]) => asked.filter((sql) => /^(CREATE|ALTER|COMMENT|GRANT|COMMIT)/u.test(sql));

  it("is refused where the database does not exist", async () => {
    const { held, asked } = hold([["SELECT FROM pg_database WHERE", []]]);
    await expect(held).rejects.toMatchObject({ code: "UNKNOWN_ENTITLEMENT" });
    expect(wrote(asked)).toEqual([]);
  });

  it.each([
    ["instance", "system:2"],
    ["principal", loginId("eve", entitlement)],
    ["entitlement", "99"],
  ])("is refused where the recorded %s is another", async (id, value) => {
    const { held, asked } = hold([["r.rolname::text = $1", [role]]], { [id]: value });
    await expect(held).rejects.toMatchObject({ code: "IDENTITY_CHANGED" });
    expect(wrote(asked)).toEqual([]);
  });

  it("is refused where a role without our comment has its name", async () => {
    const { held, asked } = hold([
      ["r.rolname::text = $1", [role]],
      ["WHERE rolname::text = $1", [{ id: "9", name: "alice~orders~readonly" }]],
    ]);
    await expect(held).rejects.toMatchObject({
      code: "REFUSED",
      cause: { message: expect.stringContaining("another program or person created it") },
    });
    expect(wrote(asked)).toEqual([]);
  });

  it("HH2: is made with an end, a limit of connections and the mark of its grant, and committed", async () => {
    const found = [[], [made]];
    const { held, asked } = hold([
      ["r.rolname::text = $1", [role]],
      ["starts_with(", () => found.shift() ?? [made]],
    ]);
    expect(await held).toEqual({ changed: true, sessionsEnded: 0 });
    expect(wrote(asked)).toEqual([
      `CREATE ROLE "alice~orders~readonly" LOGIN PASSWORD '${verifier}' VALID UNTIL '2026-11-20T16:00:00.000Z' CONNECTION LIMIT 10 IN ROLE "orders_readonly"`,
      `COMMENT ON ROLE "alice~orders~readonly" IS '${loginMark(ids, "alice")}'`,
      "COMMIT",
    ]);
  });

  it.each([
    ["is gone", []],
    ["is closed", [{ ...made, enabled: false }]],
    ["has another name", [{ ...made, name: "mallory" }]],
  ])("is not committed when it %s after it was renewed", async (_, after) => {
    const found = [[made], after];
    const { held, asked } = hold([
      ["r.rolname::text = $1", [role]],
      ["starts_with(", () => found.shift() ?? []],
    ]);
    await expect(held).rejects.toMatchObject({ code: "BUSY", retryable: true });
    expect(wrote(asked)).not.toContain("COMMIT");
  });

  it("is not committed when it does not have the role after it was renewed", async () => {
    const { held, asked } = hold([
      ["r.rolname::text = $1", [role]],
      ["starts_with(", [made]],
      ["pg_auth_members a", []],
    ]);
    await expect(held).rejects.toMatchObject({ code: "BUSY" });
    expect(wrote(asked)).not.toContain("COMMIT");
  });
});
