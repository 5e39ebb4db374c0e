import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { type SandboxPostgres, startPostgres } from "../../demo/src/postgres/postgres.ts";
import { main } from "../../src/cli.ts";
import { runSql } from "./orders.ts";

let server: SandboxPostgres;
const folder = mkdtempSync(join(tmpdir(), "hallpass-conformance-"));
const plan = join(folder, "plan.yaml");

beforeAll(async () => {
  server = await startPostgres({ dir: tmpdir(), logins: ["alice", "carol", "eve"] });
  await runSql(server, server.superuser, "GRANT orders_readonly TO carol");
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  await server?.stop();
});
beforeEach(() => vi.stubEnv("ORDERS_DB_PASSWORD", server.manager.password));
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** Runs the command, and does something at the line of a case. */
async function run(use: object = {}, at = "nothing", act = () => {}) {
  const { host, port, manager } = server;
  const provider = {
    ...{ name: "orders-db", adapter: "postgres", host, port, user: manager.user },
    passwordFrom: "ORDERS_DB_PASSWORD",
    resources: { orders: { database: "orders", roles: { readonly: "orders_readonly" } } },
  };
  const given = {
    resource: "orders",
    role: "readonly",
    principals: ["alice", "eve"],
    standing: "carol",
    ...use,
  };
  writeFileSync(plan, JSON.stringify({ provider, use: given }));
  let text = "";
  const take = (chunk: string | Uint8Array): boolean => {
    text += chunk;
    if (String(chunk).includes(at)) act();
    return true;
  };
  vi.spyOn(process.stdout, "write").mockImplementation(take);
  vi.spyOn(process.stderr, "write").mockImplementation(take);
  return { code: await main(["conformance", "postgres", "--entry", plan]), text };
}

const listHolders = async (): Promise<string[]> => {
  const sql = `SELECT m.rolname::text AS name FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.member
    WHERE a.roleid = 'orders_readonly'::regrole AND m.rolname IN ('alice', 'carol', 'eve')`;
  return (await runSql<{ name: string }>(server, server.superuser, sql)).map(({ name }) => name);
};

it("passes on a real PostgreSQL, and leaves it as it was", async () => {
  const { code, text } = await run({ missing: "nobody" });
  expect(text).toMatch(
    / ok, 0 failed, \d+ not claimed, with \d+ calls of the provider\. All that it gave is revoked\.\n$/u,
  );
  expect(code).toBe(0);
  expect(await listHolders()).toEqual(["carol"]);
});

it("revokes what it gave when Ctrl-C stops it, and says so with 3", async () => {
  const { code, text } = await run({}, "gives a principal the same ids each time", () =>
    process.emit("SIGINT"),
  );
  expect(code).toBe(3);
  expect(text).toContain("It was told to stop.\n");
  expect(text).toContain("All that it gave is revoked.\n");
  expect(await listHolders()).toEqual(["carol"]);
});

it("refuses a principal that holds the role, and leaves it", async () => {
  const { code, text } = await run({ principals: ["alice", "carol"] });
  expect(code).toBe(2);
  expect(text).toContain('"carol" holds the role already. Name a test account that holds nothing');
  expect(await listHolders()).toEqual(["carol"]);
});

it("ends with 3 when the provider cannot be reached", async () => {
  vi.stubEnv("ORDERS_DB_PASSWORD", "wrong");
  const { code, text } = await run();
  expect(code).toBe(3);
  expect(text).toContain("refused Hallpass's login");
});
