// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   GX17: The credential of an adapter can grant anything.
//   HH2: The holder takes every connection of the server around the end.
//   HH5: The lent role may end sessions, lock catalogues or take reserved connections (`pg_signal_backend`,
//     `pg_maintain`, `pg_use_reserved_connections`): its holder ends each session of Hallpass, or locks what
//     the end writes.

import { tmpdir } from "node:os";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SandboxPostgres, startPostgres } from "../../demo/src/postgres/postgres.ts";
import { postgresProvider } from "../../src/providers/postgres/provider.ts";
import { listServers } from "./servers.ts";

const resources = { orders: { database: "orders", roles: { readonly: "orders_readonly" } } };

interface Weakness {
  readonly name: string;
  /** As the server's administrator, and how to take it back. */
  readonly make: readonly string[];
  readonly mend: readonly string[];
  readonly code: string;
  readonly says: string;
}

const attribute = (name: string): Weakness => ({
  name: `an account with ${name}`,
  make: [`ALTER ROLE hallpass ${name}`],
  mend: [`ALTER ROLE hallpass NO${name}`],
  code: "POSTGRES_ATTRIBUTE",
  says: name,
});

const weaknesses: readonly Weakness[] = [
  ...["CREATEROLE", "CREATEDB", "REPLICATION", "BYPASSRLS"].map(attribute),
  {
    name: "an account that may hand out a role nobody declared",
    make: ["CREATE ROLE payroll", "GRANT payroll TO hallpass WITH ADMIN OPTION"],
    mend: ["DROP ROLE payroll"],
    code: "POSTGRES_BEYOND",
    says: 'may hand out "payroll"',
  },
  {
    name: "an account that reads all data",
    make: ["GRANT pg_read_all_data TO hallpass"],
    mend: ["REVOKE pg_read_all_data FROM hallpass"],
    code: "POSTGRES_BEYOND",
    says: 'is a member of "pg_read_all_data"',
  },
  {
    name: "an account that may let others end sessions",
    make: ["GRANT pg_signal_backend TO hallpass WITH ADMIN OPTION"],
    mend: ["REVOKE ADMIN OPTION FOR pg_signal_backend FROM hallpass"],
    code: "POSTGRES_BEYOND",
    says: 'may hand out "pg_signal_backend"',
  },
  {
    name: "an account that may not hand out what is declared",
    make: ["REVOKE ADMIN OPTION FOR orders_readonly FROM hallpass"],
    mend: ["GRANT orders_readonly TO hallpass WITH ADMIN OPTION"],
    code: "POSTGRES_NO_ADMIN_OPTION",
    says: "orders_readonly",
  },
  {
    name: "a declared role with power over the server",
    make: ["ALTER ROLE orders_readonly CREATEROLE"],
    mend: ["ALTER ROLE orders_readonly NOCREATEROLE"],
    code: "POSTGRES_POWERFUL_ROLE",
    says: "orders_readonly",
  },
  {
    name: "a declared role that reaches the server's files",
    make: ["GRANT pg_read_server_files TO orders_readonly"],
    mend: ["REVOKE pg_read_server_files FROM orders_readonly"],
    code: "POSTGRES_POWERFUL_ROLE",
    says: "pg_read_server_files",
  },
  {
    name: "a declared role that may end the sessions of Hallpass",
    make: ["GRANT pg_signal_backend TO orders_readonly"],
    mend: ["REVOKE pg_signal_backend FROM orders_readonly"],
    code: "POSTGRES_POWERFUL_ROLE",
    says: "pg_signal_backend",
  },
  {
    name: "a declared role that owns the database Hallpass connects to",
    make: ["ALTER DATABASE orders OWNER TO orders_readonly"],
    mend: ["ALTER DATABASE orders OWNER TO postgres"],
    code: "POSTGRES_HOME_OWNER",
    says: 'keep Hallpass out of the database "orders"',
  },
  {
    name: "a declared role that can log in",
    make: ["ALTER ROLE orders_readonly LOGIN"],
    mend: ["ALTER ROLE orders_readonly NOLOGIN"],
    code: "POSTGRES_LOGIN_ROLE",
    says: 'set the password of "orders_readonly"',
  },
  {
    name: "a declared role that reaches one that can log in",
    make: ["GRANT alice TO orders_readonly"],
    mend: ["REVOKE alice FROM orders_readonly"],
    code: "POSTGRES_LOGIN_ROLE",
    says: 'set the password of "alice"',
  },
];

it("HH2: a server that reserves no connection is told so, and which logins could take all", async () => {
  const logins = ["a", "b", "c", "d", "e", "f", "g"];
  const server = await startPostgres({ dir: tmpdir(), logins, settings: ["reserved_connections=0"] });
  const { host, port, manager, superuser } = server;
  const admin = new Client({ host, port, database: "orders", ...superuser });
  const provider = postgresProvider({ name: "orders-db", host, port, ...manager, resources });
  try {
    await admin.connect();
    for (const login of logins) await admin.query(`ALTER ROLE ${login} CONNECTION LIMIT -1`);
    expect(await provider.diagnose?.()).toEqual([
      expect.objectContaining({
        code: "POSTGRES_NO_RESERVED_CONNECTION",
        message: expect.stringContaining("reserved_connections is 0."),
      }),
      expect.objectContaining({
        code: "POSTGRES_NO_CONNECTION_LIMIT",
        message: expect.stringContaining('"a", "b", "c", "d", "e" and 2 more'),
      }),
    ]);
  } finally {
    await provider.close();
    await admin.end();
    await server.stop();
  }
});

for (const { name: serverName, ...binaries } of listServers()) {
  describe(`the credentials of ${serverName}`, () => {
    let server: SandboxPostgres;
    let admin: Client;

    beforeAll(async () => {
      server = await startPostgres({ dir: tmpdir(), logins: ["alice"], ...binaries });
      const { host, port, superuser } = server;
      admin = new Client({ host, port, database: "orders", ...superuser });
      await admin.connect();
    });
    afterAll(async () => {
      await admin?.end();
      await server?.stop();
    });

    const runAll = async (statements: readonly string[]): Promise<void> => {
      for (const statement of statements) await admin.query(statement);
    };

    const diagnose = async (overrides: Partial<Parameters<typeof postgresProvider>[0]> = {}) => {
      const { host, port, manager } = server;
      const provider = postgresProvider({
        name: "orders-db",
        host,
        port,
        ...manager,
        resources,
        ...overrides,
      });
      try {
        return (await provider.diagnose?.()) ?? [];
      } finally {
        await provider.close();
      }
    };

    it("HH5: warn of a login that may end the sessions of Hallpass without a lease", async () => {
      await runAll(["GRANT pg_signal_backend TO alice"]);
      const found = await diagnose();
      await runAll(["REVOKE pg_signal_backend FROM alice"]);
      expect(found).toContainEqual(
        expect.objectContaining({
          code: "POSTGRES_HINDERER",
          severity: "warning",
          message: expect.stringContaining('keep their own access from being ended: "alice".'),
        }),
      );
    });

    it("are as declared, as the sandbox makes them", async () => {
      expect(await diagnose()).toEqual([]);
    });

    it.each(weaknesses)(
      "GX17: are wrong for $name, and right again without",
      async ({ make, mend, code, says }) => {
        await runAll(make);
        const found = await diagnose();
        await runAll(mend);
        expect(found).toContainEqual(
          expect.objectContaining({ code, severity: "error", message: expect.stringContaining(says) }),
        );
        expect(await diagnose()).toEqual([]);
      },
    );

    const warnsOf = (code: string, says: string) =>
      expect.objectContaining({ code, severity: "warning", message: expect.stringContaining(says) });

    it("HH2: warn of a login that may take every connection, where none is reserved", async () => {
      const isReserved = !server.version.startsWith("15");
      await runAll(["ALTER ROLE alice CONNECTION LIMIT -1"]);
      const unlimited = warnsOf(
        "POSTGRES_NO_CONNECTION_LIMIT",
        'every connection of the server, and delay ends: "alice".',
      );
      expect(await diagnose()).toEqual(isReserved ? [] : [unlimited]);
      if (isReserved) {
        await runAll(["REVOKE pg_use_reserved_connections FROM hallpass"]);
        expect(await diagnose()).toEqual([
          warnsOf(
            "POSTGRES_NO_RESERVED_CONNECTION",
            'account "hallpass" is no member of pg_use_reserved_connections',
          ),
          unlimited,
        ]);
        await runAll(["GRANT pg_use_reserved_connections TO hallpass"]);
      }
      // As many as there are is no limit.
      await runAll(["ALTER ROLE alice CONNECTION LIMIT 1000"]);
      expect(await diagnose()).toEqual(isReserved ? [] : [unlimited]);
      await runAll(["ALTER ROLE alice CONNECTION LIMIT 20"]);
      expect(await diagnose()).toEqual([]);
    });

    it("GX17: are wrong for a superuser", async () => {
      const found = await diagnose(server.superuser);
      const codes = found.map(({ code }) => code);
      expect(codes).toContain("POSTGRES_ATTRIBUTE");
      expect(found.map(({ message }) => message).join()).toContain("SUPERUSER");
    });

    it("are wrong where a declared role or database does not exist", async () => {
      const found = await diagnose({
        resources: { ...resources, gone: { database: "gone", roles: { reader: "gone_reader" } } },
      });
      expect(found.map(({ code }) => code)).toEqual(["POSTGRES_NO_ROLE", "POSTGRES_NO_DATABASE"]);
    });

    it("GX17: are wrong where a declared role becomes the account itself", async () => {
      await runAll(["CREATE ROLE heir", "GRANT hallpass TO heir"]);
      const found = await diagnose({
        resources: { ...resources, more: { database: "orders", roles: { all: "heir" } } },
      });
      await runAll(["DROP ROLE heir"]);
      expect(found).toContainEqual(
        expect.objectContaining({
          code: "POSTGRES_POWERFUL_ROLE",
          message: expect.stringContaining('"heir" reaches "hallpass"'),
        }),
      );
    });

    it("that are refused are an error, not a clean bill", async () => {
      await expect(diagnose({ password: "wrong" })).rejects.toMatchObject({ code: "LOGIN_REFUSED" });
    });
  });
}
