import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Client, type ClientConfig } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { postgresProvider } from "../../src/providers/postgres/provider.ts";
import { listServers } from "../../test/postgres/servers.ts";
import { type PostgresOptions, type SandboxPostgres, startPostgres } from "../src/postgres/postgres.ts";

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

/** Accessible to the server's user. */
async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "hallpass-test-"));
  await chmod(folder, 0o755);
  return folder;
}

/** Starts a server from a separate process. */
async function runAlone(options: PostgresOptions): Promise<{ process: ChildProcess; port: number }> {
  // Beside the packages, because the server's programs are found relative to the code.
  const outfile = fileURLToPath(new URL("../../node_modules/.cache/hallpass/postgres.mjs", import.meta.url));
  const entry = fileURLToPath(new URL("../src/postgres/postgres.ts", import.meta.url));
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
  });
  const script = `import { startPostgres } from ${JSON.stringify(outfile)};
    console.log((await startPostgres(${JSON.stringify(options)})).port);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [port] = await once(child.stdout, "data");
  return { process: child, port: Number(port) };
}

const denied = "42501";
const select = "SELECT * FROM orders";

describe.each(listServers())("the sandbox's server: $name", ({ binaries }) => {
  let dir: string;
  let server: SandboxPostgres;
  beforeAll(async () => {
    dir = await makeFolder();
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
    // Before PostgreSQL 16, a role can be granted only by a member.
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
    const before = await readdir(dir);
    const other = await startPostgres({ dir, logins: [], ...(binaries && { binaries }) });
    await other.stop();
    await other.stop();
    expect(await runAs(other, other.superuser, "SELECT 1")).toBe("ECONNREFUSED");
    expect(await readdir(dir)).toEqual(before);
  });

  it("ends with its process, even when that is killed", async () => {
    const ownDir = await makeFolder();
    const parent = await runAlone({ dir: ownDir, logins: [], ...(binaries && { binaries }) });
    expect(await readdir(ownDir)).toHaveLength(1);
    parent.process.kill("SIGKILL");
    const account = { port: parent.port, user: "postgres", password: "" };
    await expect.poll(() => runAs(server, account, "SELECT 1"), { timeout: 20_000 }).toBe("ECONNREFUSED");
    await expect.poll(() => readdir(ownDir), { timeout: 20_000 }).toEqual([]);
    await rm(ownDir, { recursive: true });
  });
});
