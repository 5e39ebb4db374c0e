import { tmpdir } from "node:os";
import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { until } from "../../test/support/until.ts";
import { type SandboxPostgres, startPostgres } from "../src/postgres/postgres.ts";
import { type Selected, selectOnce } from "../src/stage/database.ts";
import { waitForSelect } from "../src/story/select.ts";

let server: SandboxPostgres;
let admin: Client;

beforeAll(async () => {
  server = await startPostgres({ dir: tmpdir(), logins: ["alice"] });
  const { host, port, superuser, database } = server;
  admin = new Client({ host, port, database, ...superuser });
  await admin.connect();
  await admin.query("GRANT orders_readonly TO alice");
});
afterAll(async () => {
  await admin?.end();
  await server?.stop();
});

const door = () => ({
  sandbox: { postgres: server, password: (login: string) => server.logins[login]?.password ?? "" },
});

/** Ends alice's session while her query waits for a lock, before it has an answer. */
async function cutOff(ask: () => Promise<Selected>): Promise<Selected> {
  await admin.query("BEGIN; LOCK TABLE orders");
  const answer = ask();
  const ended = await until(
    "alice's query is at work, and ended",
    () =>
      admin.query(
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE relation = 'orders'::regclass AND NOT granted",
      ),
    ({ rows }) => rows.length > 0,
  );
  expect(ended.rows).toEqual([{ pg_terminate_backend: true }]);
  await admin.query("COMMIT");
  return answer;
}

it("is told that a session was ended before it had an answer", async () => {
  expect(await cutOff(() => selectOnce(door(), "alice"))).toEqual({
    outcome: "cut off",
    message: "terminating connection due to administrator command",
  });
});

it("asks again when its session is ended while it asks", async () => {
  const stage = { ...door(), signal: new AbortController().signal };
  const heard: string[] = [];
  const selected = await cutOff(() => waitForSelect({ stage }, "ok", () => heard.push("no answer")));
  expect(selected.outcome).toBe("ok");
  expect(heard).toEqual(["no answer"]);
});

it("does not take a wrong password for a session that ended", async () => {
  const wrong = { sandbox: { ...door().sandbox, password: () => "guess" } };
  await expect(selectOnce(wrong, "alice")).rejects.toMatchObject({ code: "28P01" });
});
