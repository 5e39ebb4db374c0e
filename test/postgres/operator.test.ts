// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   AU4: Grants are made at the provider with a stolen key.

import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addSeconds } from "date-fns";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type SandboxPostgres, startPostgres } from "../../demo/src/postgres/postgres.ts";
import { main } from "../../src/cli.ts";
import type { LedgerEntry } from "../../src/core/ledger/ledger-entry.ts";
import type { Provider } from "../../src/core/ports/provider.ts";
import { readInventory } from "../../src/operations/inventory.ts";
import { createProviders } from "../../src/providers/index.ts";
import { capture, cloneAccess, configure } from "../commands/clone.ts";
import { intent, temporaryFolder } from "../git/fixture.ts";
import { grantedEntry } from "../support/builders/ledger.ts";
import { selectOnce } from "../support/database.ts";
import { listServers } from "./servers.ts";

const logins = ["alice", "carol", "eve", "frank"];
const entitlement = { provider: "orders-db", resource: "orders", role: "readonly" };

const describeProvider = ({ host, port, database, manager }: SandboxPostgres) => ({
  name: "orders-db",
  adapter: "postgres",
  ...{ host, port, user: manager.user },
  passwordFrom: "ORDERS_DB_PASSWORD",
  resources: { orders: { database, roles: { readonly: "orders_readonly" } } },
});

/** What the ledger says of an hour that ended so many seconds ago; the provider is asked, and not touched. */
async function lease(provider: Provider, principal: string, secondsAgo: number): Promise<LedgerEntry[]> {
  const endsAt = addSeconds(new Date(), -secondsAgo);
  const startsAt = addSeconds(endsAt, -3600);
  const terms = { principal, entitlement, request: `payments/${principal}`, startsAt, endsAt };
  const ids = await provider.identify(principal, entitlement);
  const { container } = await provider.traits();
  return [{ ...intent(terms, startsAt), ids, container }, grantedEntry(terms, startsAt, endsAt)];
}

for (const { name, ...binaries } of listServers()) {
  describe(`An operator, with ${name}`, () => {
    let server: SandboxPostgres;
    let provider: Provider;
    beforeAll(async () => {
      server = await startPostgres({ dir: tmpdir(), logins, ...binaries });
      const secrets = { ORDERS_DB_PASSWORD: server.manager.password };
      const text = JSON.stringify([describeProvider(server)]);
      const found = (await createProviders(text, secrets, { now: () => new Date() })).get("orders-db");
      if (found === undefined) throw new Error("There is no provider orders-db.");
      provider = found;
    });
    afterEach(() => {
      vi.unstubAllEnvs();
    });
    afterAll(async () => {
      await provider?.close();
      await server?.stop();
    });

    const asSuperuser = async (statement: string): Promise<void> => {
      const { host, port, database, superuser } = server;
      const client = new Client({ host, port, database, ...superuser });
      await client.connect();
      await client.query(statement);
      await client.end();
    };
    const hold = async (principal: string): Promise<void> => {
      const ids = await provider.identify(principal, entitlement);
      await provider.hold({ principal, entitlement, ids, until: addSeconds(new Date(), 7200) });
    };
    const select = (login: string) => selectOnce(server, login, server.logins[login]?.password ?? "");
    const prepare = () =>
      configure([describeProvider(server)], { ORDERS_DB_PASSWORD: server.manager.password });

    it("AU4: sees what drifted from git and who gave it, commits what stands, and ends what has ended", async () => {
      const isShared = (await provider.traits()).container === "shared";
      await asSuperuser("GRANT orders_readonly TO carol");
      prepare();
      const baseline = await capture(main, "inventory");
      expect(baseline, baseline.err).toMatchObject({ code: 0, err: "" });
      const carol =
        /^ {2}- \{ resource: orders, role: readonly, principal: carol, grantedBy: postgres, ids: \{ instance: "system:\d+", principal: "\d+", entitlement: "\d+" \} \}$/mu;
      expect(baseline.out).toMatch(carol);
      expect(baseline.out).toContain('{ resource: "*", role: pg_signal_backend, principal: hallpass,');
      expect(baseline.out).not.toContain("pg_read_all_stats");

      // alice's hour is over, frank's is not and somebody took it back, eve's was never on the ledger.
      const entries = [...(await lease(provider, "alice", 600)), ...(await lease(provider, "frank", -600))];
      await hold("alice");
      await hold("eve");
      const files = [{ path: "inventory/orders-db.yaml", text: baseline.out }];
      const dir = await cloneAccess({ entries, files });

      const drift = await capture(main, "drift", "--repository", dir);
      expect(drift, drift.err).toMatchObject({ code: 1, err: "" });
      expect(drift.out).toMatch(/^overdue +alice +readonly +orders-db\/orders +hallpass +not told /mu);
      expect(drift.out).toMatch(/^unexplained +eve +readonly +orders-db\/orders +hallpass +not told$/mu);
      expect(drift.out).toMatch(/^vanished +frank .* payments\/frank$/mu);
      expect(drift.out).not.toContain("carol");

      // Where our grants cannot be told from others', only the ledger says which are ours: eve's is not on it.
      const file = join(temporaryFolder(), "orders-db.yaml");
      await writeFile(file, baseline.out);
      const checked = await capture(main, "inventory", "--repository", dir, "--check", file);
      expect(checked.code).toBe(isShared ? 1 : 0);
      if (isShared) expect(checked.out).toMatch(/^new +eve +readonly +orders-db\/orders +hallpass$/mu);
      expect(checked.out).not.toContain("alice");

      expect([await select("alice"), await select("carol"), await select("eve")]).toEqual(["ok", "ok", "ok"]);
      const planned = await capture(main, "sweep", "--repository", dir);
      expect([planned.code, await select("alice")]).toEqual([1, "ok"]);
      const swept = await capture(main, "sweep", "--repository", dir, "--yes");
      expect(swept.code, swept.err).toBe(0);
      expect(swept.out).toMatch(/^alice +readonly +orders-db\/orders .* revoked$/mu);
      expect([await select("alice"), await select("carol"), await select("eve")]).toEqual([
        "denied",
        "ok",
        "ok",
      ]);
      // Its end is for the app to record, and no drift.
      expect((await capture(main, "drift", "--repository", dir)).out).not.toContain("alice");
    });

    it("lists groups as well as people, and nothing that only hands out", async () => {
      await asSuperuser("CREATE ROLE staff; GRANT orders_readonly TO staff; GRANT staff TO frank");
      configure([describeProvider(server)], { ORDERS_DB_PASSWORD: server.manager.password });
      const { out } = await capture(main, "inventory");
      for (const line of [
        "{ resource: orders, role: readonly, principal: staff, grantedBy: postgres,",
        '{ resource: "*", role: staff, principal: frank, grantedBy: postgres,',
      ])
        expect(out).toContain(line);
      const ownRight = /role: readonly, principal: hallpass,/u.test(out);
      expect(ownRight).toBe((await provider.traits()).container === "shared");
    });

    it("says what takes away what somebody else gave, in words that the server carries out", async () => {
      await asSuperuser("GRANT orders_readonly TO carol");
      const grants = (await readInventory(provider)).filter(
        (grant) => grant.principal === "carol" && grant.entitlement.resource === "orders",
      );
      expect([grants.length, await select("carol")]).toEqual([1, "ok"]);
      for (const grant of grants) await asSuperuser(provider.describeRemoval?.(grant) ?? "");
      expect(await select("carol")).toBe("denied");
    });
  });
}
