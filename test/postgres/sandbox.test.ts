import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, type ClientConfig } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { postgresProvider } from "../../src/providers/postgres.ts";
import { type SandboxPostgres, startPostgres } from "../../src/sandbox/postgres.ts";
import { listServers } from "./servers.ts";

async function runAs(server: SandboxPostgres, account: ClientConfig, sql: string): Promise<string> {
  const client = new Client({ host: server.host, port: server.port, database: server.database, ...account });
  try {
    await client.connect();
    await client.query(sql);
    return "ok";
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : String(error);
  } finally {
    await client.end();
  }
}

const denied = "42501";
const select = "SELECT * FROM orders";

describe.each(listServers())("the sandbox's server: $name", ({ binaries }) => {
  let dir: string;
  let server: SandboxPostgres;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "hallpass-test-"));
    server = await startPostgres({ dir, logins: ["alice", "carol"], ...(binaries && { binaries }) });
  });
  afterAll(async () => {
    await server?.stop();
    await rm(dir, { recursive: true });
  });
  const alice = () => ({ user: "alice", password: server.logins.alice?.password ?? "" });

  it("lets a login in with its password alone, and not to the table", async () => {
    expect(await runAs(server, alice(), "SELECT 1")).toBe("ok");
    expect(await runAs(server, alice(), select)).toBe(denied);
    expect(await runAs(server, { ...alice(), password: "guess" }, "SELECT 1")).toBe("28P01");
    expect(await runAs(server, { ...server.superuser, password: "" }, "SELECT 1")).not.toBe("ok");
  });

  it("gives the manager the one role to hand out, and nothing else", async () => {
    const { manager } = server;
    expect(await runAs(server, manager, "GRANT orders_readonly TO carol")).toBe("ok");
    expect(await runAs(server, manager, "GRANT pg_read_all_data TO carol")).toBe(denied);
    expect(await runAs(server, manager, "CREATE ROLE mallory")).toBe(denied);
    expect(await runAs(server, manager, "REVOKE orders_readonly FROM carol")).toBe("ok");
    // Before 16 nobody can hand out a role without being its member.
    expect(await runAs(server, manager, select)).toBe(server.version.startsWith("15") ? "ok" : denied);
  });

  it("makes an account from the statements of docs/providers/postgres.md that a provider can work with", async () => {
    const page = await readFile(new URL("../../docs/providers/postgres.md", import.meta.url), "utf8");
    const blocks = [...page.matchAll(/```sql\n(?<text>.*?)```/gsu)].map(({ groups }) => groups?.text ?? "");
    const statements = blocks[server.version.startsWith("15") ? 1 : 0] ?? "";
    const rename = "ALTER ROLE hallpass RENAME TO hallpass_before";
    expect(await runAs(server, server.superuser, `${rename}; ${statements}`)).toBe("ok");
    const provider = postgresProvider({
      ...{ name: "orders-db", host: server.host, port: server.port },
      ...{ user: "hallpass", password: "a long random password" },
      resources: { orders: { database: "orders", roles: { readonly: "orders_readonly" } } },
    });
    const entitlement = { provider: "orders-db", resource: "orders", role: "readonly" };
    const ids = await provider.identify("alice", entitlement);
    const holding = { principal: "alice", entitlement, ids, until: new Date("2026-11-20T16:00:00Z") };
    await provider.hold(holding);
    expect(await runAs(server, alice(), select)).toBe("ok");
    expect(await provider.revoke(holding)).toMatchObject({ changed: true });
    expect(await runAs(server, alice(), select)).toBe(denied);
    await provider.close();
  });

  it("leaves nothing behind when stopped, and stops twice without complaint", async () => {
    const other = await startPostgres({ dir, logins: [], ...(binaries && { binaries }) });
    const before = (await readdir(dir)).length;
    await other.stop();
    await other.stop();
    expect(await runAs(other, other.superuser, "SELECT 1")).toBe("ECONNREFUSED");
    expect((await readdir(dir)).length).toBeLessThanOrEqual(before);
  });
});
