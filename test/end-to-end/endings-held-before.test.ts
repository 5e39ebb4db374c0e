// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RV5: The subject held the role before.

import { tmpdir } from "node:os";
import { Client } from "pg";
import { describe, it } from "vitest";
import { startPostgres } from "../../demo/src/postgres/postgres.ts";
import { listServers } from "../postgres/servers.ts";
import { aliceOf } from "../support/alice.ts";
import { openGrantCounter } from "../support/database.ts";
import { briefly, grantLease, listHoldings, waitForRevocation } from "../support/ledger.ts";
import { startStage } from "../support/stage.ts";

/** Below 16 a role is granted once, whoever grants it: nothing of ours is there to be told apart. */
const containerOf = (version: string): "shared" | "separate" =>
  Number.parseInt(version, 10) < 16 ? "shared" : "separate";

/** The kept connection practises to make room for locks: that statement ends no session. */
const isWrite = ({ sql }: { sql: string }): boolean =>
  /^(?:GRANT|REVOKE)\b|pg_terminate_backend/u.test(sql) && !sql.includes("pg_advisory_unlock(");

describe.concurrent("a role that was held before", { timeout: 300_000 }, () => {
  for (const { name, binaries } of listServers())
    it(`RV5: is kept after the lease, shown by a login on ${name}`, async ({ expect, onTestFinished }) => {
      const server = binaries === undefined ? {} : { binaries };
      const postgres = await startPostgres({ dir: tmpdir(), logins: ["alice"], ...server });
      onTestFinished(() => postgres.stop());
      const container = containerOf(postgres.version);
      const { host, port, database, superuser } = postgres;
      const owner = new Client({ host, port, database, ...superuser });
      await owner.connect();
      onTestFinished(() => owner.end());
      const grants = openGrantCounter(postgres);
      onTestFinished(() => grants.close());
      await owner.query("GRANT orders_readonly TO alice");

      const stage = await startStage(postgres);
      onTestFinished(() => stage.stop());
      const alice = aliceOf(postgres, stage);
      const session = await alice.open();
      onTestFinished(() => session.close());
      expect([await session.select(), await alice.login()]).toEqual(["ok", "ok"]);

      const before = performance.now();
      await stage.startApp();
      const lease = await grantLease(stage, { duration: briefly(performance.now() - before) });
      expect(await listHoldings(stage.github)).toMatchObject([{ container, heldBefore: true }]);
      expect(await grants.count("alice")).toBe(container === "shared" ? 1 : 2);
      const { scheduled } = await waitForRevocation(stage, lease);
      expect(scheduled).toEqual(lease.endsAt);

      expect([await session.select(), await alice.login()]).toEqual(["ok", "ok"]);
      expect(await grants.count("alice")).toBe(1);
      const written = stage.sql.calls.filter(isWrite).map(({ sql }) => sql.split(" ")[0]);
      expect(written).toEqual(container === "shared" ? [] : ["GRANT", "REVOKE"]);

      // What she has left is what she had: without it there is nothing.
      await owner.query("REVOKE orders_readonly FROM alice");
      expect(await alice.login()).toBe("denied");
    });
});
