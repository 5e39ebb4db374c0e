import { describe, expect, it } from "vitest";
import type { Query } from "../../../src/providers/mysql/connections/query.ts";
import { readRights } from "../../../src/providers/mysql/roles/lent-role.ts";
import {
  grantStatement,
  listMemberships,
  revokeStatement,
  roleOf,
} from "../../../src/providers/mysql/roles/members.ts";
import { readServer } from "../../../src/providers/mysql/server.ts";

/** Answers by a part of the statement. No MySQL was at hand: these are the shapes of its manual. */
const answering =
  (answers: Readonly<Record<string, readonly object[]>>): Query =>
  async <Row extends object>(sql: string) => {
    const found = Object.entries(answers).find(([part]) => sql.includes(part));
    if (found === undefined) throw new Error(`No answer to ${sql}`);
    return found[1].map((row): Row => Object.assign(Object.create(null), row));
  };

const place = { schema: "hallpass", address: "db:3306" };

describe("MySQL, by its manual", () => {
  it("is known by its version and its server_uuid", async () => {
    const query = answering({
      "VERSION()": [{ version: "8.4.3", self: "hallpass@%" }],
      "@@server_uuid": [{ id: "3e11fa47" }],
    });
    expect(await readServer(query, place)).toEqual({
      flavour: "mysql",
      self: "hallpass@%",
      instances: ["uuid:3e11fa47", "address:db:3306"],
    });
  });

  it("has roles with a host, and keeps memberships in role_edges", async () => {
    const query = answering({
      "mysql.role_edges": [{ role: "ro", role_host: "%", user: "alice", host: "%", admin: "N" }],
    });
    expect(await listMemberships(query, "mysql", "ro")).toEqual([
      { role: { name: "ro", host: "%" }, member: { user: "alice", host: "%" }, isAdmin: false },
    ]);
    const role = roleOf("mysql", "ro");
    const alice = { user: "alice", host: "%" };
    expect(grantStatement(role, alice)).toBe("GRANT `ro`@`%` TO `alice`@`%`");
    expect(revokeStatement(role, alice)).toBe("REVOKE `ro`@`%` FROM `alice`@`%`");
  });

  it("shows the rights of a role and of those it contains, each once", async () => {
    const query = answering({
      "FOR `ro`@": [
        { line: "GRANT SELECT ON `orders`.* TO `ro`@`%`" },
        { line: "GRANT `deep`@`%` TO `ro`@`%`" },
      ],
      "FOR `deep`@": [
        { line: "GRANT RELOAD ON *.* TO `deep`@`%`" },
        { line: "GRANT `ro`@`%` TO `deep`@`%`" },
      ],
    });
    const server = { flavour: "mysql", self: "hallpass@%", instances: ["uuid:1"] } as const;
    const rights = await readRights(query, server, roleOf("mysql", "ro"));
    expect(rights.flatMap((right) => (right.kind === "privileges" ? right.privileges : []))).toEqual([
      "SELECT",
      "RELOAD",
    ]);
  });
});
