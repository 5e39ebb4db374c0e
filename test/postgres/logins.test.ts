// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RV12: An open session outlives the grant.

import { tmpdir } from "node:os";
import { Client, escapeIdentifier } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SandboxPostgres, startPostgres } from "../../demo/src/postgres/postgres.ts";
import type { Grant } from "../../src/core/access/grant.ts";
import type { Holding } from "../../src/core/access/holding.ts";
import type { Provider } from "../../src/core/ports/provider.ts";
import type { PostgresConfiguration } from "../../src/providers/postgres/configuration.ts";
import { loginName } from "../../src/providers/postgres/logins/login.ts";
import { postgresProvider } from "../../src/providers/postgres/provider.ts";
import { testProvider } from "../providers/conformance.ts";
import { openSession, selectOnce } from "../support/database.ts";
import { until } from "../support/until.ts";
import { makeVerifier } from "../support/verifier.ts";
import {
  configure,
  entitlement,
  fixtureOf,
  holdUntil,
  runSql,
  standingLogin,
  withProvider,
} from "./orders.ts";
import { listServers } from "./servers.ts";

const hostile = `x"; drop role carol; --`;
const [second, hour] = [1_000, 3_600_000];
const password = "correct horse battery staple";

const verifier = makeVerifier(password);
const people = new Map(["alice", "carol", "eve", hostile].map((each) => [each, verifier]));

for (const { name, ...binaries } of listServers()) {
  const start = async () => {
    const server = await startPostgres({ dir: tmpdir(), logins: ["alice", "carol", "eve"], ...binaries });
    await asSuperuser(server, `ALTER ROLE ${server.manager.user} CREATEROLE; GRANT orders_readonly TO carol`);
    return server;
  };
  const perGrant = (
    server: SandboxPostgres,
    overrides: Partial<PostgresConfiguration> = {},
  ): PostgresConfiguration =>
    configure(server, {
      ...{ logins: "per-grant", findVerifier: async (principal) => people.get(principal) },
      ...overrides,
    });
  const asSuperuser = <Row extends object>(server: SandboxPostgres, sql: string): Promise<Row[]> =>
    runSql<Row>(server, server.superuser, sql);

  testProvider(`${name}, a login for each grant`, async () => {
    const server = await start();
    const loginsOf = (principal: string) => [
      { user: loginName(principal, entitlement), password },
      standingLogin(server, principal),
    ];
    const verifiers = new Map(people);
    const findVerifier = async (principal: string) => verifiers.get(principal);
    const fixture = await fixtureOf(server, perGrant(server, { findVerifier }), {
      ...{ hostile, loginsOf, secrets: [password, verifier] },
    });
    const roleOf = (principal: string) => escapeIdentifier(loginName(principal, entitlement));
    const change = async (sql: string) => void (await asSuperuser(server, sql));
    return {
      ...fixture,
      ...(fixture.byHand && {
        byHand: {
          give: fixture.byHand.give,
          take: (principal) =>
            change(
              `REVOKE orders_readonly FROM ${principal} CASCADE; DROP ROLE IF EXISTS ${roleOf(principal)}`,
            ),
        },
      }),
      stripMark: (principal) => change(`COMMENT ON ROLE ${roleOf(principal)} IS NULL`),
      ...(fixture.drop && {
        drop: {
          entitlement: fixture.drop.entitlement,
          async principal(principal) {
            verifiers.delete(principal);
            await change(`DROP ROLE IF EXISTS ${roleOf(principal)}`);
          },
        },
      }),
      async expire({ principal, ...holding }) {
        await fixture.provider.hold({ ...holding, principal, until: new Date(Date.now() + second) });
        const canUse = async () => (await fixture.canUse?.(principal)) ?? false;
        await until("the server refuses", canUse, (can) => !can);
      },
    };
  });

  describe(`a login for each grant of ${name}`, () => {
    let server: SandboxPostgres;
    beforeAll(async () => {
      server = await start();
    });
    afterAll(() => server?.stop());

    const ask = <Result>(
      work: (provider: Provider) => Promise<Result>,
      overrides: Partial<PostgresConfiguration> = {},
    ): Promise<Result> => withProvider(perGrant(server, overrides), work);
    const holdFor = (
      principal: string,
      endsIn: number,
      overrides: Partial<PostgresConfiguration> = {},
    ): Promise<Holding> =>
      ask((provider) => holdUntil(provider, principal, new Date(Date.now() + endsIn)), overrides);
    const revoke = (holding: Holding) => ask((provider) => provider.revoke(holding));
    const diagnose = async () => await ask((provider) => provider.diagnose?.() ?? Promise.resolve([]));
    const listLogins = async () => {
      const sql = "SELECT rolname::text AS name FROM pg_roles WHERE rolname LIKE '%~%' ORDER BY 1";
      return (await asSuperuser<{ name: string }>(server, sql)).map((each) => each.name);
    };
    const login = "alice~orders~readonly";
    /** SQLSTATE of the refusal, or what reading gave. */
    const selectWith = (secret: string, user = login) =>
      selectOnce(server, user, secret).catch((error) => String(error.code));
    const refused = "28P01";

    it("ends by itself: it is separate and enforced", async () => {
      expect(await ask((provider) => provider.traits())).toMatchObject({
        container: "separate",
        nativeExpiry: "enforced",
      });
    });

    it("lets the person in with the password behind the verifier while it is held, and neither before nor after", async () => {
      expect(await selectWith(password)).toBe(refused);
      const holding = await holdFor("alice", hour);
      expect(await selectWith(password)).toBe("ok");
      expect(await selectWith("guess")).toBe(refused);
      expect(await selectWith(verifier)).toBe(refused);
      await revoke(holding);
      expect(await selectWith(password)).toBe(refused);
      expect(await listLogins()).toEqual([]);
    });

    it("is closed by the server at its end, and a later end opens it again", async () => {
      const holding = await holdFor("alice", 2 * second);
      await until(
        "the server refuses",
        () => selectWith(password),
        (answer) => answer === refused,
      );
      await holdFor("alice", hour);
      expect(await selectWith(password)).toBe("ok");
      await holdFor("alice", -second);
      expect(await selectWith(password)).toBe(refused);
      await revoke(holding);
    });

    it("RV12: takes the open sessions along, and not those of the person's own login", async () => {
      const holding = await holdFor("carol", hour);
      const own = await openSession(server, "carol", server.logins.carol?.password ?? "");
      const lent = await openSession(server, "carol~orders~readonly", password);
      expect([await own.select(), await lent.select()]).toEqual(["ok", "ok"]);
      expect(await revoke(holding)).toEqual({ changed: true, sessionsEnded: 1 });
      await until("the session is ended", lent.select, (answer) => answer === "gone");
      expect(await own.select()).toBe("ok");
      await own.close();
    });

    it("cannot put off its own end, nor take off its mark", async () => {
      const holding = await holdFor("alice", hour);
      const { host, port } = server;
      const alice = new Client({ host, port, database: "orders", user: login, password });
      await alice.connect();
      for (const statement of [
        `ALTER ROLE "${login}" VALID UNTIL 'infinity'`,
        `COMMENT ON ROLE "${login}" IS NULL`,
        "CREATE ROLE mallory LOGIN",
        "GRANT orders_readonly TO carol",
      ])
        await expect(alice.query(statement), statement).rejects.toMatchObject({ code: "42501" });
      await alice.end();
      await revoke(holding);
    });

    it("takes the verifier of today with each new end", async () => {
      const holding = await holdFor("alice", hour);
      const findVerifier = async () => makeVerifier("another password");
      await holdFor("alice", hour, { findVerifier });
      expect([await selectWith(password), await selectWith("another password")]).toEqual([refused, "ok"]);
      await revoke(holding);
    });

    it.each([
      ["a password", "hunter2"],
      ["a password that begins like one", "SCRAM-SHA-256$hunter2"],
      ["an MD5 hash", `md5${"0".repeat(32)}`],
    ])("is not made with %s for a verifier, nor is it told", async (_, value) => {
      const error = await holdFor("alice", hour, { findVerifier: async () => value }).catch(
        (thrown) => thrown,
      );
      expect(error).toMatchObject({ code: "REFUSED", retryable: false });
      expect(`${error.message} ${error.cause.message} ${JSON.stringify(error)}`).not.toContain("hunter2");
      expect(await listLogins()).toEqual([]);
    });

    it("is not made for whom the identity map gives no verifier, and can be ended without one", async () => {
      const holding = await holdFor("alice", hour);
      const provider = postgresProvider(configure(server, { logins: "per-grant" }));
      await expect(provider.identify("alice", entitlement)).rejects.toMatchObject({
        code: "UNKNOWN_PRINCIPAL",
      });
      expect(await provider.revoke(holding)).toMatchObject({ changed: true });
      await provider.close();
    });

    it("is known by its comment: renamed it is still found and ended, and a role of that name that is not ours is left", async () => {
      const holding = await holdFor("alice", hour);
      await asSuperuser(server, `ALTER ROLE "${login}" RENAME TO ally`);
      const grants = await ask((provider) => provider.listGrants([entitlement]));
      expect(grants).toContainEqual(expect.objectContaining({ principal: "alice", ids: holding.ids }));
      await asSuperuser(server, `CREATE ROLE "${login}" LOGIN`);
      expect(await revoke(holding)).toMatchObject({ changed: true });
      expect(await listLogins()).toEqual([login]);
      await expect(holdFor("alice", hour)).rejects.toMatchObject({ code: "REFUSED" });
      await asSuperuser(server, `DROP ROLE "${login}"`);
    });

    it("stays closed where it owns something, is told to the administrator, and opens for the next grant", async () => {
      const holding = await holdFor("alice", hour);
      await asSuperuser(server, `CREATE TABLE notes (); ALTER TABLE notes OWNER TO "${login}"`);
      expect(await revoke(holding)).toMatchObject({ changed: true });
      expect(await selectWith(password)).toBe(refused);
      const grants = await ask((provider) => provider.listGrants([entitlement]));
      expect(grants.filter(({ principal }) => principal === "alice")).toEqual([]);
      expect((await diagnose()).map(({ code }) => code)).toContain("POSTGRES_LOGIN_LEFT");
      expect(await revoke(holding)).toEqual({ changed: false, sessionsEnded: 0 });
      await holdFor("alice", hour);
      expect(await selectWith(password)).toBe("ok");
      await asSuperuser(server, "DROP TABLE notes");
      await revoke(holding);
      expect(await listLogins()).toEqual([]);
    });

    it("is listed as the person's in an inventory too", async () => {
      const holding = await holdFor("alice", hour);
      const found = await ask(async (provider) => {
        const all: Grant[] = [];
        for await (const grant of provider.inventory?.() ?? []) all.push(grant);
        return all;
      });
      expect(found).toContainEqual(
        expect.objectContaining({ principal: "alice", entitlement, ids: holding.ids, origin: "ours" }),
      );
      await revoke(holding);
    });

    it("is ended after the configuration went back to standing logins", async () => {
      const holding = await holdFor("alice", hour);
      const receipt = await ask((provider) => provider.revoke(holding), { logins: "standing" });
      expect(receipt).toMatchObject({ changed: true });
      expect(await listLogins()).toEqual([]);
    });

    it("needs CREATEROLE, which before 16 is far too much", async () => {
      const holding = await holdFor("alice", hour);
      const wide = server.version.startsWith("15") ? ["POSTGRES_WIDE_CREATEROLE"] : [];
      expect((await diagnose()).map(({ code }) => code)).toEqual(wide);
      await revoke(holding);
      await asSuperuser(server, `ALTER ROLE ${server.manager.user} NOCREATEROLE`);
      expect((await diagnose()).map(({ code }) => code)).toEqual(["POSTGRES_NO_CREATEROLE"]);
      await expect(holdFor("alice", hour)).rejects.toMatchObject({ code: "REFUSED" });
      await asSuperuser(server, `ALTER ROLE ${server.manager.user} CREATEROLE`);
    });
  });
}
