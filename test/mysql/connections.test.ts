// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   GX8: A provider fails after it did what it was asked.
//   HH2: The holder takes every connection of the server around the end.

import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { connect as connectSocket, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Connection } from "mysql2/promise";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Provider } from "../../src/core/ports/provider.ts";
import { mysqlProvider } from "../../src/providers/mysql/provider.ts";
import { until } from "../support/until.ts";
import {
  canUse,
  configure,
  connectAs,
  entitlement,
  holdUntil,
  loginAs,
  type Orders,
  startOrders,
} from "./orders.ts";
import { listServers } from "./server.ts";
import { openSilentGate } from "./silent-gate.ts";

const later = new Date("2036-11-20T16:00:00Z");
const MAX_CONNECTIONS = 12;

const run = promisify(execFile);

const fromBundle = `
  import { writeFileSync } from "node:fs";
  import { bundleAction } from "./scripts/bundle-action.js";
  const { FOLDER, ENTRY, SECRET } = process.env;
  const files = await bundleAction();
  for (const { name, text } of [...files, { name: "package.json", text: '{"type":"module"}' }])
    writeFileSync(FOLDER + "/" + name, text);
  const all = await Promise.all(files.filter(({ name }) => name.startsWith("adapter-")).map(({ name }) => import(FOLDER + "/" + name)));
  const { mysqlAdapter } = all.find((each) => "mysqlAdapter" in each);
  const entry = { ...JSON.parse(ENTRY), passwordFrom: "SECRET", resources: { orders: { roles: { readonly: "orders_readonly" } } } };
  const provider = mysqlAdapter.open(entry, { name: "orders-db", where: "here", readSecret: () => SECRET });
  console.log(JSON.stringify(await provider.traits()));
  await provider.close();`;

for (const { name } of listServers()) {
  describe(`connections to ${name}`, () => {
    let server: Orders;
    let provider: Provider;
    let admin: Connection;
    const hers: Connection[] = [];
    const sockets: Socket[] = [];
    beforeAll(async () => {
      server = await startOrders([`--max-connections=${MAX_CONNECTIONS}`, "--connect-timeout=60"]);
      admin = await connectAs(server, server.admin);
    });
    afterAll(async () => {
      admin?.destroy();
      await server?.stop();
    });
    beforeEach(() => {
      provider = mysqlProvider(configure(server));
    });
    afterEach(async () => {
      for (const connection of hers.splice(0)) connection.destroy();
      for (const socket of sockets.splice(0)) socket.destroy();
      await provider.close();
      // The server frees them a moment later.
      await until("only ours is left", countOthers, (count) => count === 0);
    });
    const countOthers = async (): Promise<number> => {
      const [rows] = await admin.query(
        "SELECT 1 FROM information_schema.PROCESSLIST WHERE ID <> CONNECTION_ID() AND USER NOT IN ('system user', 'event_scheduler')",
      );
      return Array.isArray(rows) ? rows.length : 0;
    };

    const listUsers = async (): Promise<string[]> => {
      const [rows] = await admin.query(
        "SELECT USER AS user FROM information_schema.PROCESSLIST WHERE USER NOT IN ('system user', 'event_scheduler')",
      );
      return Array.isArray(rows) ? rows.map((row) => String(Object(row).user)) : [];
    };
    const takeAll = async (): Promise<void> => {
      for (;;) {
        const connection = await loginAs(server, "alice").catch(() => undefined);
        if (connection === undefined) break;
        hers.push(connection);
      }
      await until(
        "the refused one gave its place back",
        listUsers,
        (users) => users.length === MAX_CONNECTIONS,
      );
    };
    /** Takes the connection that the server reserves for administrators, by not logging in. */
    const takeReserved = async (): Promise<void> => {
      await until(
        "it is taken",
        async () => {
          sockets.push(connectSocket(server.port, server.host).on("error", () => {}));
          return await listUsers();
        },
        (users) => users.length > MAX_CONNECTIONS && users.includes("unauthenticated user"),
      );
    };
    const listKept = async (): Promise<string[]> => {
      const [rows] = await admin.query(
        "SELECT ID AS id FROM information_schema.PROCESSLIST WHERE USER = 'hallpass'",
      );
      return Array.isArray(rows) ? rows.map((row) => String(Object(row).id)) : [];
    };
    const kept = (accept: (ids: string[]) => boolean): Promise<string[]> =>
      until("Hallpass keeps one connection", listKept, (ids) => ids.length === 1 && accept(ids));
    /** The server may still list the connection that made the grant. The next one is the kept one for sure. */
    const keptForSure = async (): Promise<string> => {
      const [first = ""] = await kept(() => true);
      await admin.query(`KILL ${first}`).catch(() => {});
      const [second = ""] = await kept(([id]) => id !== first);
      return second;
    };

    it("HH2: an end without a kept connection gets the one that the server reserves", async () => {
      const holding = await holdUntil(provider, "alice", later);
      await provider.close();
      await takeAll();
      provider = mysqlProvider(configure(server));
      // The server counts a refused login for a moment longer than it lists it.
      await until(
        "the end gets through",
        () => provider.revoke(holding),
        ({ changed }) => changed,
      );
      expect(await canUse(server, "alice")).toBe(false);
    });

    it("HH2: an end has a connection kept for it when even the reserved one is taken", async () => {
      const holding = await holdUntil(provider, "alice", later);
      await keptForSure();
      await takeAll();
      await takeReserved();
      await expect(provider.listGrants([holding.entitlement])).rejects.toMatchObject({ code: "UNREACHABLE" });
      expect(await provider.revoke(holding)).toMatchObject({ changed: true });
      for (const socket of sockets.splice(0)) socket.destroy();
      await until(
        "she has lost the role",
        async () => canUse(server, "alice"),
        (can) => !can,
      );
    });

    it("HH2: opens the kept connection again when somebody kills it, and closes it at the end", async () => {
      await holdUntil(provider, "alice", later);
      const one = await keptForSure();
      await admin.query(`KILL ${one}`);
      await kept(([id]) => id !== one);
      await provider.close();
      await until("none is left", listKept, (ids) => ids.length === 0);
    });

    it("GX8: gives up a grant that a lock of the whole server holds back, and none lands later", async () => {
      const ids = await provider.identify("eve", entitlement);
      const hasty = mysqlProvider(configure(server, { deadlineSeconds: 2 }));
      await admin.query("FLUSH TABLES WITH READ LOCK");
      const holding = { principal: "eve", entitlement, ids, until: later };
      await expect(hasty.hold(holding)).rejects.toMatchObject({ retryable: true });
      const isWaiting = async () => {
        const [rows] = await admin.query(
          "SELECT 1 FROM information_schema.PROCESSLIST WHERE INFO LIKE 'GRANT %'",
        );
        return Array.isArray(rows) ? rows.length > 0 : true;
      };
      await until("the statement is given up at the server, too", isWaiting, (waiting) => !waiting);
      await admin.query("UNLOCK TABLES");
      expect(await canUse(server, "eve")).toBe(false);
      await hasty.close();
    });

    it("HH2: gives up a server that lets it in and says nothing then, and calls go on when it does", async () => {
      const gate = await openSilentGate(server);
      const hasty = mysqlProvider(configure(server, { ...gate.address, deadlineSeconds: 2 }));
      const silent = Array.from({ length: 9 }, () => hasty.identify("alice", entitlement));
      await Promise.all(silent.map((call) => expect(call).rejects.toMatchObject({ code: "TIMEOUT" })));
      gate.speak();
      expect(await hasty.identify("alice", entitlement)).toMatchObject({ principal: "alice@%" });
      await hasty.close();
      await gate.stop();
    });

    it("answers many calls at once with few connections", async () => {
      const calls = Array.from({ length: 40 }, () => provider.identify("alice", entitlement));
      expect(new Set((await Promise.all(calls)).map(({ principal }) => principal))).toEqual(
        new Set(["alice@%"]),
      );
    });

    it("connects from the Action's bundle, which loads packages in its own way", async () => {
      const folder = await mkdtemp(join(tmpdir(), "hallpass-bundle-"));
      const { host, port, hallpass } = server;
      const { stdout } = await run(process.execPath, ["--input-type=module", "-e", fromBundle], {
        cwd: fileURLToPath(new URL("../..", import.meta.url)),
        env: {
          PATH: process.env.PATH,
          FOLDER: folder,
          ENTRY: JSON.stringify({ host, port, user: "hallpass" }),
          SECRET: hallpass.password,
        },
      });
      await rm(folder, { recursive: true });
      expect(JSON.parse(stdout)).toMatchObject({ container: "shared", nativeExpiry: "none" });
    });

    it("says that a wrong password is refused, and a server that is not there unreachable", async () => {
      const wrong = mysqlProvider(configure(server, { password: "wrong" }));
      await expect(wrong.traits()).rejects.toMatchObject({ code: "LOGIN_REFUSED" });
      const nowhere = mysqlProvider(configure(server, { port: 1 }));
      await expect(nowhere.traits()).rejects.toMatchObject({ code: "UNREACHABLE" });
      const encrypted = mysqlProvider(configure(server, { tls: "verify" }));
      await expect(encrypted.traits()).rejects.toMatchObject({ code: "UNREACHABLE" });
    });
  });
}
