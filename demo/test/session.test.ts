import { tmpdir } from "node:os";
import { Client } from "pg";
import { expect, it } from "vitest";
import { until } from "../../test/support/until.ts";
import { startPostgres } from "../src/postgres/postgres.ts";
import { openSession } from "../src/stage/database.ts";

it("a session of the demo that was ended says so, also when it asks afterwards", async ({
  onTestFinished,
}) => {
  const postgres = await startPostgres({ dir: tmpdir(), logins: ["alice"] });
  onTestFinished(() => postgres.stop());
  const { host, port, database, superuser, logins } = postgres;
  const sandbox = {
    postgres,
    password: (login: string) => logins[login]?.password ?? "",
  };
  const session = await openSession({ sandbox }, "alice");
  const admin = new Client({ host, port, database, ...superuser });
  await admin.connect();
  await admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'alice'");
  await admin.end();
  await until(
    "the session is ended",
    async () => session.endedWith(),
    (said) => said !== undefined,
  );
  expect(await session.select()).toMatchObject({ outcome: "cut off" });
});
